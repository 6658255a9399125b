/** Windows of a room that show cameras and nothing else. */
import type { BrowserWindow } from 'electron';
import type { VideoWindowWish } from '#shared/wire/videoWindow.ts';
import { openPageWindow, type WindowKit } from './pageWindow.ts';

const VIDEO_PAGE = 'app://pingan/windows/video/index.html';
const SIZE = { width: 1_280, height: 720 };
const LEAST_SIZE = { width: 480, height: 300 };
/** Each decodes by itself: more of them is a wall, and that has machines of its own. */
const MOST_WINDOWS = 4;

export class VideoWindows {
  readonly #kit: WindowKit;
  /** The oldest first, by what it shows. */
  readonly #windows = new Map<BrowserWindow, boolean>();

  constructor(kit: WindowKit) {
    this.#kit = kit;
  }

  get all(): readonly BrowserWindow[] {
    return [...this.#windows.keys()];
  }

  /** The spot monitor is there once; of the others the oldest gives way when there are too many. */
  open(wish: VideoWindowWish, onCreated: (window: BrowserWindow) => void): void {
    const spot = [...this.#windows].find(([, isSpot]) => isSpot)?.[0];
    if (wish.isSpot && spot) {
      spot.focus();
      return;
    }
    const [oldest] = this.#windows.keys();
    if (oldest && this.#windows.size >= MOST_WINDOWS) oldest.close();
    const window = openPageWindow(this.#kit, {
      ...{ url: `${VIDEO_PAGE}?${queryOf(wish)}`, title: '平安指挥 · 视频', size: SIZE, least: LEAST_SIZE },
      nth: this.#windows.size,
      onCreated,
    });
    this.#windows.set(window, wish.isSpot);
    window.once('closed', () => this.#windows.delete(window));
  }
}

function queryOf({ layout, channelIds, isSpot }: VideoWindowWish): URLSearchParams {
  const query = new URLSearchParams({ layout: String(layout) });
  if (isSpot) query.set('spot', '1');
  else for (const id of channelIds) query.append('channel', id ?? '');
  return query;
}
