import { useState } from 'react';
import { formatTime } from '#shared/text/time.ts';
import { runCommand } from '../../commands/registry.ts';
import { Button } from '../../ui/Button.tsx';
import { WarningIcon } from '../../ui/icons.tsx';
import { useCommands, useLive, useNow, useText } from '../desk.tsx';
import { useWallRows } from './useWalls.ts';
import { troubled } from './wallRows.ts';
import './wallDesk.css';

/** A page that is loaded anew is away for so long and nobody needs to know. */
const PATIENCE_MS = 8_000;

/** Red at the desk while a wall shows nothing or the same for ever: nobody at the desk can see it from there. */
export function WallBanner() {
  const context = useCommands();
  const text = useText().wallDesk;
  const now = useNow();
  const [read, setRead] = useState<ReadonlySet<string>>(new Set());
  const isLive = useLive(({ connection }) => connection.state === 'live');
  const bad = troubled(useWallRows()).flatMap(({ id, name, report }) =>
    report === null ||
    report.state === 'painting' ||
    now - report.since < PATIENCE_MS ||
    read.has(`${id} ${report.since}`)
      ? []
      : [{ id, name, state: report.state, since: report.since }],
  );
  if (!isLive || bad.length === 0) return null;
  return (
    <div className="banner banner--bad" role="alert" data-testid="wall-banner">
      <WarningIcon />
      {bad.map(({ id, name, state, since }) => (
        <span key={id} data-display={id} data-state={state}>
          <strong>{text.banner(name)}</strong> {text.bannerState[state](formatTime(since))}
        </span>
      ))}
      <Button onClick={() => runCommand(context, 'view.wall')}>{text.bannerOpen}</Button>
      <Button onClick={() => setRead(new Set([...read, ...bad.map(({ id, since }) => `${id} ${since}`)]))}>
        {text.bannerRead}
      </Button>
    </div>
  );
}
