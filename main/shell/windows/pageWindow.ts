/** One window of ours beside the desk: on another display than the desk's where there is one, locked, kept alive, where people put it. */
import { BrowserWindow, dialog, type Session } from 'electron';
import type { DisplayWatch } from '../displays/displayWatch.ts';
import type { Bounds } from '../settings.ts';
import { fleetingHome, keepAtHome } from './keepAtHome.ts';
import { keepPageAlive } from './pageKeeper.ts';
import { pagePreferences } from './pagePreferences.ts';
import { tellSeen } from './tellSeen.ts';
import { deskDisplay } from './wallPlaces.ts';

const BACKGROUND = '#0b1016';
const STEP_PX = 40;

/** What every window of one room is made with. */
export interface WindowKit {
  readonly preload: string;
  readonly isPackaged: boolean;
  readonly say: (line: string) => void;
  readonly displays: DisplayWatch;
  /** Absent: the session of the station. */
  readonly session?: Session;
  /** Where the desk stands beside which windows are opened; null: there is none. */
  readonly desk: () => Bounds | null;
}

export interface PageWindow {
  readonly url: string;
  readonly title: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly least: { readonly width: number; readonly height: number };
  /** How many of its kind stand there already: each a little lower. */
  readonly nth: number;
  /** Told about the window before its page is loaded. */
  readonly onCreated: (window: BrowserWindow) => void;
}

export function openPageWindow(kit: WindowKit, { url, title, size, least, nth, onCreated }: PageWindow): BrowserWindow {
  const preferences = pagePreferences(kit.preload, kit.isPackaged);
  const window = new BrowserWindow({
    ...besideDesk(kit, size, nth),
    minWidth: least.width,
    minHeight: least.height,
    title,
    backgroundColor: BACKGROUND,
    autoHideMenuBar: true,
    webPreferences: kit.session ? { ...preferences, session: kit.session } : preferences,
  });
  window.on('page-title-updated', (event) => event.preventDefault());
  window.webContents.on('before-input-event', (event, input) => {
    if (input.type !== 'keyDown' || input.key !== 'F11') return;
    event.preventDefault();
    window.setFullScreen(!window.isFullScreen());
  });
  window.webContents.on('will-prevent-unload', (event) => {
    if (mayDiscard(window)) event.preventDefault();
  });
  keepAtHome(window, kit.displays, fleetingHome());
  tellSeen(window);
  onCreated(window);
  keepPageAlive(window, url, kit.say);
  return window;
}

/** A page holds what nobody has saved: closing it by a slip must not lose that. */
function mayDiscard(window: BrowserWindow): boolean {
  const discard = 1;
  const chosen = dialog.showMessageBoxSync(window, {
    type: 'question',
    title: '平安指挥',
    message: '有未保存的修改 / There are unsaved changes',
    buttons: ['留下 / Stay', '放弃修改 / Discard'],
    defaultId: 0,
    cancelId: 0,
  });
  return chosen === discard;
}

export function bringForward(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function besideDesk({ desk, displays }: WindowKit, size: PageWindow['size'], nth: number): Bounds {
  const taken = deskDisplay(displays.present, desk());
  const free = displays.present.find(({ id }) => id !== taken?.id) ?? displays.fromPrimary[0]!;
  const { x, y, width, height } = free.workArea;
  const step = STEP_PX * nth;
  return { x: x + step, y: y + step, width: Math.min(size.width, width), height: Math.min(size.height, height) };
}
