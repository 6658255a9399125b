/**
 * The canvas between the map and the overlay where crowds are drawn: units, cameras. It has a context of its own, so that
 * things which move never make the map draw again, and a map that is lost takes nobody off the screen. Brings itself back
 * after a loss; until then `isDrawing` is false and layers paint what they can on the overlay.
 */

import type { HeightGrid } from '#shared/geo/terrain/heightGrid.ts';
import type { Disposable } from '#shared/kit/disposable.ts';
import { type CrowdFrame, GlBatch } from './batch.ts';
import type { Marks } from './marks.ts';
import { type CrowdProgram, crowdProgram } from './program.ts';
import { bindRelief } from './relief.ts';
import type { CrowdStyle } from './style.ts';

/** One crowd as its layer holds it. */
export interface CrowdHandle extends Disposable {
  isVisible: boolean;
  /** Sizes are chosen as if everything were so many times farther away. */
  crowding: number;
  /** Of marks so far away that they are points, in 0–1. */
  pointOpacity: number;
}

/** What a layer sees of the canvas. */
export interface Crowd {
  /** False without WebGL 2 and while a lost context is not back. */
  readonly isDrawing: boolean;
  /** Drawn in the order of adding. */
  add(marks: Marks, style: CrowdStyle): CrowdHandle;
}

interface Held {
  readonly marks: Marks;
  readonly style: CrowdStyle;
  readonly handle: CrowdHandle;
  batch: GlBatch | null;
}

/** A context that is not restored after this long gets a new canvas: after a dead GPU process nobody may tell (Electron #11934). */
const RESTORE_PATIENCE_MS = 1_200;
const LONGEST_PATIENCE_MS = 30_000;

export class CrowdCanvas implements Crowd, Disposable {
  readonly #overlay: HTMLElement;
  readonly #field: HeightGrid | null;
  readonly #changed: () => void;
  readonly #held: Held[] = [];
  #canvas: HTMLCanvasElement | null = null;
  #gl: WebGL2RenderingContext | null = null;
  #program: CrowdProgram | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #patienceMs = RESTORE_PATIENCE_MS;
  #isDisposed = false;

  /** Stands directly under `overlay`; `field` are the heights marks stand on, null on flat ground; `changed` is called when drawing became possible or impossible. */
  constructor(overlay: HTMLElement, field: HeightGrid | null, changed: () => void) {
    this.#overlay = overlay;
    this.#field = field;
    this.#changed = changed;
    this.#open();
  }

  get isDrawing(): boolean {
    return this.#program !== null;
  }

  add(marks: Marks, style: CrowdStyle): CrowdHandle {
    const held: Held = {
      marks,
      style,
      batch: null,
      handle: { isVisible: true, crowding: 1, pointOpacity: 1, dispose: () => this.#remove(held) },
    };
    this.#held.push(held);
    return held.handle;
  }

  /** How many crowds are held; for tests of leaks. */
  get size(): number {
    return this.#held.length;
  }

  /** Whether a mark moves at `now` or was changed since the last drawing. */
  isDue(now: number): boolean {
    return this.#held.some(({ marks, handle }) => handle.isVisible && (marks.isDirty || marks.isMovingAt(now)));
  }

  draw(frame: CrowdFrame): void {
    const gl = this.#gl;
    const program = this.#program;
    const canvas = this.#canvas;
    if (!gl || !program || !canvas) return;
    const { lens, width, height } = frame;
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    gl.viewport(0, 0, width, height);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    // Depth only keeps the prominent on top of the rest of their crowd.
    gl.enable(gl.DEPTH_TEST);
    gl.depthFunc(gl.LEQUAL);
    program.use();
    for (const [name, axis] of [
      ['u_eye', lens.eye],
      ['u_right', lens.right],
      ['u_up', lens.up],
      ['u_forward', lens.forward],
    ] as const) {
      gl.uniform3f(program.at(name), axis[0]!, axis[1]!, axis[2]!);
    }
    gl.uniform3f(program.at('u_lens'), (2 * lens.focal) / lens.width, (2 * lens.focal) / lens.height, lens.focal);
    gl.uniform1f(program.at('u_upright'), lens.isFlat ? 0 : 1);
    gl.uniform2f(program.at('u_canvas'), width, height);
    for (const held of this.#held) {
      if (!held.handle.isVisible || held.marks.count === 0) continue;
      held.batch ??= new GlBatch(gl, held.marks, held.style);
      held.batch.draw(program, frame, held.handle);
    }
    gl.bindVertexArray(null);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#close();
    this.#held.length = 0;
  }

  #remove(held: Held): void {
    const index = this.#held.indexOf(held);
    if (index < 0) return;
    this.#held.splice(index, 1);
    held.batch?.dispose();
    held.batch = null;
  }

  #open(): void {
    const canvas = document.createElement('canvas');
    canvas.className = 'scene-crowd';
    const gl = canvas.getContext('webgl2', { alpha: true, antialias: false, depth: true, stencil: false });
    this.#canvas = canvas;
    this.#overlay.before(canvas);
    if (!gl) {
      this.#tryLater();
      return;
    }
    this.#gl = gl;
    canvas.addEventListener('webglcontextlost', this.#lost);
    canvas.addEventListener('webglcontextrestored', this.#restored);
    this.#start();
  }

  #start(): void {
    for (const held of this.#held) held.batch = null;
    this.#program = this.#gl && crowdProgram(this.#gl, this.#field !== null);
    if (this.#gl && this.#program && this.#field) bindRelief(this.#gl, this.#program, this.#field);
    if (!this.#program) {
      this.#tryLater();
      return;
    }
    this.#patienceMs = RESTORE_PATIENCE_MS;
    this.#changed();
  }

  readonly #lost = (event: Event) => {
    // Without this the browser never restores it.
    event.preventDefault();
    this.#program = null;
    this.#changed();
    this.#tryLater();
  };

  readonly #restored = () => {
    clearTimeout(this.#timer);
    this.#start();
  };

  #tryLater(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#close();
      if (!this.#isDisposed) this.#open();
    }, this.#patienceMs);
    this.#patienceMs = Math.min(LONGEST_PATIENCE_MS, this.#patienceMs * 2);
  }

  #close(): void {
    clearTimeout(this.#timer);
    const canvas = this.#canvas;
    canvas?.removeEventListener('webglcontextlost', this.#lost);
    canvas?.removeEventListener('webglcontextrestored', this.#restored);
    canvas?.remove();
    // A page has sixteen contexts, and an element that is gone keeps its own until somebody takes it.
    this.#gl?.getExtension('WEBGL_lose_context')?.loseContext();
    this.#canvas = this.#gl = this.#program = null;
    for (const held of this.#held) held.batch = null;
  }
}
