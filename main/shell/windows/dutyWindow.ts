/** The duty officer's window: opens where it last stood, stays on a screen, keeps its page alive. */
import { BrowserWindow } from 'electron';
import type { DisplayWatch } from '../displays/displayWatch.ts';
import type { SettingsFile } from '../settings.ts';
import { fleetingHome, type Home, keepAtHome } from './keepAtHome.ts';
import { keepPageAlive } from './pageKeeper.ts';
import { pagePreferences } from './pagePreferences.ts';
import { tellSeen } from './tellSeen.ts';
import { placeWindow } from './windowPlace.ts';

export const DUTY_PAGE = 'app://pingan/windows/duty/index.html';
const TITLE = '平安指挥';
/** The darkest tone of the interface: nothing flashes white in a dim room while the page loads. */
const BACKGROUND = '#0b1016';
const DEFAULT_SIZE = { width: 1_920, height: 1_080 };
const LEAST_SIZE = { width: 1_024, height: 640 };

export interface DutyWindowOptions {
  readonly preload: string;
  readonly isPackaged: boolean;
  readonly settings: SettingsFile;
  readonly displays: DisplayWatch;
  /** Fixed size of the page; such a window is placed for a picture and remembers nothing. */
  readonly size: { readonly width: number; readonly height: number } | null;
  readonly say: (line: string) => void;
  /** Told about the window before its page is loaded. */
  readonly onCreated: (window: BrowserWindow) => void;
}

export function openDutyWindow(options: DutyWindowOptions): BrowserWindow {
  const { settings, displays, size, say } = options;
  const home = size === null ? rememberedHome(settings) : fleetingHome();
  const place = placeWindow(home.current, displays.fromPrimary, size ?? DEFAULT_SIZE);
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
  keepAtHome(window, displays, home);
  listenForKeys(window, options.isPackaged);
  tellSeen(window);
  options.onCreated(window);
  keepPageAlive(window, DUTY_PAGE, say);
  return window;
}

function rememberedHome(settings: SettingsFile): Home {
  return {
    get current() {
      return settings.current.duty;
    },
    change: (duty) => settings.change({ duty }),
  };
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

function smaller(a: { width: number; height: number }, b: { width: number; height: number }) {
  return { width: Math.min(a.width, b.width), height: Math.min(a.height, b.height) };
}
