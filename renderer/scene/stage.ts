/**
 * Runs the scene: one loop that moves the camera, has the map drawn when it must be, the crowds when they move and the live
 * overlay when something on it changed (easel.ts). Knows no React and no Cesium; the map comes and goes through `attach` and `detach`.
 */
import { type Disposable, DisposableStore, toDisposable } from '#shared/kit/disposable.ts';
import { attachControls, type ScreenBox } from './camera/controls.ts';
import { Pilot } from './camera/pilot.ts';
import type { View } from './camera/view.ts';
import { attachCarry } from './carry.ts';
import type {
  FlightTarget,
  FrameCosts,
  GroundLook,
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
import { Easel } from './easel.ts';
import { LayerStack } from './layers/stack.ts';
import { Loop } from './loop.ts';
import { FlatMap } from './map/flat/flatMap.ts';
import type { Quality } from './map/quality.ts';
import type { DrawnMap } from './map/surface.ts';
import { type Need, Pace } from './pace.ts';
import type { LoadedPack } from './pack/load.ts';
import { Pointing } from './pointing.ts';
import { Reporter } from './reporter.ts';

/** The observer of its size wakes it when it is seen again. */
const UNSEEN_MS = 60_000;

export interface StageEvents {
  select(selection: Selection | null): void;
  selectMany(unitIds: readonly string[]): void;
  report(report: SceneReport): void;
  camera(camera: SceneCamera): void;
  /** The view, the pointer or a layer's problem changed; for the read-outs. */
  readout(): void;
}

export class Stage implements Disposable {
  readonly pack: LoadedPack;
  readonly #easel: Easel;
  readonly #store: SceneStore;
  readonly #events: StageEvents;
  readonly #disposables = new DisposableStore();
  readonly #loop = this.#disposables.add(new Loop((now) => this.#tick(now)));
  readonly #layers: LayerStack;
  readonly #pilot: Pilot;
  readonly #pace: Pace;
  readonly #pointing: Pointing;
  readonly #reporter: Reporter;
  /** In the place of a map that needs the graphics card; null while there is one, or hope of one. */
  #flat: FlatMap | null = null;
  readonly #mapHost: HTMLElement;
  #state: SceneState;
  #isViewDirty = true;
  #isPaintDirty = true;
  #isUrgent = false;
  /** False while it is in no document: a wall puts its map by (windows/wall/mapRack.ts). */
  #isSeen = true;
  #painted = 0;

  constructor(
    host: HTMLElement,
    mapHost: HTMLElement,
    canvas: HTMLCanvasElement,
    pack: LoadedPack,
    quality: Quality,
    store: SceneStore,
    events: StageEvents,
  ) {
    this.pack = pack;
    this.#mapHost = mapHost;
    this.#easel = this.#disposables.add(
      new Easel({
        ...{ host, canvas, field: pack.frame.field, isSoftware: quality.isSoftware },
        serverNow: () => store.serverNow(),
        crowdChanged: () => this.#look(),
      }),
    );
    this.#pace = new Pace(quality);
    this.#store = store;
    this.#events = events;
    this.#reporter = new Reporter((report) => events.report(report));
    this.#state = store.getState();
    this.#layers = new LayerStack(pack, store, this.#easel.crowd, {
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
      painter: this.#easel.painter,
      surface: () => this.#easel.surface,
      select: (selection) => {
        if (selection) this.#pilot.see(selection);
        this.#events.select(selection);
      },
      selectMany: (unitIds) => this.#events.selectMany(unitIds),
      flyInto: (bounds) => this.#pilot.flyInto(bounds),
      paintNow: () => this.#paintNow(),
    });
    this.#disposables.add(toDisposable(store.subscribe(() => this.#takeState())));
    const takePositions = (unitIds: readonly string[]) => {
      this.#layers.moved(unitIds);
      this.#loop.wake();
    };
    this.#disposables.add(toDisposable(store.onPositions(takePositions)));
    this.#disposables.add(attachCarry(host, (x, y) => this.#pointing.carriedAt(x, y)));
    this.#disposables.add(attachControls(host, this.#controls()));
    const observer = new ResizeObserver(() => {
      this.#isSeen = host.isConnected;
      this.#look();
    });
    observer.observe(host);
    this.#disposables.add(toDisposable(() => observer.disconnect()));
    this.#takeState();
  }

  get lens() {
    return this.#easel.lens;
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

  /** Pictures painted so far. */
  get painted(): number {
    return this.#painted;
  }

  setLanguage(language: SceneLanguage): void {
    this.#easel.painter.language = language;
    this.requestPaint();
  }

  setDensity(density: 'desk' | 'wall'): void {
    this.#easel.density = density;
    this.#look();
  }

  /** Null: a click selects what is there. */
  setAim(aim: ((ground: GroundPoint) => void) | null): void {
    this.#pointing.aim = aim;
    this.#loop.wake();
  }

  /** A new map: every layer hands its geometry over, bottom to top. */
  attach(surface: DrawnMap): void {
    this.#putAwayFlat();
    this.#lay(surface);
  }

  /** The flat map stays: it loses no context. */
  detach(): void {
    if (this.#flat) return;
    this.#easel.surface = null;
    this.#layers.detach();
    this.requestPaint();
  }

  /** There is no map to be had from the graphics card: the same layers, flat, until one is attached again. */
  flatten(): void {
    if (this.#flat) return;
    this.#flat = new FlatMap(this.#mapHost, this.pack, () => this.#loop.wake());
    this.lens.isFlat = true;
    this.#lay(this.#flat);
  }

  get isFlat(): boolean {
    return this.#flat !== null;
  }

  requestPaint(): void {
    this.#isPaintDirty = true;
    this.#loop.wake();
  }

  flyTo(target: FlightTarget, byOfficer: boolean): boolean {
    return this.#pilot.flyTo(target, byOfficer);
  }

  /** To a tenth of a metre of ground, and a whole one of distance. */
  looksAt(): GroundLook {
    const { x, y, distanceM } = this.view;
    const [lon, lat] = this.pack.frame.toLonLat(x, y).map((degrees) => Number(degrees.toFixed(6))) as [number, number];
    return { lon, lat, distanceM: Math.max(1, Math.round(distanceM)) };
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
    return this.#pointing.projectToScreen(lon, lat);
  }

  pick(x: number, y: number): Selection | null {
    return this.#pointing.pick(x, y);
  }

  heightAt(x: number, y: number): SurfaceHeight | null {
    return this.#pointing.heightAt(x, y);
  }

  frameCosts(): FrameCosts {
    return this.#easel.costs;
  }

  dispose(): void {
    this.#flat?.dispose();
    this.#disposables.dispose();
  }

  #lay(surface: DrawnMap): void {
    this.#easel.surface = surface;
    this.#layers.attach(surface);
    this.#look();
  }

  #putAwayFlat(): void {
    if (!this.#flat) return;
    this.#layers.detach();
    this.#flat.dispose();
    this.#flat = null;
    this.lens.isFlat = false;
  }

  /** Everything must be looked at again from where the camera is now. */
  #look(): void {
    this.#isViewDirty = true;
    this.#loop.wake();
  }

  /** What the officer or an alarm just did is seen at once. */
  #paintNow(): void {
    this.#isUrgent = true;
    this.requestPaint();
  }

  /** One frame; returns how long to sleep after it. */
  #tick(now: number): number {
    if (!this.#isSeen) return UNSEEN_MS;
    if (this.#pilot.advance(now)) this.#isViewDirty = true;
    const isViewDirty = this.#isViewDirty;
    if (isViewDirty) {
      this.#isViewDirty = false;
      this.#easel.aim(this.#pilot.view);
    }
    this.#easel.prepare(this.#layers);
    if (this.#easel.drawMap() && !this.#easel.painter.hasMap) this.#paintNow();
    const need = this.#need();
    if (isViewDirty || this.#pace.isCrowdDue(now, need)) {
      this.#pace.crowdDrawnAt = now;
      this.#easel.drawCrowd();
    }
    if (isViewDirty || this.#pace.isPaintDue(now, need)) this.#paint(now);
    this.#pointing.settleHover();
    if (isViewDirty) this.#events.readout();
    return this.#pace.sleepMs(now, this.#need());
  }

  #need(): Need {
    const { painter, surface, crowd } = this.#easel;
    return {
      isFlying: this.#pilot.isFlying || this.#isViewDirty,
      isMapLoading: surface !== null && (surface.isMoving || !this.#layers.buildings.isLoaded),
      isPaintDirty: this.#isPaintDirty,
      isAnimating: painter.isAnimating,
      isDrifting: painter.isDrifting,
      isUrgent: this.#isUrgent || painter.isBeating,
      isCrowdMoving: crowd.isDue(performance.now()),
      hasBacklog: this.#layers.units.hasBacklog,
    };
  }

  #paint(now: number): void {
    const easel = this.#easel;
    this.#isPaintDirty = false;
    this.#isUrgent = false;
    this.#pace.paintedAt = now;
    easel.paint(this.#layers, this.#state.selection, this.#pointing.band);
    this.#painted += 1;
    this.#reporter.report(easel.painter, easel.surface, this.#layers);
  }

  #takeState(): void {
    this.#state = this.#store.getState();
    this.#layers.update(this.#state);
    this.#paintNow();
    this.#pilot.meet(this.#state);
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
        this.#loop.wake();
      },
      click: (x: number, y: number) => this.#pointing.click(x, y),
      stretch: (band: ScreenBox | null) => this.#pointing.stretch(band),
      enclose: (band: ScreenBox) => this.#pointing.enclose(band),
    };
  }
}
