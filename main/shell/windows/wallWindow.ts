/**
 * One window of the wall: without frame, cursor and menus, over its displays whole. While one of them is gone it is kept hidden, its page as
 * it is, and shown again where it belongs. It closes by Ctrl+Shift+W and by the desk, in no other way.
 */
import { BrowserWindow } from 'electron';
import type { Bounds } from '../settings.ts';
import { keepPageAlive } from './pageKeeper.ts';
import { pagePreferences } from './pagePreferences.ts';
import { tellSeen } from './tellSeen.ts';
import type { WallPlace } from './wallPlaces.ts';
import { WallWatch } from './wallWatch.ts';
import { isSameBounds } from './windowPlace.ts';

const WALL_PAGE = 'app://pingan/windows/wall/index.html';
const TITLE = '平安指挥 · 大屏';
const BACKGROUND = '#0b1016';
/** Until it is put in its place: a window that is made as large as a display stays one pixel short of it (#cover). */
const SMALL = { width: 640, height: 360 };
/** Full screen is asked of a window manager, which answers late or with the size of another display (electron#21052, #30249). */
const VERIFY_AFTER_MS = [300, 1_000, 3_000];

export interface WallWindowOptions {
  readonly displays: readonly string[];
  readonly identity: string;
  readonly preload: string;
  readonly isPackaged: boolean;
  readonly say: (line: string) => void;
  /** Told about the window before its page is loaded. */
  readonly onCreated: (window: BrowserWindow) => void;
  readonly onState: () => void;
  /** Somebody at the wall wants it closed. */
  readonly onClose: () => void;
}

export class WallWindow {
  readonly displays: readonly string[];
  readonly identity: string;
  readonly watch: WallWatch;
  readonly #window: BrowserWindow;
  #place: WallPlace;
  #verifying: NodeJS.Timeout[] = [];
  #isClosing = false;

  constructor(options: WallWindowOptions, place: WallPlace) {
    const { displays, identity, preload, isPackaged, say, onCreated, onState, onClose } = options;
    this.displays = displays;
    this.identity = identity;
    this.#place = place;
    const window = new BrowserWindow({
      ...SMALL,
      show: false,
      frame: false,
      // A window that may be resized is given a border by some window managers, one that may not is refused full screen by others.
      resizable: true,
      minimizable: false,
      enableLargerThanScreen: true,
      skipTaskbar: true,
      autoHideMenuBar: true,
      title: TITLE,
      backgroundColor: BACKGROUND,
      webPreferences: pagePreferences(preload, isPackaged),
    });
    this.#window = window;
    window.removeMenu();
    window.on('page-title-updated', (event) => event.preventDefault());
    window.on('close', (event) => {
      if (!this.#isClosing) event.preventDefault();
    });
    window.on('minimize', () => window.restore());
    listenForKeys(window, onClose);
    tellSeen(window);
    onCreated(window);
    this.watch = new WallWatch({
      window,
      onState,
      onHopeless: () => {
        say(`大屏停住了，重新载入 / A window of the wall stands still and is loaded again: ${identity}`);
        window.webContents.forcefullyCrashRenderer();
      },
    });
    keepPageAlive(window, `${WALL_PAGE}?${new URLSearchParams({ display: identity, name: place.name })}`, say);
    this.put(place);
  }

  get place(): WallPlace {
    return this.#place;
  }

  get webContentsId(): number {
    return this.#window.webContents.id;
  }

  send(channel: string, payload: unknown): void {
    if (!this.#window.isDestroyed()) this.#window.webContents.send(channel, payload);
  }

  reload(): void {
    this.#window.webContents.reload();
  }

  /** Where it belongs now; asked as often as one likes. */
  put(place: WallPlace): void {
    this.#place = place;
    this.#stopVerifying();
    if (place.bounds === null) {
      if (this.#window.isKiosk()) this.#window.setKiosk(false);
      this.#window.hide();
    } else {
      this.#cover(place.bounds, place.isWhole);
      this.#verifying = VERIFY_AFTER_MS.map((afterMs) => setTimeout(this.#verify, afterMs));
    }
    this.watch.show(place.bounds !== null);
  }

  close(): void {
    this.#isClosing = true;
    this.#stopVerifying();
    this.watch.dispose();
    this.#window.destroy();
  }

  /** First the bounds, then full screen: the other way round it fills the display it happens to lie on. */
  #cover(bounds: Bounds, isWhole: boolean): void {
    const window = this.#window;
    if (window.isVisible() && isSameBounds(window.getBounds(), bounds)) return;
    if (window.isKiosk()) window.setKiosk(false);
    // Chromium makes a window as large as a display one pixel smaller, for window managers it does not trust; below its least size it does not.
    window.setMinimumSize(bounds.width, bounds.height);
    window.setBounds(bounds);
    // The desk keeps the keyboard.
    window.showInactive();
    if (isWhole) window.setKiosk(true);
    else window.setAlwaysOnTop(true, 'screen-saver');
  }

  readonly #verify = (): void => {
    const { bounds, isWhole } = this.#place;
    if (bounds !== null && !this.#window.isDestroyed()) this.#cover(bounds, isWhole);
  };

  #stopVerifying(): void {
    for (const timer of this.#verifying) clearTimeout(timer);
    this.#verifying = [];
  }
}

/** There is nothing to press at a wall, F11 and Escape included; one key closes it. */
function listenForKeys(window: BrowserWindow, onClose: () => void): void {
  window.webContents.on('before-input-event', (event, input) => {
    event.preventDefault();
    const isClose = input.control && input.shift && !input.alt && input.key.toLowerCase() === 'w';
    if (input.type === 'keyDown' && isClose) onClose();
  });
}
