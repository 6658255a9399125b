import { useCallback, useState } from 'react';
import { CoverageLegend } from '../../panels/coverage/CoverageLegend.tsx';
import { DrillWatermark } from '../../panels/DrillWatermark.tsx';
import { useLanguage, useLive, useReplay, useText } from '../../panels/desk.tsx';
import { GridLegend } from '../../panels/gridLegend/GridLegend.tsx';
import { MapInWords } from '../../panels/mapOverlay/MapInWords.tsx';
import { AimHint, MapState } from '../../panels/mapOverlay/MapOverlay.tsx';
import { useAim } from '../../panels/mapOverlay/useAim.ts';
import { ReplayFrame } from '../../panels/replay/ReplayFrame.tsx';
import { SceneProblems } from '../../panels/scenes/SceneProblems.tsx';
import type { SceneHandle, SceneHealth } from '../../scene/contract.ts';
import { Scene } from '../../scene/index.tsx';
import { MapGuard } from './MapGuard.tsx';
import { mapControlsOf } from './mapControls.ts';
import { keptPackId, packUrl } from './packUrl.ts';
import type { DutyDesk } from './startDesk.ts';

/** The scene in its place, with what must be said over it. Whatever happens to the map, the desk goes on. */
export function MapArea({ desk }: { readonly desk: DutyDesk }) {
  const text = useText().connection;
  const language = useLanguage();
  const kept = keptPackId(desk.commands.machine);
  const packId = useLive(({ live }) => live.station?.packId ?? kept);
  const [health, setHealth] = useState<SceneHealth>({ kind: 'loading' });
  const { commands, sceneStore, setMap } = desk;
  const takePoint = useAim();
  const isPast = useReplay(({ mode }) => mode === 'replaying');
  const holdMap = useCallback(
    (scene: SceneHandle | null) => {
      setMap(scene && mapControlsOf(scene));
    },
    [setMap],
  );
  return (
    <main className="duty__map" data-scene={health.kind}>
      <MapGuard
        onFailure={(reason) => setHealth({ kind: 'failed', reason })}
        fallback={<MapState sentence={text.sceneFailed(health.kind === 'failed' ? health.reason : '')} isBad />}
      >
        {packId !== null && (
          <Scene
            ref={holdMap}
            store={sceneStore}
            packUrl={packUrl(packId)}
            language={language}
            cesiumUrl="../../cesium/"
            density="desk"
            onSelect={(selection) => {
              const { view } = commands.replay?.isOnScreen ? desk.past.commands : commands;
              view.select(selection);
            }}
            onAim={isPast ? null : takePoint}
            onSelectMany={(unitIds) => commands.view.change({ enclosed: unitIds, beside: null })}
            onReport={(report) => commands.machine.reportScene(report)}
            onHealth={setHealth}
          />
        )}
      </MapGuard>
      <MapInWords />
      <div className="map-legends">
        <CoverageLegend />
        <GridLegend />
      </div>
      <SceneProblems />
      <DrillWatermark />
      <ReplayFrame />
      <AimHint />
    </main>
  );
}
