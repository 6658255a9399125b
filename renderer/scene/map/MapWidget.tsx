import { Globe, Ion, type CesiumWidget as Widget } from '@cesium/engine';
import { useEffect, useMemo } from 'react';
import { CesiumWidget, useCesium } from 'resium';
import type { SceneFrame } from '../pack/frame.ts';
import { CesiumSurface } from './cesiumSurface.ts';
import type { Quality } from './quality.ts';

// Nothing is ever asked of the internet: no token, no default imagery, no credit that loads a picture.
Ion.defaultAccessToken = '';

export interface MountedMap {
  readonly surface: CesiumSurface;
  readonly loseContext: () => void;
}

interface MapWidgetProps {
  readonly frame: SceneFrame;
  readonly quality: Quality;
  readonly onReady: (map: MountedMap) => void;
  readonly onGone: () => void;
  /** The graphics context is lost, or the renderer gave up: this widget is finished, make another. */
  readonly onLost: (reason: string) => void;
}

/** The widget, made for a scene without globe, sky, sun and clock: buildings on our own flat ground. */
export function MapWidget(props: MapWidgetProps) {
  // resium reads the globe's imagery collection, so there is one, hidden and without imagery.
  const globe = useMemo(() => {
    const hidden = new Globe();
    hidden.show = false;
    return hidden;
  }, []);
  const credits = useMemo(() => document.createElement('div'), []);
  return (
    <CesiumWidget
      full
      globe={globe}
      baseLayer={false}
      skyBox={false}
      skyAtmosphere={false}
      scene3DOnly
      orderIndependentTranslucency={false}
      shadows={false}
      msaaSamples={props.quality.samples}
      requestRenderMode
      maximumRenderTimeChange={Number.POSITIVE_INFINITY}
      useDefaultRenderLoop={false}
      showRenderLoopErrors={false}
      useBrowserRecommendedResolution={false}
      creditContainer={credits}
      contextOptions={CONTEXT}
    >
      <Attach {...props} />
    </CesiumWidget>
  );
}

const CONTEXT = {
  webgl: { alpha: false, antialias: false, stencil: false, powerPreference: 'high-performance' },
} as const;

function Attach({ frame, quality, onReady, onGone, onLost }: MapWidgetProps) {
  // The build makes `cesium` and `@cesium/engine` one module; only their type declarations are two.
  const cesiumWidget = useCesium().cesiumWidget as unknown as Widget | undefined;
  useEffect(() => {
    if (!cesiumWidget) return;
    const { canvas } = cesiumWidget;
    const gl = canvas.getContext('webgl2');
    const lost = () => onLost('图形上下文丢失');
    const failed = (_scene: unknown, error: unknown) => onLost(error instanceof Error ? error.message : String(error));
    canvas.addEventListener('webglcontextlost', lost);
    const deafen = cesiumWidget.scene.renderError.addEventListener(failed);
    onReady({
      surface: new CesiumSurface(cesiumWidget, frame, quality),
      loseContext: () => gl?.getExtension('WEBGL_lose_context')?.loseContext(),
    });
    return () => {
      canvas.removeEventListener('webglcontextlost', lost);
      // Cesium keeps the scene it drew last in variables of its own; with what listens to it, that would keep the page around it.
      deafen();
      onGone();
      // Destroying a widget does not free its context (CesiumJS #11533), and a page has sixteen.
      queueMicrotask(() => gl?.getExtension('WEBGL_lose_context')?.loseContext());
    };
  }, [cesiumWidget, frame, quality, onReady, onGone, onLost]);
  return null;
}
