/** A room as windows see it: one core, whoever sits in it, and what its windows may open. A window asks its own room and no other. */
import type { WebContents } from 'electron';
import type { CoreWhereabouts, SoundState, WindowStart } from '#shared/wire/bridge.ts';
import type { Room as RoomId } from '#shared/wire/drillRoom.ts';
import type { ReviewWish } from '#shared/wire/reviewWindow.ts';
import type { SignedIn } from '#shared/wire/session.ts';
import type { VideoWindowWish } from '#shared/wire/videoWindow.ts';

/** Asked at each load of a page: a machine may have become a seat of a host since. */
export type SeatOf = () => WindowStart['seat'];

export interface Room {
  readonly id: RoomId;
  readonly whereabouts: CoreWhereabouts;
  readonly sound: SoundState;
  readonly session: SignedIn | null;
  keepSession(session: SignedIn | null): void;
  openVideo(wish: VideoWindowWish, seat: SeatOf): void;
  openReview(wish: ReviewWish, seat: SeatOf): void;
}

export interface PageSeat {
  readonly room: Room;
  readonly seat: SeatOf;
}

/** Which page belongs to which room, and as whom it was opened. */
export class PageBook {
  readonly #pages = new Map<number, PageSeat>();

  enter(contents: WebContents, page: PageSeat): void {
    const { id } = contents;
    this.#pages.set(id, page);
    contents.once('destroyed', () => this.#pages.delete(id));
  }

  /** Throws for a page that no room has opened: the door lets none such through. */
  of(webContentsId: number): PageSeat {
    const page = this.#pages.get(webContentsId);
    if (!page) throw new Error(`page ${webContentsId} belongs to no room`);
    return page;
  }
}
