/** Windows in which an incident, a shift or a drill is looked back at. */
import type { BrowserWindow } from 'electron';
import { type ReviewWish, reviewQuery } from '#shared/wire/reviewWindow.ts';
import { bringForward, openPageWindow, type WindowKit } from './pageWindow.ts';

const REVIEW_PAGE = 'app://pingan/windows/review/index.html';
const SIZE = { width: 1_600, height: 960 };
const LEAST_SIZE = { width: 1_024, height: 640 };
/** Each draws a map of its own. */
const MOST_WINDOWS = 3;

export class ReviewWindows {
  readonly #kit: WindowKit;
  /** The oldest first, by its address. */
  readonly #windows = new Map<BrowserWindow, string>();

  constructor(kit: WindowKit) {
    this.#kit = kit;
  }

  get all(): readonly BrowserWindow[] {
    return [...this.#windows.keys()];
  }

  /** What is open already comes forward; of too many the oldest gives way. */
  open(wish: ReviewWish, onCreated: (window: BrowserWindow) => void): void {
    const url = `${REVIEW_PAGE}?${new URLSearchParams(reviewQuery(wish))}`;
    const same = [...this.#windows].find(([, shown]) => shown === url)?.[0];
    if (same) {
      bringForward(same);
      return;
    }
    const [oldest] = this.#windows.keys();
    if (oldest && this.#windows.size >= MOST_WINDOWS) oldest.close();
    const window = openPageWindow(this.#kit, {
      ...{ url, title: '平安指挥 · 复盘', size: SIZE, least: LEAST_SIZE, nth: this.#windows.size, onCreated },
    });
    this.#windows.set(window, url);
    window.once('closed', () => this.#windows.delete(window));
  }
}
