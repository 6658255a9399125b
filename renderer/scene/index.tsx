import { forwardRef, lazy, Suspense, useCallback, useEffect, useImperativeHandle, useRef, useState } from 'react';
import type { SceneHandle, SceneProps } from './contract.ts';
import { MapFailure } from './map/MapFailure.tsx';
import type { MountedMap } from './map/MapWidget.tsx';
import { hasGraphics, qualityFor, rendererName } from './map/quality.ts';
import {
  afterLoss,
  FIRST_PATIENCE_MS,
  firstMap,
  PATIENCE_MS,
  RETRY_AFTER_MS,
  type RecoveryState,
  tryAgain,
} from './map/recovery.ts';
import { type LoadedPack, loadPack } from './pack/load.ts';
import { Readouts } from './readouts/Readouts.tsx';
import './scene.css';
import { Stage } from './stage.ts';
import { say } from './words.ts';

export type * from './contract.ts';

/** The map's engine is megabytes: the queue is usable before it has arrived. */
const MapWidget = lazy(async () => {
  const { MapWidget } = await import('./map/MapWidget.tsx');
  return { default: MapWidget };
});

/** The 3D scene of one window. Everything else of the window works without it. */
export const Scene = forwardRef<SceneHandle, SceneProps>(function Scene(props, ref) {
  const { store, packUrl, language, density = 'desk', cesiumUrl = 'cesium/' } = props;
  const host = useRef<HTMLDivElement>(null);
  const mapHost = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useLatest(props);
  const stageRef = useRef<Stage | null>(null);
  const [stage, setStage] = useState<Stage | null>(null);
  const [packProblem, setPackProblem] = useState<string | null>(null);
  const [recovery, setRecovery] = useState(() => firstMap(hasGraphics()));
  const [isMapUp, setMapUp] = useState(false);
  /** The flat map is up; it stays through every try for a better one. */
  const [isFlat, setFlat] = useState(false);
  const loseContext = useRef<(() => void) | null>(null);
  const [readouts] = useState(makeReadouts);
  const [quality] = useState(() => props.quality ?? qualityFor(rendererName(), globalThis.devicePixelRatio || 1));

  useEffect(() => {
    let isGone = false;
    latest.current.onHealth?.({ kind: 'loading' });
    setPackProblem(null);
    // Cesium asks for its workers beside this page, wherever the page is served from.
    (globalThis as { CESIUM_BASE_URL?: string }).CESIUM_BASE_URL = new URL(cesiumUrl, document.baseURI).href;
    const open = (pack: LoadedPack) => {
      if (!host.current || !mapHost.current || !canvas.current) return;
      stageRef.current = new Stage(host.current, mapHost.current, canvas.current, pack, quality, store, {
        select: (selection) => latest.current.onSelect(selection),
        selectMany: (unitIds) => latest.current.onSelectMany?.(unitIds),
        report: (report) => latest.current.onReport?.(report),
        camera: (camera) => {
          latest.current.onCamera?.(camera);
          readouts.tell();
        },
        readout: readouts.tell,
      });
      setStage(stageRef.current);
    };
    void loadPack(packUrl).then((pack) => {
      if (isGone) return;
      if (pack.ok) open(pack.value);
      else {
        setPackProblem(pack.failure.message);
        latest.current.onHealth?.({ kind: 'failed', reason: pack.failure.message });
      }
    });
    return () => {
      isGone = true;
      setStage(null);
      stageRef.current?.dispose();
      stageRef.current = null;
    };
  }, [store, packUrl, cesiumUrl, latest, readouts, quality]);

  useEffect(() => stage?.setLanguage(language), [stage, language]);
  useEffect(() => stage?.setDensity(density), [stage, density]);
  const { onAim = null } = props;
  useEffect(() => stage?.setAim(onAim), [stage, onAim]);
  useEffect(() => {
    const { onHealth } = latest.current;
    if (isMapUp) onHealth?.({ kind: 'running' });
    else if (isFlat) onHealth?.({ kind: 'flat' });
    else if (recovery.lostAt.length > 0) onHealth?.({ kind: 'recovering', attempt: recovery.lostAt.length });
  }, [recovery, isMapUp, isFlat, latest]);

  const mapReady = useCallback((map: MountedMap) => {
    loseContext.current = map.loseContext;
    stageRef.current?.attach(map.surface);
    setFlat(false);
    setMapUp(true);
  }, []);
  const mapGone = useCallback(() => {
    loseContext.current = null;
    stageRef.current?.detach();
    setMapUp(false);
  }, []);
  const mapLost = useCallback(() => {
    stageRef.current?.detach();
    setMapUp(false);
    setRecovery((state) => afterLoss(state, Date.now()));
  }, []);
  const tryMapAgain = useCallback(() => setRecovery((state) => tryAgain(state, hasGraphics())), []);
  useEffect(() => {
    if (!recovery.hasFailed || !stage) return;
    stage.flatten();
    setFlat(true);
    const retry = setInterval(tryMapAgain, RETRY_AFTER_MS);
    return () => clearInterval(retry);
  }, [stage, recovery.hasFailed, tryMapAgain]);
  const isMapAwaited = stage !== null && !isMapUp && !recovery.hasFailed;
  useEffect(() => {
    if (!isMapAwaited) return;
    // While the graphics process starts again a widget may fail without a word, or never become ready.
    const patienceMs = recovery.generation === 1 ? FIRST_PATIENCE_MS : PATIENCE_MS;
    const watch = setTimeout(mapLost, patienceMs);
    return () => clearTimeout(watch);
  }, [isMapAwaited, recovery.generation, mapLost]);

  useImperativeHandle(ref, () => sceneHandle(stageRef, loseContext), []);

  return (
    <div className="scene" ref={host} tabIndex={-1} role="application" aria-label={say('map', language)}>
      <div className="scene-map" ref={mapHost}>
        {stage && !recovery.hasFailed && (
          <MapFailure key={recovery.generation} onFailure={mapLost}>
            <Suspense fallback={null}>
              <MapWidget
                frame={stage.pack.frame}
                quality={quality}
                onReady={mapReady}
                onGone={mapGone}
                onLost={mapLost}
              />
            </Suspense>
          </MapFailure>
        )}
      </div>
      <canvas className="scene-overlay" ref={canvas} />
      {stage && <Readouts stage={stage} language={language} subscribe={readouts.subscribe} />}
      <Notice
        {...{ language, packProblem, recovery, isMapUp, isFlat }}
        hasStage={stage !== null}
        onTryAgain={tryMapAgain}
      />
    </div>
  );
});

