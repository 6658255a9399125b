/** What both rooms may have beside their desks: windows of cameras, the director's, windows of review. */
import type { BrowserWindow } from 'electron';
import type { ReviewWish } from '#shared/wire/reviewWindow.ts';
import type { VideoWindowWish } from '#shared/wire/videoWindow.ts';
import { DirectorWindow } from '../windows/directorWindow.ts';
import type { WindowKit } from '../windows/pageWindow.ts';
import { ReviewWindows } from '../windows/reviewWindow.ts';
import { VideoWindows } from '../windows/videoWindow.ts';
import type { SeatOf } from './room.ts';

/** Lets a window of this room through the door as who sits at it. */
export type Admit = (window: BrowserWindow, seat: SeatOf) => void;

export class RoomWindows {
  readonly #admit: Admit;
  readonly #video: VideoWindows;
  readonly #director: DirectorWindow;
  readonly #review: ReviewWindows;

  constructor(kit: WindowKit, admit: Admit) {
    this.#admit = admit;
    this.#video = new VideoWindows(kit);
    this.#director = new DirectorWindow(kit);
    this.#review = new ReviewWindows(kit);
  }

  get all(): readonly BrowserWindow[] {
    return [...this.#video.all, ...this.#director.all, ...this.#review.all];
  }

  openVideo(wish: VideoWindowWish, seat: SeatOf): void {
    this.#video.open(wish, (window) => this.#admit(window, seat));
  }

  openReview(wish: ReviewWish, seat: SeatOf): void {
    this.#review.open(wish, (window) => this.#admit(window, seat));
  }

  openDirector(seat: SeatOf): void {
    this.#director.open((window) => this.#admit(window, seat));
  }

  tell(channel: string, payload: unknown): void {
    for (const window of this.all) window.webContents.send(channel, payload);
  }

  /** Somebody else sits here, or the core is elsewhere: each starts anew as who it is now. */
  reload(): void {
    for (const window of this.all) window.webContents.reload();
  }

  close(): void {
    for (const window of this.all) window.close();
  }
}
