/** The entries of the bridge about the wall: one line each, arguments parsed by the door. */
import { z } from 'zod';
import { BRIDGE_CHANNELS } from '#shared/wire/bridge.ts';
import { openWallWishSchema, wallBeatSchema, wallIdentitySchema, wallStartSchema } from '#shared/wire/wallWindow.ts';
import type { IpcDoor } from '../ipc.ts';
import type { WallWindows } from './wallWindows.ts';

export function answerWalls(door: IpcDoor, walls: WallWindows): void {
  door.handle(BRIDGE_CHANNELS.walls, 'window', z.tuple([]), () => walls.state);
  door.handle(BRIDGE_CHANNELS.openWall, 'window', z.tuple([openWallWishSchema]), (wish) => walls.open(wish));
  door.handle(BRIDGE_CHANNELS.closeWall, 'window', z.tuple([wallIdentitySchema]), (identity) => walls.close(identity));
  door.handle(BRIDGE_CHANNELS.setWallStart, 'window', z.tuple([wallStartSchema]), (start) => walls.setStart(start));
  door.listenFrom(BRIDGE_CHANNELS.wallPainted, 'window', z.tuple([wallBeatSchema]), (page, beats) =>
    walls.hearBeat(page, beats),
  );
}
