/**
 * All units of the station as slots in flat arrays: where each is drawn, when it was last seen, how it looks. Holds no
 * picture and no canvas, so that a bench can drive it with 30,000 units.
 */
import type { UnitState } from '#shared/domain/unit.ts';
import type { LivePosition } from '../contract.ts';
import type { SceneFrame } from '../pack/frame.ts';
import { type Freshness, freshnessOf, STALE_AFTER_MS, seenAt } from './freshness.ts';
import { UnitMotion } from './motion.ts';

const NO_COURSE = Number.NaN;

export class UnitField {
  readonly motion = new UnitMotion();
  readonly units: UnitState[] = [];
  found = new Int32Array(0);
  /** Epoch ms of the last fix by `seenAt`; NaN when it never reported. */
  #seen: number[] = [];
  #course: number[] = [];
  #slots = new Map<string, number>();
  readonly #frame: SceneFrame;
  readonly #at = new Float64Array(3);

  constructor(frame: SceneFrame) {
    this.#frame = frame;
  }

  get count(): number {
    return this.units.length;
  }

  /** Up of the ground at a place of the frame. */
  groundUp(x: number, y: number): number {
    return this.#frame.groundUp(x, y);
  }

  /** Takes over a new list; a slot keeps its place while its unit stays. True when slots were dealt anew. */
  setUnits(units: readonly UnitState[], positions: ReadonlyMap<string, LivePosition>, now: number): boolean {
    const isSameCast =
      units.length === this.units.length && units.every((unit, slot) => this.units[slot]?.id === unit.id);
    if (isSameCast) {
      for (let slot = 0; slot < units.length; slot++) this.units[slot] = units[slot]!;
      return false;
    }
    this.motion.clear();
    this.#slots.clear();
    this.units.length = this.#seen.length = this.#course.length = 0;
    for (const unit of units) {
      this.#frame.place(unit.lon, unit.lat, this.#at);
      const slot = this.motion.add(this.#at[0]!, this.#at[1]!);
      this.units.push(unit);
      this.#seen.push(Number.NaN);
      this.#course.push(NO_COURSE);
      this.#slots.set(unit.id, slot);
      const position = positions.get(unit.id);
      if (position) this.setPosition(unit.id, position, now);
    }
    return true;
  }

  /** A fix, at local time `now`; returns its slot or −1 when the unit is not the station's. */
  setPosition(unitId: string, position: LivePosition, now: number): number {
    const slot = this.#slots.get(unitId) ?? -1;
    if (slot >= 0) this.setPositionOf(slot, position, now);
    return slot;
  }

  setPositionOf(slot: number, position: LivePosition, now: number): void {
    const isFirst = Number.isNaN(this.#seen[slot]!);
    this.#frame.place(position.lon, position.lat, this.#at);
    if (isFirst) this.motion.place(slot, this.#at[0]!, this.#at[1]!, now);
    else this.motion.moveTo(slot, this.#at[0]!, this.#at[1]!, now);
    this.#seen[slot] = seenAt(position.fixAt, position.receivedAt, position.staleAt);
    const isUnderWay = position.speedMps === null || position.speedMps > 0.4;
    this.#course[slot] = isUnderWay ? (position.courseDegrees ?? NO_COURSE) : NO_COURSE;
  }

  /** Collects the slots, or every `step`-th of them, inside [west, south, east, north] into `found` and returns how many. Allocates nothing. */
  slotsWithin(bounds: ArrayLike<number>, now: number, step = 1): number {
    if (this.found.length < this.count) this.found = new Int32Array(this.count);
    return this.motion.collectWithin(bounds, now, this.found, step);
  }

  slotOf(unitId: string): number {
    return this.#slots.get(unitId) ?? -1;
  }

  /** Epoch ms of the last fix; NaN when it never reported. */
  seenAt(slot: number): number {
    return this.#seen[slot]!;
  }

  freshness(slot: number, serverNow: number): Freshness {
    const seen = this.#seen[slot]!;
    return freshnessOf(Number.isNaN(seen) ? null : seen, serverNow);
  }

  /** Age of the last fix in ms; NaN when there is none. */
  ageMs(slot: number, serverNow: number): number {
    return serverNow - this.#seen[slot]!;
  }

  /** Degrees clockwise from north, NaN when it stands or did not say. */
  course(slot: number): number {
    return this.#course[slot]!;
  }

  /** How many of the slots from `first` up to `end` count as live: one comparison a slot, cheap enough for every painting. */
  liveAmong(first: number, end: number, serverNow: number): number {
    const since = serverNow - STALE_AFTER_MS;
    const seen = this.#seen;
    let live = 0;
    // Never seen is NaN, which is at or after nothing.
    for (let slot = first; slot < end; slot++) if (seen[slot]! >= since) live++;
    return live;
  }
}
