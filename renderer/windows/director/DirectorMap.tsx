import { useCallback, useState } from 'react';
import { useLanguage, useLive, useText } from '../../panels/desk.tsx';
import { DrillWatermark } from '../../panels/mapOverlay/MapOverlay.tsx';
import type { SceneHandle, SceneHealth } from '../../scene/contract.ts';
import { Scene } from '../../scene/index.tsx';
import { MapGuard } from '../duty/MapGuard.tsx';
import { mapControlsOf } from '../duty/mapControls.ts';
import { packUrl } from '../duty/packUrl.ts';
import type { DirectorDesk } from './startDirectorDesk.ts';

/** Everything the script has brought about, where it is. Whatever happens to the map, the drill is led on. */
export function DirectorMap({ desk }: { readonly desk: DirectorDesk }) {
  const { director, connection: text } = useText();
  const language = useLanguage();
  const packId = useLive(({ live }) => live.station?.packId ?? null);
  const [health, setHealth] = useState<SceneHealth>({ kind: 'loading' });
  const { sceneStore, setMap, commands } = desk;
  const hold = useCallback((scene: SceneHandle | null) => setMap(scene && mapControlsOf(scene)), [setMap]);
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
            onSelect={(selection) => commands.view.select(selection)}
            onReport={(report) => commands.machine.reportScene(report)}
            onHealth={setHealth}
          />
        )}
      </MapGuard>
      <DrillWatermark />
    </section>
  );
}
