/** The entries of the bridge about the drill room: one line each, arguments parsed by the door, the asker named by its page. */
import { z } from 'zod';
import { BRIDGE_CHANNELS } from '#shared/wire/bridge.ts';
import {
  type DrillRoomAnswer,
  type DrillRoomState,
  type DrillRoomWish,
  drillRoomWishSchema,
} from '#shared/wire/drillRoom.ts';
import type { IpcDoor } from '../ipc.ts';
import type { PageBook, PageSeat } from '../rooms/room.ts';

/** What windows may ask about drills. Each answers for the room of whoever asks. */
export interface DrillRoomDesk {
  readonly state: DrillRoomState;
  openDirector(asker: PageSeat): Promise<DrillRoomAnswer>;
  open(wish: DrillRoomWish, asker: PageSeat): Promise<DrillRoomAnswer>;
  closeAsked(asker: PageSeat): Promise<void>;
  openDesk(asker: PageSeat): Promise<DrillRoomAnswer>;
  goToStation(): void;
}

export function answerDrillRoom(door: IpcDoor, pages: PageBook, desk: DrillRoomDesk): void {
  const { openDirector, drillRoom, openDrillRoom, closeDrillRoom, openDrillDesk, goToStation } = BRIDGE_CHANNELS;
  const nothing = z.tuple([]);
  door.handle(drillRoom, 'anyWindow', nothing, () => desk.state);
  door.handleFrom(openDirector, 'anyWindow', nothing, (page) => desk.openDirector(pages.of(page)));
  door.handleFrom(openDrillRoom, 'window', z.tuple([drillRoomWishSchema]), (page, wish) =>
    desk.open(wish, pages.of(page)),
  );
  door.handleFrom(closeDrillRoom, 'anyWindow', nothing, (page) => desk.closeAsked(pages.of(page)));
  door.handleFrom(openDrillDesk, 'anyWindow', nothing, (page) => desk.openDesk(pages.of(page)));
  door.handle(goToStation, 'anyWindow', nothing, () => desk.goToStation());
}