interface NoticeProps {
  readonly language: SceneProps['language'];
  readonly packProblem: string | null;
  readonly recovery: RecoveryState;
  readonly isMapUp: boolean;
  readonly isFlat: boolean;
  readonly hasStage: boolean;
  readonly onTryAgain: () => void;
}

function Notice({ language, packProblem, recovery, isMapUp, isFlat, hasStage, onTryAgain }: NoticeProps) {
  if (packProblem !== null) {
    return (
      <div className="scene-notice" data-tone="failed" role="alert">
        {say('packFailed', language)}：{packProblem} {say('packFailedHelp', language)}
      </div>
    );
  }
  if (isFlat) {
    return (
      <div className="scene-notice" data-tone="flat" role="status" data-scene-chrome>
        {say('flat', language)}
        <button type="button" disabled={!recovery.hasFailed} onClick={onTryAgain}>
          {say('tryAgain', language)}
        </button>
      </div>
    );
  }
  if (isMapUp && hasStage) return null;
  return (
    <div className="scene-notice" role="status">
      {say(recovery.lostAt.length > 0 ? 'recovering' : 'loading', language)}
    </div>
  );
}

function sceneHandle(
  stage: { readonly current: Stage | null },
  loseContext: { readonly current: (() => void) | null },
): SceneHandle {
  return {
    flyTo: (target) => stage.current?.flyTo(target, true) ?? false,
    looksAt: () => stage.current?.looksAt() ?? null,
    flyHome: () => stage.current?.flyHome(),
    releaseCamera: () => stage.current?.releaseCamera(),
    setLayerVisible: (id, isVisible) => stage.current?.setLayerVisible(id, isVisible),
    layers: () => stage.current?.layers() ?? [],
    projectToScreen: (lon, lat) => stage.current?.projectToScreen(lon, lat) ?? null,
    pick: (x, y) => stage.current?.pick(x, y) ?? null,
    heightAt: async (x, y) => stage.current?.heightAt(x, y) ?? null,
    frameCosts: () => stage.current?.frameCosts() ?? { mapMs: 0, crowdMs: 0, overlayMs: 0 },
    painted: () => stage.current?.painted ?? 0,
    paintAgain: () => stage.current?.requestPaint(),
    loseContextForTest: () => loseContext.current?.(),
  };
}

/** Lets the loop tell React that numbers changed, at most once per animation frame. */
function makeReadouts() {
  const listeners = new Set<() => void>();
  let isDue = false;
  return {
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    tell: () => {
      if (isDue) return;
      isDue = true;
      requestAnimationFrame(() => {
        isDue = false;
        for (const listener of listeners) listener();
      });
    },
  };
}

function useLatest<Value>(value: Value): { readonly current: Value } {
  const held = useRef(value);
  held.current = value;
  return held;
}
