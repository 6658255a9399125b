import { useEffect, useState } from 'react';
import { formatSpan } from '#shared/text/time.ts';
import type { WallReport } from '#shared/wire/wall.ts';
import type { WallState } from '#shared/wire/wallWindow.ts';
import { WarningIcon } from '../../ui/icons.tsx';
import { useCommands, useLanguage, useLive, useNow, useText } from '../desk.tsx';
import { type WallFault, wallFaults } from './wallFaults.ts';

/** Says which displays of the wall show an old picture, in red, and which show nothing: of this machine and of all others. */
export function WallHealthBanner() {
  const own = useOwnWalls();
  const reports = useLive(({ live }): readonly WallReport[] => live.walls);
  const now = useNow();
  const named = useLive(({ live }) => live.world.wall.displays);
  const faults = wallFaults(own, reports, now).map((fault) => ({
    ...fault,
    name: named.get(fault.displayId)?.name ?? fault.name,
  }));
  return (
    <>
      <Line kind="frozen" faults={faults} now={now} />
      <Line kind="missing" faults={faults} now={now} />
    </>
  );
}

interface LineProps {
  readonly kind: WallFault['kind'];
  readonly faults: readonly WallFault[];
  readonly now: number;
}

function Line({ kind, faults, now }: LineProps) {
  const say = useText().wallHealth;
  const language = useLanguage();
  const those = faults.filter((fault) => fault.kind === kind);
  if (those.length === 0) return null;
  const names = those.map(({ name, since }) => say.one(name, formatSpan(Math.max(0, now - since), language)));
  const isFrozen = kind === 'frozen';
  return (
    <div
      className={isFrozen ? 'banner banner--bad' : 'banner'}
      role={isFrozen ? 'alert' : 'status'}
      data-testid={`banner-wall-${kind}`}
      data-displays={those.map(({ displayId }) => displayId).join(' ')}
    >
      <WarningIcon />
      <strong>{say[kind](names.join(say.joint))}</strong>
      <span>{isFrozen ? say.frozenHint : say.missingHint}</span>
    </div>
  );
}

/** What the shell says of the wall of this machine; null in a plain browser. */
function useOwnWalls(): WallState | null {
  const { walls } = useCommands().machine;
  const [state, setState] = useState<WallState | null>(null);
  useEffect(() => walls?.onWalls(setState), [walls]);
  return state;
}
