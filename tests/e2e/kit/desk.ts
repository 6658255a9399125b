/** The usual desk of a test file: the real application over a live station of its own, opened before its tests, closed after them. */
import { afterAll, beforeAll } from 'vitest';
import { type Duty, openDuty } from './duty.ts';
import { type ExtraUnit, type LiveStation, makeLiveStation } from './liveStation.ts';

export interface Desk {
  readonly duty: Duty;
  readonly station: LiveStation;
}

/** Call it where the tests stand; what it returns may be read in them, and in `prepare`, which runs when the desk is open; `beforehand` runs before it is. */
export function openDesk(
  prepare: (desk: Desk) => Promise<void> = async () => {},
  extraUnits: readonly ExtraUnit[] = [],
  extraPoles = 0,
  beforehand: (station: LiveStation) => Promise<void> = async () => {},
): Desk {
  let station: LiveStation | undefined;
  let duty: Duty | undefined;
  const desk: Desk = {
    get duty() {
      return opened(duty);
    },
    get station() {
      return opened(station);
    },
  };
  beforeAll(async () => {
    station = await makeLiveStation(extraUnits, extraPoles);
    await beforehand(station);
    const { configFile, dataFolder } = station;
    duty = await openDuty({ configFile, dataFolder });
    await prepare(desk);
  });
  afterAll(async () => {
    await duty?.close();
    await station?.[Symbol.asyncDispose]();
  });
  return desk;
}

function opened<Part>(part: Part | undefined): Part {
  if (part === undefined) throw new Error('the desk is not open yet');
  return part;
}
