/** Looks at one window of the wall once a second, and says when what it finds changes. What it means is judged by wallPaint.ts. */
import type { BrowserWindow } from 'electron';
import { WALL_BEACON_PX, type WallPaintState } from '#shared/wire/wallWindow.ts';
import { LOOK_EVERY_MS, PaintJudge } from './wallPaint.ts';

/** A picture that has not come by then does not come: the compositor hangs. */
const PICTURE_WITHIN_MS = 900;

export interface WallWatchOptions {
  readonly window: BrowserWindow;
  readonly onState: () => void;
  /** Its page is to be ended; whoever keeps it alive loads it again. */
  readonly onHopeless: () => void;
}

export class WallWatch {
  readonly #options: WallWatchOptions;
  readonly #judge = new PaintJudge();
  readonly #timer: NodeJS.Timeout;
  #state: WallPaintState = 'restarting';
  #since = Date.now();
  #beats: number | null = null;
  #isShown = false;
  #isLooking = false;

  constructor(options: WallWatchOptions) {
    this.#options = options;
    const { webContents } = options.window;
    this.#timer = setInterval(() => void this.#look(), LOOK_EVERY_MS);
    webContents.on('did-start-loading', this.#restart);
    webContents.on('render-process-gone', this.#restart);
  }

  get state(): WallPaintState {
    return this.#state;
  }

  /** Epoch ms. */
  get since(): number {
    return this.#since;
  }

  /** The page has painted so many beats. */
  hear(beats: number): void {
    this.#beats = beats;
  }

  /** Nobody can see it while its display is gone: there is nothing to judge then. */
  show(isShown: boolean): void {
    if (this.#isShown === isShown) return;
    this.#isShown = isShown;
    this.#judge.forgive();
    if (!isShown) this.#turn('gone');
    else this.#turn('restarting');
  }

  /** The machine slept. */
  forgive(): void {
    this.#judge.forgive();
  }

  dispose(): void {
    clearInterval(this.#timer);
  }

  readonly #restart = (): void => {
    this.#beats = null;
    this.#judge.restart();
    if (this.#isShown) this.#turn('restarting');
  };

  async #look(): Promise<void> {
    const { window, onHopeless } = this.#options;
    if (!this.#isShown || this.#isLooking || window.isDestroyed()) return;
    this.#isLooking = true;
    const corner = await cornerOf(window);
    this.#isLooking = false;
    if (!this.#isShown || window.isDestroyed()) return;
    const { state, isHopeless } = this.#judge.look({ beats: this.#beats, corner });
    this.#turn(state);
    if (isHopeless) onHopeless();
  }

  #turn(state: WallPaintState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#since = Date.now();
    this.#options.onState();
  }
}

/** The bottom right corner as the compositor has it; null when it does not answer. */
async function cornerOf(window: BrowserWindow): Promise<string | null> {
  const { width, height } = window.getContentBounds();
  const size = WALL_BEACON_PX;
  const area = { x: width - size, y: height - size, width: size, height: size };
  let patience: NodeJS.Timeout | undefined;
  const tooLate = new Promise<null>((done) => {
    patience = setTimeout(() => done(null), PICTURE_WITHIN_MS);
  });
  const picture = window.webContents.capturePage(area).then(
    (image) => (image.isEmpty() ? null : image.toBitmap().toString('base64')),
    () => null,
  );
  const corner = await Promise.race([picture, tooLate]);
  clearTimeout(patience);
  return corner;
}
