/**
 * Runs the scene: one loop that moves the camera, has the map drawn when it must be, the crowds when they move and the live
 * overlay when something on it changed. Knows no React and no Cesium; the map comes and goes through `attach` and `detach`.
 */
import { type Disposable, DisposableStore, toDisposable } from '#shared/kit/disposable.ts';
import { attachControls, type ScreenBox } from './camera/controls.ts';
import { Pilot } from './camera/pilot.ts';
import { Lens, type View } from './camera/view.ts';
import { attachCarry } from './carry.ts';
import type {
  FlightTarget,
  FrameCosts,
  GroundPoint,
  SceneCamera,
  SceneLanguage,
  SceneLayerInfo,
  SceneReport,
  SceneState,
  SceneStore,
  Selection,
  SurfaceHeight,
} from './contract.ts';
import { CrowdCanvas } from './crowd/crowdCanvas.ts';
import { LayerStack } from './layers/stack.ts';
import type { CesiumSurface } from './map/cesiumSurface.ts';
import type { Quality } from './map/quality.ts';
import { paintBand } from './overlay/band.ts';
import { Painter } from './overlay/painter.ts';
import { type Need, Pace } from './pace.ts';
import type { LoadedPack } from './pack/load.ts';
import { Pointing } from './pointing.ts';
import { Reporter } from './reporter.ts';

export interface StageEvents {
  select(selection: Selection | null): void;
  selectMany(unitIds: readonly string[]): void;
  report(report: SceneReport): void;
  camera(camera: SceneCamera): void;
  /** The view, the pointer or a layer's problem changed; for the read-outs. */
  readout(): void;
}

export class Stage implements Disposable {
  readonly lens = new Lens();
  readonly pack: LoadedPack;
  readonly #host: HTMLElement;
  readonly #canvas: HTMLCanvasElement;
  readonly #painter: Painter;
  readonly #store: SceneStore;
  readonly #events: StageEvents;
  readonly #disposables = new DisposableStore();
  readonly #crowd: CrowdCanvas;
  readonly #layers: LayerStack;
  readonly #pilot: Pilot;
  readonly #pace: Pace;
  readonly #pointing: Pointing;
  readonly #reporter: Reporter;
  readonly #costs = { mapMs: 0, crowdMs: 0, overlayMs: 0 };
  #surface: CesiumSurface | null = null;
  #isMapFailed = false;
  #state: SceneState;
  #isViewDirty = true;
  #isPaintDirty = true;
  #isUrgent = false;
  #frame = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #density: 'desk' | 'wall' = 'desk';

