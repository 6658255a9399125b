/**
 * Runs the scene: one loop that moves the camera, has the map drawn when it must be and the live overlay when something on
 * it changed. Knows no React and no Cesium; the map comes and goes through `attach` and `detach`.
 */
import { DisposableStore, toDisposable } from '#shared/kit/disposable.ts';
import { attachControls } from './camera/controls.ts';
import { type Flight, hasLanded, planFlight, viewAt } from './camera/flight.ts';
import { FREE_CAMERA, lockCamera, meetAlarms, releaseCamera, takeCamera, type WaitingAlarm } from './camera/lock.ts';
import { homeOf, limitsOf } from './camera/packView.ts';
import { clampView, Lens, type View, type ViewLimits, viewOfBounds } from './camera/view.ts';
import type {
  FlightTarget,
  GroundPoint,
  SceneCamera,
  SceneLanguage,
  SceneLayerInfo,
  SceneReport,
  SceneState,
  SceneStore,
  Selection,
} from './contract.ts';
import { LayerStack } from './layers/stack.ts';
import type { CesiumSurface } from './map/cesiumSurface.ts';
import type { Quality } from './map/quality.ts';
import { Painter } from './overlay/painter.ts';
import type { LoadedPack } from './pack/load.ts';

export interface StageEvents {
  select(selection: Selection | null, ground: GroundPoint | null): void;
  report(report: SceneReport): void;
  camera(camera: SceneCamera): void;
  /** The view, the pointer or a layer's problem changed; for the read-outs. */
  readout(): void;
}

/** What stands still is painted once a second, for its age. */
const AGES_MS = 1_000;
const ALARM_DISTANCE_M = 1_100;

