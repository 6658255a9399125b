/** Windows of this seat that show cameras and nothing else: on another display than the desk's where there is one. */
import { BrowserWindow } from 'electron';
import type { VideoWindowWish } from '#shared/wire/videoWindow.ts';
import type { DisplayWatch } from '../displays/displayWatch.ts';
import { fleetingHome, keepAtHome } from './keepAtHome.ts';
import { keepPageAlive } from './pageKeeper.ts';
import { pagePreferences } from './pagePreferences.ts';
import { tellSeen } from './tellSeen.ts';
import { deskDisplay } from './wallPlaces.ts';

const VIDEO_PAGE = 'app://pingan/windows/video/index.html';
const TITLE = '平安指挥 · 视频';
const BACKGROUND = '#0b1016';
const SIZE = { width: 1_280, height: 720 };
const LEAST_SIZE = { width: 480, height: 300 };
/** Each decodes by itself: more of them is a wall, and that has machines of its own. */
const MOST_WINDOWS = 4;
const STEP_PX = 40;

export interface VideoWindowsOptions {
  readonly preload: string;
  readonly isPackaged: boolean;
  readonly say: (line: string) => void;
  readonly desk: () => BrowserWindow | null;
  readonly displays: DisplayWatch;
  /** Told about a window before its page is loaded. */
  readonly onCreated: (window: BrowserWindow) => void;
}

export class VideoWindows {
  readonly #options: VideoWindowsOptions;
  /** The oldest first, by what it shows. */
  readonly #windows = new Map<BrowserWindow, boolean>();

  constructor(options: VideoWindowsOptions) {
    this.#options = options;
  }

  /** The spot monitor is there once; of the others the oldest gives way when there are too many. */
  open(wish: VideoWindowWish): void {
    const spot = [...this.#windows].find(([, isSpot]) => isSpot)?.[0];
    if (wish.isSpot && spot) {
      spot.focus();
      return;
    }
    const [oldest] = this.#windows.keys();
    if (oldest && this.#windows.size >= MOST_WINDOWS) oldest.close();
    const window = new BrowserWindow({
      ...this.#place(),
      minWidth: LEAST_SIZE.width,
      minHeight: LEAST_SIZE.height,
      title: TITLE,
      backgroundColor: BACKGROUND,
      autoHideMenuBar: true,
      webPreferences: pagePreferences(this.#options.preload, this.#options.isPackaged),
    });
    this.#windows.set(window, wish.isSpot);
    window.once('closed', () => this.#windows.delete(window));
    window.on('page-title-updated', (event) => event.preventDefault());
    window.webContents.on('before-input-event', (event, input) => {
      if (input.type !== 'keyDown' || input.key !== 'F11') return;
      event.preventDefault();
      window.setFullScreen(!window.isFullScreen());
    });
    keepAtHome(window, this.#options.displays, fleetingHome());
    tellSeen(window);
    this.#options.onCreated(window);
    keepPageAlive(window, `${VIDEO_PAGE}?${queryOf(wish)}`, this.#options.say);
  }

  tell(channel: string, payload: unknown): void {
    for (const window of this.#windows.keys()) window.webContents.send(channel, payload);
  }

  /** Somebody else sits here, or the core is elsewhere: each starts anew as who it is now. */
  reload(): void {
    for (const window of this.#windows.keys()) window.webContents.reload();
  }

  close(): void {
    for (const window of [...this.#windows.keys()]) window.close();
  }

  #place() {
    const { desk, displays } = this.#options;
    const taken = deskDisplay(displays.present, desk()?.getBounds() ?? null);
    const free = displays.present.find(({ id }) => id !== taken?.id) ?? displays.fromPrimary[0]!;
    const { x, y, width, height } = free.workArea;
    const step = STEP_PX * this.#windows.size;
    return { x: x + step, y: y + step, width: Math.min(SIZE.width, width), height: Math.min(SIZE.height, height) };
  }
}

function queryOf({ layout, channelIds, isSpot }: VideoWindowWish): URLSearchParams {
  const query = new URLSearchParams({ layout: String(layout) });
  if (isSpot) query.set('spot', '1');
  else for (const id of channelIds) query.append('channel', id ?? '');
  return query;
}