  constructor(
    host: HTMLElement,
    canvas: HTMLCanvasElement,
    pack: LoadedPack,
    quality: Quality,
    store: SceneStore,
    events: StageEvents,
  ) {
    // Without a graphics card the canvas stays in memory; painting it through a pretended card costs twice.
    const ink = canvas.getContext('2d', { willReadFrequently: quality.isSoftware });
    if (!ink) throw new Error('This browser has no 2D canvas.');
    this.#host = host;
    this.#canvas = canvas;
    this.pack = pack;
    this.lens.field = pack.frame.field;
    this.#pace = new Pace(quality);
    this.#store = store;
    this.#events = events;
    this.#painter = new Painter(ink, this.lens);
    this.#reporter = new Reporter((report) => events.report(report));
    this.#state = store.getState();
    this.#crowd = this.#disposables.add(new CrowdCanvas(canvas, pack.frame.field, () => this.#look()));
    this.#layers = new LayerStack(pack, store, this.#crowd, {
      requestPaint: () => this.requestPaint(),
      changed: () => this.#events.readout(),
    });
    this.#disposables.add(this.#layers);
    this.#pilot = new Pilot(pack, this.lens, (target) => this.#layers.locate(target), {
      moved: () => this.#look(),
      camera: (camera) => this.#events.camera(camera),
    });
    this.#pointing = new Pointing({
      host,
      lens: this.lens,
      frame: pack.frame,
      layers: this.#layers,
      painter: this.#painter,
      pickBuilding: (x, y) => this.#surface?.pickBuilding(x, y) ?? null,
      select: (selection) => {
        if (selection) this.#pilot.see(selection);
        this.#events.select(selection);
      },
      selectMany: (unitIds) => this.#events.selectMany(unitIds),
      flyInto: (bounds) => this.#pilot.flyInto(bounds),
      paintNow: () => this.#paintNow(),
    });
    this.#disposables.add(toDisposable(store.subscribe(() => this.#takeState())));
    this.#disposables.add(toDisposable(store.onPositions((ids) => this.#takePositions(ids))));
    this.#disposables.add(attachCarry(host, (x, y) => this.#pointing.carriedAt(x, y)));
    this.#disposables.add(attachControls(host, this.#controls()));
    const observer = new ResizeObserver(() => this.#look());
    observer.observe(host);
    this.#disposables.add(toDisposable(() => observer.disconnect()));
    this.#takeState();
  }

  get view(): View {
    return this.#pilot.view;
  }

  get pointer() {
    return this.#pointing.pointer;
  }

  get camera(): SceneCamera {
    return this.#pilot.camera;
  }

  setLanguage(language: SceneLanguage): void {
    this.#painter.language = language;
    this.requestPaint();
  }

  setDensity(density: 'desk' | 'wall'): void {
    this.#density = density;
    this.#look();
  }

  /** Null: a click selects what is there. */
  setAim(aim: ((ground: GroundPoint) => void) | null): void {
    this.#pointing.aim = aim;
    this.#wake();
  }

  /** A new map: every layer hands its geometry over, bottom to top. */
  attach(surface: CesiumSurface): void {
    this.#surface = surface;
    this.#isMapFailed = false;
    this.#layers.attach(surface);
    this.#look();
  }

  detach(): void {
    this.#surface = null;
    this.#layers.detach();
    this.requestPaint();
  }

  /** The desk goes on without a map: what lives is still drawn. */
  giveUpMap(): void {
    this.#isMapFailed = true;
    this.requestPaint();
  }

  requestPaint(): void {
    this.#isPaintDirty = true;
    this.#wake();
  }

  flyTo(target: FlightTarget, byOfficer: boolean): boolean {
    return this.#pilot.flyTo(target, byOfficer);
  }

  flyHome(): void {
    this.#pilot.flyHome();
  }

  releaseCamera(): void {
    this.#pilot.release();
  }

  /** Moves at once, as the officer's own hand. */
  setView(view: View): void {
    this.#pilot.setView(view);
  }

  setLayerVisible(id: string, isVisible: boolean): void {
    if (this.#layers.setVisible(id, isVisible)) this.#look();
  }

  layers(): readonly SceneLayerInfo[] {
    return this.#layers.list();
  }

  projectToScreen(lon: number, lat: number): { x: number; y: number } | null {
    const at = new Float64Array(3);
    this.pack.frame.place(lon, lat, at);
    const point = { x: 0, y: 0, depth: 0 };
    return this.lens.project(at[0]!, at[1]!, at[2]!, point) ? { x: point.x, y: point.y } : null;
  }

  pick(x: number, y: number): Selection | null {
    return this.#pointing.pick(x, y);
  }

  heightAt(x: number, y: number): SurfaceHeight | null {
    const { frame } = this.pack;
    const hit = this.#surface?.pickSurface(x, y);
    if (hit) {
      const { lon, lat, layerId, heightM } = hit;
      return { lon, lat, layerId, surfaceM: heightM, groundM: frame.groundM(lon, lat) };
    }
    const ground = this.#pointing.groundUnder(x, y);
    const groundM = ground && frame.groundM(ground.lon, ground.lat);
    return ground && groundM !== null ? { ...ground, layerId: null, surfaceM: groundM, groundM } : null;
  }

  frameCosts(): FrameCosts {
    return { ...this.#costs };
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#disposables.dispose();
  }

  /** Everything must be looked at again from where the camera is now. */
  #look(): void {
    this.#isViewDirty = true;
    this.#wake();
  }

  /** What the officer or an alarm just did is seen at once. */
  #paintNow(): void {
    this.#isUrgent = true;
    this.requestPaint();
  }

  #wake(): void {
    if (this.#frame !== 0) return;
    clearTimeout(this.#timer);
    this.#frame = requestAnimationFrame(this.#tick);
  }

  readonly #tick = (now: number): void => {
    this.#frame = 0;
    if (this.#pilot.advance(now)) this.#isViewDirty = true;
    const isViewDirty = this.#isViewDirty;
    if (isViewDirty) this.#aim();
    const takenOverMs = timed(() => this.#layers.beforeMap(this.lens.metresPerPixel));
    this.#drawMap();
    const need = this.#need();
    if (isViewDirty || this.#pace.isCrowdDue(now, need)) this.#drawCrowd(now, takenOverMs);
    if (isViewDirty || this.#pace.isPaintDue(now, need)) this.#paint(now);
    this.#pointing.settleHover();
    if (isViewDirty) this.#events.readout();
    // A listener may have asked for the next frame already.
    if (this.#frame !== 0) return;
    const sleepMs = this.#pace.sleepMs(now, this.#need());
    if (sleepMs === 0) this.#wake();
    else this.#timer = setTimeout(() => this.#wake(), sleepMs);
  };

  #need(): Need {
    return {
      isFlying: this.#pilot.isFlying || this.#isViewDirty,
      isMapLoading: this.#surface !== null && (this.#surface.isMoving || !this.#layers.buildings.isLoaded),
      isPaintDirty: this.#isPaintDirty,
      isAnimating: this.#painter.isAnimating,
      isDrifting: this.#painter.isDrifting,
      isUrgent: this.#isUrgent || this.#painter.isBeating,
      isCrowdMoving: this.#crowd.isDue(performance.now()),
      hasBacklog: this.#layers.units.hasBacklog,
    };
  }

  #aim(): void {
    const { clientWidth, clientHeight } = this.#host;
    this.#isViewDirty = false;
    this.lens.set(this.#pilot.view, Math.max(1, clientWidth), Math.max(1, clientHeight));
    const { width, height } = this.#pixels();
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
  }

  #pixels() {
    const ratio = globalThis.devicePixelRatio || 1;
    const width = Math.max(1, Math.round(this.lens.width * ratio));
    const height = Math.max(1, Math.round(this.lens.height * ratio));
    return { ratio, width, height };
  }

  get #scale(): number {
    return this.#density === 'wall' ? 1.6 : 1;
  }

  #drawMap(): void {
    const surface = this.#surface;
    if (!surface) return;
    const startedAt = performance.now();
    if (!surface.draw(this.lens)) return;
    if (!this.#painter.hasMap) this.#paintNow();
    this.#costs.mapMs = performance.now() - startedAt;
  }

  #drawCrowd(now: number, takenOverMs: number): void {
    this.#pace.crowdDrawnAt = now;
    const frame = {
      lens: this.lens,
      now: performance.now(),
      serverNow: this.#store.serverNow(),
      scale: this.#scale,
      ...this.#pixels(),
    };
    this.#costs.crowdMs = takenOverMs + timed(() => this.#crowd.draw(frame));
  }

  #paint(now: number): void {
    const painter = this.#painter;
    const startedAt = performance.now();
    this.#isPaintDirty = false;
    this.#isUrgent = false;
    this.#pace.paintedAt = now;
    painter.now = startedAt;
    painter.serverNow = this.#store.serverNow();
    painter.hasMap = this.#surface !== null && this.#surface.drawn > 0;
    painter.selection = this.#state.selection;
    painter.scale = this.#scale;
    painter.begin(globalThis.devicePixelRatio || 1);
    this.#layers.frame(painter);
    painter.end();
    if (this.#pointing.band) paintBand(painter.ink, this.#pointing.band);
    this.#costs.overlayMs = performance.now() - startedAt;
    this.#reporter.report(painter, this.#surface, this.#layers, this.#isMapFailed);
  }

  #takeState(): void {
    this.#state = this.#store.getState();
    this.#layers.update(this.#state);
    this.#paintNow();
    this.#pilot.meet(this.#state);
  }

  #takePositions(unitIds: readonly string[]): void {
    this.#layers.moved(unitIds);
    this.#wake();
  }

  #controls() {
    return {
      lens: this.lens,
      view: () => this.#pilot.view,
      limits: () => this.#pilot.limits,
      moveTo: (view: View) => this.setView(view),
      goHome: () => this.flyHome(),
      hover: (x: number, y: number) => {
        this.#pointing.hover(x, y);
        this.#events.readout();
        this.#wake();
      },
      click: (x: number, y: number) => this.#pointing.click(x, y),
      stretch: (band: ScreenBox | null) => this.#pointing.stretch(band),
      enclose: (band: ScreenBox) => this.#pointing.enclose(band),
    };
  }
}

function timed(work: () => void): number {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
}