export class Stage {
  readonly lens = new Lens();
  readonly pack: LoadedPack;
  readonly #host: HTMLElement;
  readonly #canvas: HTMLCanvasElement;
  readonly #painter: Painter;
  readonly #quality: Quality;
  readonly #store: SceneStore;
  readonly #events: StageEvents;
  readonly #disposables = new DisposableStore();
  readonly #layers: LayerStack;
  #surface: CesiumSurface | null = null;
  #isMapFailed = false;
  #view: View;
  readonly #home: View;
  readonly #limits: ViewLimits;
  #flight: Flight | null = null;
  #lock = FREE_CAMERA;
  #state: SceneState;
  #isViewDirty = true;
  #isPaintDirty = true;
  #isUrgent = false;
  #paintedAt = -Infinity;
  #loop = 0;
  #lastReport = '';
  #liveUnits = 0;
  #countedAt = -Infinity;
  #overlayMs = 0;
  #mapMs = 0;
  #pointer: { x: number; y: number } | null = null;
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
    this.#quality = quality;
    this.#store = store;
    this.#events = events;
    this.#painter = new Painter(ink, this.lens);
    this.#state = store.getState();
    this.#limits = limitsOf(pack);
    this.#home = homeOf(pack);
    this.#view = this.#home;
    this.#layers = new LayerStack(pack, store, {
      requestPaint: () => this.requestPaint(),
      changed: () => this.#events.readout(),
    });
    this.#disposables.add(this.#layers);
    this.#disposables.add(toDisposable(store.subscribe(() => this.#takeState())));
    this.#disposables.add(toDisposable(store.onPositions((ids) => this.#takePositions(ids))));
    this.#disposables.add(attachControls(host, this.#controls()));
    const observer = new ResizeObserver(() => {
      this.#isViewDirty = true;
    });
    observer.observe(host);
    this.#disposables.add(toDisposable(() => observer.disconnect()));
    this.#takeState();
    this.#loop = requestAnimationFrame(this.#tick);
  }

  get view(): View {
    return this.#view;
  }

  get pointer(): { x: number; y: number } | null {
    return this.#pointer;
  }

  get camera(): SceneCamera {
    return { isTaken: this.#lock.isTaken, isLocked: this.#lock.isLocked };
  }

  setLanguage(language: SceneLanguage): void {
    this.#painter.language = language;
    this.requestPaint();
  }

  setDensity(density: 'desk' | 'wall'): void {
    this.#density = density;
    this.requestPaint();
  }

  /** A new map: every layer hands its geometry over, bottom to top. */
  attach(surface: CesiumSurface): void {
    this.#surface = surface;
    this.#isMapFailed = false;
    this.#layers.attach(surface);
    this.#isViewDirty = true;
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
  }

  /** What the officer or an alarm just did is seen at once. */
  #paintNow(): void {
    this.#isPaintDirty = true;
    this.#isUrgent = true;
  }

  flyTo(target: FlightTarget, byOfficer: boolean): boolean {
    const view = this.#viewOf(target);
    if (!view) return false;
    if (byOfficer) this.#setLock(takeCamera(this.#lock));
    this.#flight = planFlight(this.#view, clampView(view, this.#limits), performance.now());
    return true;
  }

  flyHome(): void {
    this.#setLock(releaseCamera(this.#lock));
    this.#flight = planFlight(this.#view, this.#home, performance.now());
  }

  releaseCamera(): void {
    this.#setLock(releaseCamera(this.#lock));
  }

  /** Moves at once, as the officer's own hand. */
  setView(view: View): void {
    this.#flight = null;
    this.#setLock(takeCamera(this.#lock));
    this.#view = clampView(view, this.#limits);
    this.#isViewDirty = true;
  }

  setLayerVisible(id: string, isVisible: boolean): void {
    if (this.#layers.setVisible(id, isVisible)) this.#isViewDirty = true;
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
    return this.#painter.pick(x, y);
  }

  #groundUnder(x: number, y: number): GroundPoint | null {
    const hit = this.lens.groundAt(x, y);
    if (!hit) return null;
    const [lon, lat] = this.pack.frame.toLonLat(...hit);
    return { lon, lat };
  }

  frameCosts(): { overlayMs: number; mapMs: number } {
    return { overlayMs: this.#overlayMs, mapMs: this.#mapMs };
  }

  dispose(): void {
    cancelAnimationFrame(this.#loop);
    this.#disposables.dispose();
  }

  #tick = (now: number): void => {
    this.#loop = requestAnimationFrame(this.#tick);
    if (this.#flight) {
      this.#view = viewAt(this.#flight, now);
      if (hasLanded(this.#flight, now)) this.#flight = null;
      this.#isViewDirty = true;
    }
    const isViewDirty = this.#isViewDirty;
    if (isViewDirty) this.#aim();
    this.#drawMap();
    if (this.#mayPaint(now, isViewDirty)) this.#paint(now);
    if (isViewDirty) this.#events.readout();
  };

  #aim(): void {
    const { clientWidth, clientHeight } = this.#host;
    this.#isViewDirty = false;
    this.lens.set(this.#view, Math.max(1, clientWidth), Math.max(1, clientHeight));
    const ratio = globalThis.devicePixelRatio || 1;
    const width = Math.max(1, Math.round(clientWidth * ratio));
    const height = Math.max(1, Math.round(clientHeight * ratio));
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
  }

  #drawMap(): void {
    const surface = this.#surface;
    if (!surface) return;
    const startedAt = performance.now();
    this.#layers.beforeMap(this.lens.metresPerPixel);
    if (!surface.draw(this.lens)) return;
    if (!this.#painter.hasMap) this.#paintNow();
    this.#mapMs = performance.now() - startedAt;
  }

  #mayPaint(now: number, isViewDirty: boolean): boolean {
    if (isViewDirty) return true;
    const since = now - this.#paintedAt;
    const { beatMs, motionMs } = this.#quality;
    if (this.#painter.isBeating || this.#isUrgent) return since >= beatMs;
    return since >= (this.#isPaintDirty || this.#painter.isAnimating ? motionMs : AGES_MS);
  }

  #paint(now: number): void {
    const painter = this.#painter;
    const startedAt = performance.now();
    this.#isPaintDirty = false;
    this.#isUrgent = false;
    this.#paintedAt = now;
    painter.now = now;
    painter.serverNow = this.#store.serverNow();
    painter.hasMap = this.#surface !== null && this.#surface.drawn > 0;
    painter.selection = this.#state.selection;
    painter.scale = this.#density === 'wall' ? 1.6 : 1;
    painter.begin(globalThis.devicePixelRatio || 1);
    this.#layers.frame(painter);
    painter.end();
    this.#overlayMs = performance.now() - startedAt;
    this.#report();
  }

  #report(): void {
    const buildingsLoaded = this.#surface !== null && this.#surface.drawn > 0 && this.#layers.buildings.isLoaded;
    const isMapDone = buildingsLoaded || this.#isMapFailed;
    if (this.#painter.now - this.#countedAt >= AGES_MS) {
      this.#countedAt = this.#painter.now;
      this.#liveUnits = this.#layers.units.field?.liveCount(this.#painter.serverNow) ?? 0;
    }
    const liveUnits = this.#liveUnits;
    const report = { isPainted: isMapDone, liveUnits, buildingsLoaded };
    const key = `${report.isPainted}/${liveUnits}/${buildingsLoaded}`;
    if (key === this.#lastReport) return;
    this.#lastReport = key;
    this.#events.report(report);
  }

  #takeState(): void {
    this.#state = this.#store.getState();
    this.#layers.update(this.#state);
    this.#paintNow();
    const waiting: WaitingAlarm[] = this.#state.incidents
      .filter((incident) => incident.phase !== 'closed' && incident.acknowledgedAt === null)
      .map(({ id, level, openedAt }) => ({ id, level, openedAt }));
    const met = meetAlarms(lockCamera(this.#lock, this.#state.isCameraLocked), waiting);
    this.#setLock(met.lock);
    if (met.flyTo) this.flyTo({ kind: 'incident', id: met.flyTo }, false);
  }

  #takePositions(unitIds: readonly string[]): void {
    this.#layers.moved(unitIds);
    this.requestPaint();
  }

  #setLock(lock: typeof FREE_CAMERA): void {
    const before = this.#lock;
    this.#lock = lock;
    if (before.isTaken !== lock.isTaken || before.isLocked !== lock.isLocked) this.#events.camera(this.camera);
  }

  #viewOf(target: FlightTarget): View | null {
    const view = this.#view;
    if ('bbox' in target) {
      const corners = new Float64Array(6);
      this.pack.frame.place(target.bbox[0], target.bbox[1], corners);
      this.pack.frame.place(target.bbox[2], target.bbox[3], corners, 3);
      return viewOfBounds(view, [corners[0]!, corners[1]!, corners[3]!, corners[4]!], this.lens);
    }
    if ('lon' in target) {
      const at = new Float64Array(3);
      this.pack.frame.place(target.lon, target.lat, at);
      return {
        ...view,
        x: at[0]!,
        y: at[1]!,
        distanceM: target.distanceM ?? Math.min(view.distanceM, ALARM_DISTANCE_M),
      };
    }
    const found = this.#layers.locate(target);
    return found && { ...view, x: found.x, y: found.y, distanceM: found.distanceM };
  }

  #controls() {
    return {
      lens: this.lens,
      view: () => this.#view,
      limits: () => this.#limits,
      moveTo: (view: View) => this.setView(view),
      goHome: () => this.flyHome(),
      hover: (x: number, y: number) => {
        this.#pointer = { x, y };
        const cursor = this.pick(x, y) ? 'pointer' : 'grab';
        if (this.#host.style.cursor !== cursor) this.#host.style.cursor = cursor;
        this.#events.readout();
      },
      click: (x: number, y: number) => {
        const found = this.pick(x, y);
        const ground = this.#groundUnder(x, y);
        if (found) return this.#events.select(found, ground);
        const building = this.#surface?.pickBuilding(x, y) ?? null;
        if (building) this.#layers.buildings.remember(building);
        this.#events.select(building ? { kind: 'building', id: building.id } : null, ground);
        this.requestPaint();
      },
    };
  }
}
