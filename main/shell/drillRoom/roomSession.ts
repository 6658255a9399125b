/**
 * The browser session of the drill room: kept in memory, apart from the station's, with the same locks. Its pages may speak to the drill
 * core and to nobody else; pages of the station may not speak to it.
 */
import { app, type Session, session } from 'electron';
import type { Places } from '../places.ts';
import { serveAppFiles } from '../protocols/appScheme.ts';
import type { ServedPack } from '../protocols/otherRuntime.ts';
import { servePackFiles } from '../protocols/packScheme.ts';
import type { SecurityLog } from '../refusalLog.ts';
import { lockSession } from '../security.ts';

export interface RoomSessionOptions {
  readonly places: Places;
  readonly log: SecurityLog;
  /** Of the drill core; null while there is none. */
  readonly coreUrl: () => string | null;
  readonly pack: () => Promise<ServedPack | null>;
}

/** Once in the life of the application: a scheme cannot be served twice in one session. */
export async function openRoomSession({ places, log, coreUrl, pack }: RoomSessionOptions): Promise<Session> {
  // Without `persist:` nothing of it touches the disk.
  const room = session.fromPartition('drill-room');
  lockSession(room, { coreUrl, isPackaged: app.isPackaged, log });
  await room.setProxy({ mode: 'direct' });
  serveAppFiles(room, { root: places.renderer, coreUrl, log });
  servePackFiles(room, { pack, log });
  return room;
}
