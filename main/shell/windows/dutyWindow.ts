/** The duty officer's window: opens where it last stood, stays on a screen, keeps its page alive. */
import { BrowserWindow, type Display, screen } from 'electron';
import type { SettingsFile } from '../settings.ts';
import { keepPageAlive } from './pageKeeper.ts';
import { pagePreferences } from './pagePreferences.ts';
import { tellSeen } from './tellSeen.ts';
import { bringBack, placeWindow, type Screen, screenIdentity } from './windowPlace.ts';

export const DUTY_PAGE = 'app://pingan/windows/duty/index.html';
const TITLE = '平安指挥';
/** The darkest tone of the interface: nothing flashes white in a dim room while the page loads. */
const BACKGROUND = '#0b1016';
const DEFAULT_SIZE = { width: 1_920, height: 1_080 };
const LEAST_SIZE = { width: 1_024, height: 640 };
const REMEMBER_AFTER_MS = 500;

export interface DutyWindowOptions {
  readonly preload: string;
  readonly isPackaged: boolean;
  readonly settings: SettingsFile;
  /** Fixed size of the page; such a window is placed for a picture and remembers nothing. */
  readonly size: { readonly width: number; readonly height: number } | null;
  readonly say: (line: string) => void;
  /** Told about the window before its page is loaded. */
  readonly onCreated: (window: BrowserWindow) => void;
}

export function openDutyWindow(options: DutyWindowOptions): BrowserWindow {
  const { settings, size, say } = options;
  const place = placeWindow(size === null ? settings.current.duty : null, presentScreens(), size ?? DEFAULT_SIZE);
  const least = size === null ? LEAST_SIZE : smaller(LEAST_SIZE, size);
  const window = new BrowserWindow({
    ...place.bounds,
    ...size,
    useContentSize: size !== null,
    minWidth: least.width,
    minHeight: least.height,
    fullscreen: place.isFullScreen,
    title: TITLE,
    backgroundColor: BACKGROUND,
    autoHideMenuBar: true,
    webPreferences: pagePreferences(options.preload, options.isPackaged),
  });
  if (place.isMaximised) window.maximize();
  window.on('page-title-updated', (event) => event.preventDefault());
  stayOnScreen(window);
  listenForKeys(window, options.isPackaged);
  if (size === null) rememberPlace(window, settings);
  tellSeen(window);
  options.onCreated(window);
  keepPageAlive(window, DUTY_PAGE, say);
  return window;
}

function stayOnScreen(window: BrowserWindow): void {
  const check = () => {
    if (window.isDestroyed() || window.isFullScreen()) return;
    const bounds = window.getBounds();
    const kept = bringBack(bounds, presentScreens());
    if (kept.x !== bounds.x || kept.y !== bounds.y) window.setBounds(kept);
  };
  screen.on('display-removed', check);
  screen.on('display-metrics-changed', check);
  window.once('closed', () => {
    screen.off('display-removed', check);
    screen.off('display-metrics-changed', check);
  });
}

/** There is no menu, so the few keys the shell itself answers are caught here. */
function listenForKeys(window: BrowserWindow, isPackaged: boolean): void {
  window.webContents.on('before-input-event', (event, input) => {
    if (input.type !== 'keyDown') return;
    if (input.key === 'F11') {
      event.preventDefault();
      window.setFullScreen(!window.isFullScreen());
    }
    if (!isPackaged && input.control && input.shift && input.key.toLowerCase() === 'i') {
      event.preventDefault();
      window.webContents.toggleDevTools();
    }
  });
}

function rememberPlace(window: BrowserWindow, settings: SettingsFile): void {
  let soon: NodeJS.Timeout | undefined;
  const remember = () => {
    clearTimeout(soon);
    if (window.isDestroyed()) return;
    const bounds = window.getNormalBounds();
    const display = screenIdentity(asScreen(screen.getDisplayMatching(bounds)));
    settings.change({
      duty: {
        display,
        isFullScreen: window.isFullScreen(),
        isMaximised: window.isMaximized(),
        boundsByDisplay: { ...settings.current.duty?.boundsByDisplay, [display]: bounds },
      },
    });
  };
  const rememberSoon = () => {
    clearTimeout(soon);
    soon = setTimeout(remember, REMEMBER_AFTER_MS);
  };
  window.on('resize', rememberSoon);
  window.on('move', rememberSoon);
  window.on('enter-full-screen', rememberSoon);
  window.on('leave-full-screen', rememberSoon);
  window.on('close', remember);
}

function presentScreens(): Screen[] {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== primary.id);
  return [primary, ...others].map(asScreen);
}

function asScreen({ id, label, bounds, workArea, scaleFactor }: Display): Screen {
  return { id, label, bounds, workArea, scaleFactor };
}

function smaller(a: { width: number; height: number }, b: { width: number; height: number }) {
  return { width: Math.min(a.width, b.width), height: Math.min(a.height, b.height) };
}
