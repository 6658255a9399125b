import type { World } from '#shared/domain/world.ts';
import type { BlindReport } from '#shared/wire/video.ts';
import { Observable } from '../observable.ts';
import { startOfDay } from '../queueOrder.ts';
import { foldGridValues, type GridMeasure, type GridValues } from './fold.ts';

const EVERY_MS = 1_000;
/** How many closed incidents world.ts holds. */
const CLOSED_KEPT = 200;

/** The values of the grids for whoever shows them; folded at most once a second, and only while a measure is chosen. */
export class GridValueBoard {
  readonly changes = new Observable();
  readonly #gridOfDevice: (deviceId: string) => string | null | undefined;
  readonly #blind: () => BlindReport | null;
  #values: GridValues | null = null;
  #lookedAt = -Infinity;

  /** `blind`: what is known of the ground no camera sees; asked only for that measure. */
  constructor(gridOfDevice: (deviceId: string) => string | null | undefined, blind: () => BlindReport | null) {
    this.#gridOfDevice = gridOfDevice;
    this.#blind = blind;
  }

  /** The same object until a value changed. */
  get values(): GridValues | null {
    return this.#values;
  }

  look(measure: GridMeasure | null, world: World, now: number): void {
    const isSame = measure === (this.#values?.measure ?? null);
    if (isSame && (measure === null || Math.abs(now - this.#lookedAt) < EVERY_MS)) return;
    this.#lookedAt = now;
    const next = measure && foldGridValues(measure, this.#input(world, now));
    if (isEqual(this.#values, next)) return;
    this.#values = next;
    this.changes.changed();
  }

  #input(world: World, now: number) {
    return {
      alarms: world.alarms.values(),
      incidents: world.incidents,
      closedHeld: { count: world.closed.length, most: CLOSED_KEPT },
      gridOfDevice: this.#gridOfDevice,
      blind: this.#blind(),
      startOfDay: startOfDay(now),
      now,
    };
  }
}

function isEqual(left: GridValues | null, right: GridValues | null): boolean {
  if (left === null || right === null) return left === right;
  if (left.measure !== right.measure || left.values.size !== right.values.size) return false;
  if (JSON.stringify(left.inputs) !== JSON.stringify(right.inputs)) return false;
  for (const [code, value] of right.values) if (left.values.get(code) !== value) return false;
  return true;
}
