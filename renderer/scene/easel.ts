/**
 * Draws: the map when it must be, the crowds, the live overlay, each from where the lens is; and notes what each cost. When that
 * happens is the stage's matter.
 */
import type { Disposable } from '#shared/kit/disposable.ts';
import type { ScreenBox } from './camera/controls.ts';
import { Lens, type View } from './camera/view.ts';
import type { FrameCosts, Selection } from './contract.ts';
import { CrowdCanvas } from './crowd/crowdCanvas.ts';
import type { LayerStack } from './layers/stack.ts';
import type { DrawnMap } from './map/surface.ts';
import { paintBand } from './overlay/band.ts';
import { Painter } from './overlay/painter.ts';
import type { HeightField } from './terrain/heightField.ts';

/** Over the sizes of a desk, on a canvas of this height; larger canvases in proportion. */
const WALL_SCALE = 1.6;
const WALL_HEIGHT_PX = 1_080;

export interface EaselParts {
  readonly host: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  /** Heights of the ground; null where it is flat. */
  readonly field: HeightField | null;
  /** No graphics card: the canvas stays in memory; painting it through a pretended card costs twice. */
  readonly isSoftware: boolean;
  /** The core's clock, epoch ms. */
  serverNow(): number;
  /** Drawing crowds became possible or impossible. */
  crowdChanged(): void;
}

export class Easel implements Disposable {
  readonly lens: Lens;
  readonly painter: Painter;
  readonly crowd: CrowdCanvas;
  /** Null while there is no map. */
  surface: DrawnMap | null = null;
  density: 'desk' | 'wall' = 'desk';
  readonly #parts: EaselParts;
  readonly #costs = { mapMs: 0, crowdMs: 0, overlayMs: 0 };
  #preparedMs = 0;

  constructor(parts: EaselParts) {
    const ink = parts.canvas.getContext('2d', { willReadFrequently: parts.isSoftware });
    if (!ink) throw new Error('This browser has no 2D canvas.');
    this.#parts = parts;
    this.lens = new Lens(parts.field);
    this.painter = new Painter(ink, this.lens);
    this.crowd = new CrowdCanvas(parts.canvas, parts.field, () => parts.crowdChanged());
  }

  get costs(): FrameCosts {
    return { ...this.#costs };
  }

  aim(view: View): void {
    const { host, canvas } = this.#parts;
    this.lens.set(view, Math.max(1, host.clientWidth), Math.max(1, host.clientHeight));
    const { width, height } = this.#pixels();
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
  }

  /** Layers choose what the distance needs, and take over fixes: counted as work of the crowds. */
  prepare(layers: LayerStack): void {
    const startedAt = performance.now();
    layers.beforeMap(this.lens.metresPerPixel);
    this.#preparedMs = performance.now() - startedAt;
  }

  /** False when nothing had to be drawn. */
  drawMap(): boolean {
    if (!this.surface) return false;
    const startedAt = performance.now();
    if (!this.surface.draw(this.lens)) return false;
    this.#costs.mapMs = performance.now() - startedAt;
    return true;
  }

  drawCrowd(): void {
    const now = performance.now();
    const frame = {
      lens: this.lens,
      now,
      serverNow: this.#parts.serverNow(),
      scale: this.#scale,
      ...this.#pixels(),
    };
    this.crowd.draw(frame);
    this.#costs.crowdMs = this.#preparedMs + performance.now() - now;
  }

  paint(layers: LayerStack, selection: Selection | null, band: ScreenBox | null): void {
    const { painter } = this;
    const startedAt = performance.now();
    painter.now = startedAt;
    painter.serverNow = this.#parts.serverNow();
    painter.hasMap = this.surface !== null && this.surface.drawn > 0;
    painter.selection = selection;
    painter.scale = this.#scale;
    painter.begin(globalThis.devicePixelRatio || 1);
    layers.frame(painter);
    painter.end();
    if (band) paintBand(painter.ink, band);
    this.#costs.overlayMs = performance.now() - startedAt;
  }

  dispose(): void {
    this.crowd.dispose();
  }

  #pixels() {
    const ratio = globalThis.devicePixelRatio || 1;
    const width = Math.max(1, Math.round(this.lens.width * ratio));
    const height = Math.max(1, Math.round(this.lens.height * ratio));
    return { ratio, width, height };
  }

  get #scale(): number {
    if (this.density === 'desk') return 1;
    // Type of a wall grows with its canvas: whoever stands before a large one stands farther away.
    return WALL_SCALE * Math.max(1, Math.min(window.innerWidth, window.innerHeight) / WALL_HEIGHT_PX);
  }
}
