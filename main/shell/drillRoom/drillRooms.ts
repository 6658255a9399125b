/** Where drills are led at this machine: at the station itself where it is one of realm drill. */
import { type DrillRoomAnswer, type DrillRoomState, NO_DRILL_ROOM } from '#shared/wire/drillRoom.ts';
import type { StationCore } from '../rooms/stationCore.ts';
import type { StationWindows } from '../rooms/stationWindows.ts';
import type { DrillRoomDesk } from './drillRoomBridge.ts';
import { REFUSED } from './refusals.ts';

export class DrillRooms implements DrillRoomDesk {
  readonly state: DrillRoomState = NO_DRILL_ROOM;
  readonly #core: StationCore;
  readonly #station: StationWindows;

  constructor(core: StationCore, station: StationWindows) {
    this.#core = core;
    this.#station = station;
  }

  async openDirector(): Promise<DrillRoomAnswer> {
    if (this.#core.realm !== 'drill') return REFUSED.notOpen;
    this.#station.openDirector();
    return { ok: true };
  }

  async open(): Promise<DrillRoomAnswer> {
    return this.#core.realm === 'drill' ? REFUSED.drillStation : REFUSED.notOpen;
  }

  async close(): Promise<void> {}

  openDesk(): DrillRoomAnswer {
    return REFUSED.notOpen;
  }

  goToStation(): void {
    this.#station.comeForward();
  }
}
