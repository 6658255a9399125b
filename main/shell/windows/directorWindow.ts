/** The window a drill is led from: one of a room, opened or brought forward. */
import type { BrowserWindow } from 'electron';
import { bringForward, openPageWindow, type WindowKit } from './pageWindow.ts';

const DIRECTOR_PAGE = 'app://pingan/windows/director/index.html';
const SIZE = { width: 1_600, height: 960 };
const LEAST_SIZE = { width: 1_024, height: 640 };

export class DirectorWindow {
  readonly #kit: WindowKit;
  #window: BrowserWindow | null = null;

  constructor(kit: WindowKit) {
    this.#kit = kit;
  }

  get all(): readonly BrowserWindow[] {
    return this.#window === null ? [] : [this.#window];
  }

  open(onCreated: (window: BrowserWindow) => void): void {
    if (this.#window !== null) {
      bringForward(this.#window);
      return;
    }
    const window = openPageWindow(this.#kit, {
      ...{ url: DIRECTOR_PAGE, title: '平安指挥 · 演练导调', size: SIZE, least: LEAST_SIZE, nth: 0, onCreated },
    });
    window.once('closed', () => {
      this.#window = null;
    });
    this.#window = window;
  }
}
