/** The core of the drill room: its folder, its ports, the seats it takes. Starts as a core of realm drill or not at all. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DrillRoomWish } from '#shared/wire/drillRoom.ts';
import type { DrillSeat } from '#shared/wire/host.ts';
import type { CoreSupervisor } from '../core/coreSupervisor.ts';
import { type CoreListeners, coreEnvironment, directorSeat, superviseCore } from '../coreHost.ts';
import { freePort } from '../freePort.ts';
import type { Places } from '../places.ts';
import { newToken } from '../rooms/stationCore.ts';

const HOST = '127.0.0.1';
/** Desks somebody can be trained at on one machine. */
export const MOST_DESKS = 6;

/** Tokens of everybody at this machine, new with every room and never written anywhere. */
export interface RoomSeats {
  /** Of the shell: for what only a core's own seat may read. */
  readonly own: string;
  readonly director: DrillSeat;
  /** Under whose name a real alarm suspends the drill. */
  readonly liveDesk: DrillSeat;
  readonly desks: readonly DrillSeat[];
}

export function roomSeats(): RoomSeats {
  const duty = (name: string): DrillSeat => ({ token: newToken(), role: 'duty', name });
  return {
    own: newToken(),
    director: directorSeat(newToken()),
    liveDesk: duty('实战台'),
    desks: Array.from({ length: MOST_DESKS }, (_, index) => duty(`演练席位 ${index + 1}`)),
  };
}

/** A store of its own for each ground: what was played on one has no devices in common with the other. */
export const roomFolderOf = (dataFolder: string, ground: DrillRoomWish['ground']): string =>
  join(dataFolder, 'drill-room', ground);

export interface RoomGround {
  readonly id: DrillRoomWish['ground'];
  /** station.json of the ground `own`; null for the built-in demo. */
  readonly station: unknown;
}

export async function superviseRoom(
  dataFolder: string,
  places: Places,
  { id, station }: RoomGround,
  seats: RoomSeats,
  listeners: CoreListeners,
): Promise<CoreSupervisor> {
  const folder = roomFolderOf(dataFolder, id);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { own, director, liveDesk, desks } = seats;
  return superviseCore(
    places,
    {
      env: coreEnvironment({ own }, [director, liveDesk, ...desks], places),
      args: ['--data', folder, ...(station === null ? ['--demo', '--still'] : ['--config', keep(folder, station)])],
      port: await freePort(HOST),
      choosePort: () => freePort(HOST),
    },
    listeners,
  );
}

/** Names of units and places stand in it: for nobody else on this machine. */
function keep(folder: string, station: unknown): string {
  const file = join(folder, 'drill-station.json');
  writeFileSync(file, JSON.stringify(station, null, 1), { mode: 0o600 });
  return file;
}
