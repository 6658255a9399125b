import { useCallback, useEffect, useRef, useState } from 'react';
import { USUAL_DWELL_SECONDS } from '#shared/domain/wallRegion.ts';
import { useLanguage, useLive, useText } from '../../panels/desk.tsx';
import { GridCaption } from '../../panels/wall/GridCaption.tsx';
import { useIncidentInSight } from '../../panels/wall/useStanding.ts';
import type { FlightTarget, SceneHandle, SceneHealth } from '../../scene/contract.ts';
import { Scene } from '../../scene/index.tsx';
import { useFollow } from '../../ui/useFollow.ts';
import { packUrl } from '../duty/packUrl.ts';
import type { MapContent } from './mapRack.ts';
import type { WallDesk } from './startWallDesk.ts';

/** A flight that came before the scene knew its target is tried again. */
const FLY_AGAIN_MS = 1_000;

/** `id` of ground: its numbers, one after another. */
type Target = { readonly kind: 'incident' | 'grid' | 'ground'; readonly id: string };

interface WallMapProps {
  readonly desk: WallDesk;
  readonly content: MapContent;
  /** False while no place on the display has it. */
  readonly isShown: boolean;
  /** It has said that it cannot be drawn, and why. */
  readonly onFailed: () => void;
}

/** Flies to what the wall is about; from grid to grid while that is nothing. */
export function WallMap({ desk, content, isShown, onFailed }: WallMapProps) {
  const language = useLanguage();
  const text = useText().connection;
  const packId = useLive(({ live }) => live.station?.packId ?? null);
  const incident = useIncidentInSight(content.incidentId);
  const { tour, pulse, sceneStore, commands } = desk;
  const code = useFollow(tour.changes, () => (tour.isUnderWay ? tour.code : null));
  useEffect(() => {
    if (isShown) tour.dwellSeconds = content.dwellSeconds ?? USUAL_DWELL_SECONDS;
  }, [tour, content.dwellSeconds, isShown]);
  const [scene, setScene] = useState<SceneHandle | null>(null);
  const [health, setHealth] = useState<SceneHealth>({ kind: 'loading' });
  const { at } = content;
  const toured = content.isTouring && incident === null && !at ? code : null;
  const target = targetOf(at, incident?.id ?? null, toured);
  const drawn = health.kind === 'running' || health.kind === 'flat' ? scene : null;
  useFlight(drawn, target);
  useEffect(() => {
    if (!drawn || !isShown) return;
    const held = pulse.add(drawn);
    return () => held.dispose();
  }, [drawn, isShown, pulse]);
  const hold = useCallback((handle: SceneHandle | null) => setScene(handle), []);
  return (
    <div
      className="wall-map"
      data-testid="wall-map"
      data-scene={health.kind}
      data-target={target ? `${target.kind}:${target.id}` : 'home'}
    >
      {packId !== null && (
        <Scene
          ref={hold}
          store={sceneStore}
          packUrl={packUrl(packId)}
          language={language}
          cesiumUrl="../../cesium/"
          density="wall"
          onSelect={() => undefined}
          onReport={(report) => commands.machine.reportScene(report)}
          onHealth={(health) => {
            setHealth(health);
            if (health.kind === 'failed') onFailed();
          }}
        />
      )}
      {health.kind === 'failed' && <p className="wall-map__failed">{text.sceneFailed(health.reason)}</p>}
      {toured !== null && <GridCaption code={toured} />}
    </div>
  );
}

function targetOf(at: MapContent['at'], incidentId: string | null, gridCode: string | null): Target | null {
  if (at) return { kind: 'ground', id: `${at.lon},${at.lat},${at.distanceM}` };
  if (incidentId !== null) return { kind: 'incident', id: incidentId };
  return gridCode === null ? null : { kind: 'grid', id: gridCode };
}

function flightTo({ kind, id }: Target): FlightTarget {
  if (kind !== 'ground') return { kind, id };
  const [lon = 0, lat = 0, distanceM = 0] = id.split(',').map(Number);
  return { lon, lat, distanceM };
}

/** Null: the whole of the map. */
function useFlight(scene: SceneHandle | null, target: Target | null): void {
  const flown = useRef<string | null>(null);
  const { kind = null, id = null } = target ?? {};
  useEffect(() => {
    if (!scene) return;
    const key = `${kind} ${id}`;
    if (flown.current === key) return;
    let again: ReturnType<typeof setTimeout> | undefined;
    const fly = () => {
      if (kind === null || id === null) {
        // The opening view is there already.
        if (flown.current !== null) scene.flyHome();
      } else if (!scene.flyTo(flightTo({ kind, id }))) {
        again = setTimeout(fly, FLY_AGAIN_MS);
        return;
      }
      flown.current = key;
    };
    fly();
    return () => clearTimeout(again);
  }, [scene, kind, id]);
}
