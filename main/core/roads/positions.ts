/**
 * Where every unit is on the road, in columns: kept up to date as fixes come in, so that a question finds the snapping done.
 * Slots are dense; removing a unit moves the last one into its slot.
 */
import { TRAVEL_MODES, type TravelModeId, WALKING_METRES_PER_SECOND } from '#shared/catalog/modes.ts';
import type { SegmentIndex } from './segments.ts';
import type { WeightTable } from './weights.ts';

export interface UnitFix {
  readonly unitId: string;
  readonly lon: number;
  readonly lat: number;
  readonly mode: TravelModeId;
  /** Seconds until it sets out; 0 for a unit already on the move. */
  readonly turnOutSeconds: number;
  /** Course over ground; leave out for a unit that stands. */
  readonly headingDegrees?: number;
}

/** Farther from any road than this an ETA would be invented: 离路. */
export const OFF_ROAD_M = 150;
/** Half a wide street and the error of a fix: no walk is counted for it. */
const AT_ROAD_M = 20;

/** Seconds on foot between a point and the road `offRoadM` away, as the crow flies. */
export function accessSeconds(offRoadM: number): number {
  return Math.max(0, offRoadM - AT_ROAD_M) / WALKING_METRES_PER_SECOND;
}

/** Nearer than this a unit is on the site itself and walks straight across, whatever it came with. */
export const ON_SITE_M = 60;
/** Doors, stairs and fences make a straight line longer. */
const SITE_DETOUR = 1.3;

/** Seconds on foot across the site, or null where it is too far to tell without roads. */
export function onSiteSeconds(airM: number): number | null {
  return airM <= ON_SITE_M ? (airM * SITE_DETOUR) / WALKING_METRES_PER_SECOND : null;
}

export class UnitPositions {
  readonly unitIds: string[] = [];
  lon = new Float64Array(64);
  lat = new Float64Array(64);
  /** Index into TRAVEL_MODES. */
  mode = new Uint8Array(64);
  turnOutSeconds = new Float64Array(64);
  /** Turn-out and the walk to the road. */
  leadSeconds = new Float64Array(64);
  /** −1 where no road of its mode is within 3 km. */
  edge = new Int32Array(64);
  alongM = new Float64Array(64);
  offRoadM = new Float64Array(64);
  #segment = new Int32Array(64);
  readonly #slots = new Map<string, number>();
  readonly #slotsOfModes = new Map<string, Uint32Array>();
  readonly #segments: SegmentIndex;
  readonly #weights: WeightTable;

  constructor(segments: SegmentIndex, weights: WeightTable) {
    this.#segments = segments;
    this.#weights = weights;
  }

  get count(): number {
    return this.unitIds.length;
  }

  slotOf(unitId: string): number | undefined {
    return this.#slots.get(unitId);
  }

  /** Slots of the units that travel by any of these modes (indices into TRAVEL_MODES); kept until a unit comes, goes or changes. */
  slotsOfModes(modes: readonly number[]): Uint32Array {
    const key = modes.join();
    const known = this.#slotsOfModes.get(key);
    if (known) return known;
    const slots: number[] = [];
    for (let slot = 0; slot < this.count; slot++) if (modes.includes(this.mode[slot]!)) slots.push(slot);
    const found = Uint32Array.from(slots);
    this.#slotsOfModes.set(key, found);
    return found;
  }

  /** Enters or moves a unit. One that has neither moved nor changed its mode is not snapped again. */
  place(fix: UnitFix): void {
    const mode = TRAVEL_MODES.indexOf(fix.mode);
    let slot = this.#slots.get(fix.unitId);
    let lastSegment = -1;
    if (slot === undefined) {
      slot = this.unitIds.push(fix.unitId) - 1;
      this.#slots.set(fix.unitId, slot);
      if (slot >= this.lon.length) this.#grow();
      this.#slotsOfModes.clear();
    } else if (this.mode[slot] === mode) {
      lastSegment = this.#segment[slot]!;
    } else {
      this.#slotsOfModes.clear();
    }
    this.turnOutSeconds[slot] = fix.turnOutSeconds;
    const isKnown = lastSegment >= 0 && this.lon[slot] === fix.lon && this.lat[slot] === fix.lat;
    if (isKnown && fix.headingDegrees === undefined) {
      this.leadSeconds[slot] = fix.turnOutSeconds + accessSeconds(this.offRoadM[slot]!);
      return;
    }
    const snap = this.#segments.snap(fix.lon, fix.lat, {
      isUsable: this.#weights.usableFor(fix.mode),
      lastSegment,
      ...(fix.headingDegrees === undefined ? {} : { headingDegrees: fix.headingDegrees }),
    });
    this.lon[slot] = fix.lon;
    this.lat[slot] = fix.lat;
    this.mode[slot] = mode;
    this.edge[slot] = snap ? snap.edge : -1;
    this.alongM[slot] = snap ? snap.alongM : 0;
    this.offRoadM[slot] = snap ? snap.offRoadM : Number.POSITIVE_INFINITY;
    this.leadSeconds[slot] = fix.turnOutSeconds + accessSeconds(this.offRoadM[slot]!);
    this.#segment[slot] = snap ? snap.segment : -1;
  }

  remove(unitId: string): void {
    const slot = this.#slots.get(unitId);
    if (slot === undefined) return;
    this.#slotsOfModes.clear();
    const last = this.count - 1;
    const moved = this.unitIds[last]!;
    for (const column of this.#columns()) column[slot] = column[last]!;
    this.unitIds[slot] = moved;
    this.#slots.set(moved, slot);
    this.unitIds.pop();
    this.#slots.delete(unitId);
  }

  #columns() {
    const times = [this.turnOutSeconds, this.leadSeconds];
    return [this.lon, this.lat, this.mode, ...times, this.edge, this.alongM, this.offRoadM, this.#segment];
  }

  #grow(): void {
    const size = this.lon.length * 2;
    const longer = (column: Float64Array) => {
      const grown = new Float64Array(size);
      grown.set(column);
      return grown;
    };
    const longerIndex = (column: Int32Array) => {
      const grown = new Int32Array(size);
      grown.set(column);
      return grown;
    };
    const mode = new Uint8Array(size);
    mode.set(this.mode);
    this.mode = mode;
    this.lon = longer(this.lon);
    this.lat = longer(this.lat);
    this.turnOutSeconds = longer(this.turnOutSeconds);
    this.leadSeconds = longer(this.leadSeconds);
    this.alongM = longer(this.alongM);
    this.offRoadM = longer(this.offRoadM);
    this.edge = longerIndex(this.edge);
    this.#segment = longerIndex(this.#segment);
  }
}
