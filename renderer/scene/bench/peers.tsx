/**
 * The ways Cesium and resium themselves offer to draw many moving points, each doing the same work: all of them move in every
 * frame. Measured are the script that moves them and the call that has the scene drawn.
 */
import {
  BlendOption,
  BufferPoint,
  BufferPointCollection,
  BufferPointMaterial,
  Cartesian3,
  CesiumWidget,
  Color,
  Globe,
  PointPrimitiveCollection,
} from '@cesium/engine';
import { useEffect } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { Entity, CesiumWidget as ResiumWidget, useCesium } from 'resium';
import type { PeerSamples } from './samples.ts';

export type PeerName = 'nothing' | 'resium Entity' | 'PointPrimitiveCollection' | 'BufferPointCollection';

type Box = readonly [west: number, south: number, east: number, north: number];

interface Peer {
  move(frame: number): void;
  draw(): void;
  close(): void;
}

const WIDGET = {
  globe: false,
  baseLayer: false,
  skyBox: false,
  skyAtmosphere: false,
  scene3DOnly: true,
  orderIndependentTranslucency: false,
  shadows: false,
  msaaSamples: 1,
  useDefaultRenderLoop: false,
  showRenderLoopErrors: false,
} as const;

export async function measurePeer(
  name: PeerName,
  count: number,
  box: Box,
  host: HTMLElement,
  limitMs: number,
): Promise<PeerSamples> {
  const places = new Places(count, box);
  const peer = name === 'resium Entity' ? await entities(places, host, box) : collection(name, places, host, box);
  const moveMs: number[] = [];
  const drawMs: number[] = [];
  const startedAt = performance.now();
  for (let frame = 0; frame < 6 || performance.now() - startedAt < limitMs; frame++) {
    await new Promise(requestAnimationFrame);
    const before = performance.now();
    peer.move(frame);
    const between = performance.now();
    peer.draw();
    const after = performance.now();
    // The first two make buffers and shaders.
    if (frame < 2) continue;
    moveMs.push(between - before);
    drawMs.push(after - between);
  }
  peer.close();
  return { moveMs, drawMs };
}

/** Where each point is in each frame: on a small circle about its place. */
class Places {
  readonly count: number;
  readonly #centres: Cartesian3[];
  readonly #east: Cartesian3;
  readonly #north: Cartesian3;

  constructor(count: number, [west, south, east, north]: Box) {
    this.count = count;
    const side = Math.ceil(Math.sqrt(count));
    this.#centres = Array.from({ length: count }, (_, index) =>
      Cartesian3.fromDegrees(
        west + ((east - west) * ((index % side) + 0.5)) / side,
        south + ((north - south) * (Math.floor(index / side) + 0.5)) / side,
      ),
    );
    const middle = Cartesian3.fromDegrees((west + east) / 2, (south + north) / 2);
    const aside = Cartesian3.fromDegrees((west + east) / 2 + 1e-5, (south + north) / 2);
    this.#east = Cartesian3.normalize(Cartesian3.subtract(aside, middle, new Cartesian3()), new Cartesian3());
    this.#north = Cartesian3.normalize(Cartesian3.cross(middle, this.#east, new Cartesian3()), new Cartesian3());
  }

  at(index: number, frame: number, out: Cartesian3): Cartesian3 {
    const angle = frame * 0.05 + index;
    const centre = this.#centres[index]!;
    const [east, north] = [Math.cos(angle) * 20, Math.sin(angle) * 20];
    out.x = centre.x + this.#east.x * east + this.#north.x * north;
    out.y = centre.y + this.#east.y * east + this.#north.y * north;
    out.z = centre.z + this.#east.z * east + this.#north.z * north;
    return out;
  }
}

function collection(name: Exclude<PeerName, 'resium Entity'>, places: Places, host: HTMLElement, box: Box): Peer {
  const widget = new CesiumWidget(host, { ...WIDGET, creditContainer: document.createElement('div') });
  lookAt(widget, box);
  const scratch = new Cartesian3();
  const draw = () => widget.render();
  const close = () => {
    const { canvas } = widget;
    widget.destroy();
    canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
  };
  if (name === 'nothing') return { move: () => {}, draw, close };
  if (name === 'PointPrimitiveCollection') {
    const points = new PointPrimitiveCollection({ blendOption: BlendOption.OPAQUE });
    for (let index = 0; index < places.count; index++) {
      points.add({ position: places.at(index, 0, new Cartesian3()), pixelSize: 5, color: Color.LIME });
    }
    widget.scene.primitives.add(points);
    const move = (frame: number) => {
      for (let index = 0; index < places.count; index++) {
        points.get(index).position = places.at(index, frame, scratch);
      }
    };
    return { move, draw, close };
  }
  const points = new BufferPointCollection({ primitiveCountMax: places.count });
  const material = new BufferPointMaterial({ size: 5, color: Color.LIME });
  const point = new BufferPoint();
  for (let index = 0; index < places.count; index++) {
    points.add({ position: places.at(index, 0, scratch), material }, point);
  }
  widget.scene.primitives.add(points);
  const move = (frame: number) => {
    for (let index = 0; index < places.count; index++) {
      points.get(index, point);
      point.setPosition(places.at(index, frame, scratch));
    }
  };
  return { move, draw, close };
}

/** As resium is meant to be used: positions are props, a frame is a render. */
async function entities(places: Places, host: HTMLElement, box: Box): Promise<Peer> {
  const root = createRoot(host);
  const indices = Array.from({ length: places.count }, (_, index) => index);
  let widget: CesiumWidget | null = null;
  let ready = () => {};
  const isReady = new Promise<void>((done) => {
    ready = done;
  });
  const hold = (made: CesiumWidget) => {
    widget = made;
    lookAt(made, box);
    ready();
  };
  // resium reads the globe's imagery collection, so there is one, hidden.
  const globe = new Globe();
  globe.show = false;
  const element = (frame: number) => (
    <ResiumWidget full {...WIDGET} globe={globe} creditContainer={CREDITS}>
      <Hold onReady={hold} />
      {indices.map((index) => (
        <Entity key={index} position={places.at(index, frame, new Cartesian3())} point={POINT} />
      ))}
    </ResiumWidget>
  );
  root.render(element(0));
  await isReady;
  return {
    move: (frame) => flushSync(() => root.render(element(frame))),
    draw: () => widget?.render(),
    close: () => root.unmount(),
  };
}

const CREDITS = document.createElement('div');
const POINT = { pixelSize: 5, color: Color.LIME };

function Hold({ onReady }: { readonly onReady: (widget: CesiumWidget) => void }) {
  // The build makes `cesium` and `@cesium/engine` one module; only their type declarations are two.
  const widget = useCesium().cesiumWidget as unknown as CesiumWidget | undefined;
  useEffect(() => {
    if (widget) onReady(widget);
  }, [widget, onReady]);
  return null;
}

function lookAt(widget: CesiumWidget, [west, south, east, north]: Box): void {
  const heightM = Math.max(east - west, north - south) * 111_000;
  widget.scene.camera.setView({
    destination: Cartesian3.fromDegrees((west + east) / 2, (south + north) / 2, heightM * 1.3),
  });
}
