import { useCallback, useEffect, useRef, useState } from 'react';
import { USUAL_DWELL_SECONDS, type WallContent } from '#shared/domain/wallRegion.ts';
import { useLanguage, useLive, useText } from '../../panels/desk.tsx';
import { GridCaption } from '../../panels/wall/GridCaption.tsx';
import { useIncidentInSight } from '../../panels/wall/useStanding.ts';
import type { SceneHandle, SceneHealth } from '../../scene/contract.ts';
import { Scene } from '../../scene/index.tsx';
import { useFollow } from '../../ui/useFollow.ts';
import { packUrl } from '../duty/packUrl.ts';
import type { WallDesk } from './startWallDesk.ts';

/** A flight that came before the scene knew its target is tried again. */
const FLY_AGAIN_MS = 1_000;

type MapContent = Extract<WallContent, { kind: 'map' }>;
type Target = { readonly kind: 'incident' | 'grid'; readonly id: string };

/** Flies to what the wall is about; from grid to grid while that is nothing. */
export function WallMap({ desk, content }: { readonly desk: WallDesk; readonly content: MapContent }) {
  const language = useLanguage();
  const text = useText().connection;
  const packId = useLive(({ live }) => live.station?.packId ?? null);
  const incident = useIncidentInSight(content.incidentId);
  const { tour, sceneStore, commands } = desk;
  const code = useFollow(tour.changes, () => (tour.isUnderWay ? tour.code : null));
  useEffect(() => {
    tour.dwellSeconds = content.dwellSeconds ?? USUAL_DWELL_SECONDS;
  }, [tour, content.dwellSeconds]);
  const [scene, setScene] = useState<SceneHandle | null>(null);
  const [health, setHealth] = useState<SceneHealth>({ kind: 'loading' });
  const toured = content.isTouring && incident === null ? code : null;
  const target: Target | null = incident
    ? { kind: 'incident', id: incident.id }
    : toured !== null
      ? { kind: 'grid', id: toured }
      : null;
  useFlight(health.kind === 'running' || health.kind === 'flat' ? scene : null, target);
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
          onHealth={setHealth}
        />
      )}
      {health.kind === 'failed' && <p className="wall-map__failed">{text.sceneFailed(health.reason)}</p>}
      {toured !== null && <GridCaption code={toured} />}
    </div>
  );
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
      } else if (!scene.flyTo({ kind, id })) {
        again = setTimeout(fly, FLY_AGAIN_MS);
        return;
      }
      flown.current = key;
    };
    fly();
    return () => clearTimeout(again);
  }, [scene, kind, id]);
}
