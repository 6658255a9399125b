import { useCallback, useEffect, useState } from 'react';
import { DrillWatermark } from '../../panels/DrillWatermark.tsx';
import { useLanguage, useLive, useText } from '../../panels/desk.tsx';
import { AimHint } from '../../panels/mapOverlay/MapOverlay.tsx';
import { useAim } from '../../panels/mapOverlay/useAim.ts';
import type { SceneHandle, SceneHealth } from '../../scene/contract.ts';
import { Scene } from '../../scene/index.tsx';
import { MapGuard } from '../duty/MapGuard.tsx';
import { mapControlsOf } from '../duty/mapControls.ts';
import { packUrl } from '../duty/packUrl.ts';
import type { DirectorDesk } from './startDirectorDesk.ts';

/** How much of the map is seen around a place that is picked anew. */
const AROUND_M = 900;

/** Everything the script has brought about, where it is; for the editor, where a place is picked. Whatever happens to it, the drill is led on. */
export function DirectorMap({ desk }: { readonly desk: DirectorDesk }) {
  const { director, connection: text } = useText();
  const language = useLanguage();
  const packId = useLive(({ live }) => live.station?.packId ?? null);
  const [health, setHealth] = useState<SceneHealth>({ kind: 'loading' });
  const { sceneStore, setMap, commands } = desk;
  const hold = useCallback((scene: SceneHandle | null) => setMap(scene && mapControlsOf(scene)), [setMap]);
  const takePoint = useAim();
  const isUp = health.kind === 'running' || health.kind === 'flat';
  useEffect(() => {
    const [first] = commands.view.state.trail?.points ?? [];
    if (isUp && first) commands.map()?.flyTo({ lon: first.lon, lat: first.lat, distanceM: AROUND_M });
  }, [isUp, commands]);
  return (
    <section className="director-map" aria-label={director.map} data-testid="director-map" data-scene={health.kind}>
      <MapGuard
        onFailure={(reason) => setHealth({ kind: 'failed', reason })}
        fallback={<p className="empty">{text.sceneFailed(health.kind === 'failed' ? health.reason : '')}</p>}
      >
        {packId !== null && (
          <Scene
            ref={hold}
            store={sceneStore}
            packUrl={packUrl(packId)}
            language={language}
            cesiumUrl="../../cesium/"
            onAim={takePoint}
            onSelect={(selection) => commands.view.select(selection)}
            onReport={(report) => commands.machine.reportScene(report)}
            onHealth={setHealth}
          />
        )}
      </MapGuard>
      <DrillWatermark />
      <AimHint />
    </section>
  );
}
