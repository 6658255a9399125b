/** Who counts for coverage now, in columns, gathered a slice at a time: thousands of units must not hold up an alarm. */
import type { CoverageScene, RoadNetwork } from '#main/core/roads/index.ts';
import type { LatestPositions } from '#main/core/tracks/latest.ts';
import { TRAVEL_MODES, TURN_OUT_SECONDS } from '#shared/catalog/modes.ts';
import { forcesServing, type ResponseProfile } from '#shared/catalog/profiles.ts';
import type { CoverageInputs } from '#shared/domain/coverage.ts';
import { freshnessOf, isLive, seenAt } from '#shared/domain/position.ts';
import { isOnShift, type UnitState } from '#shared/domain/unit.ts';
import type { World } from '#shared/domain/world.ts';

const SLICE = 2_000;

/** Somebody to be in the columns besides those who count now: where he is, or where he was or will be. */
export interface Extra {
  readonly unit: UnitState;
  /** [lon, lat]; null: where he is. */
  readonly at: readonly [number, number] | null;
  /** He counts there; else his bands are left out of the columns. */
  readonly counts: boolean;
}

export interface Gathered {
  readonly units: CoverageScene['units'];
  readonly turnOutSeconds: Float64Array;
  /** Unit of each slot; extras stand behind the others, in their order. */
  readonly unitIds: readonly string[];
  /** Slot of the first extra. */
  readonly extrasFrom: number;
  readonly inputs: CoverageInputs;
  /** Units counted by band. */
  readonly counts: readonly number[];
  /** Equal when the same units count for the same. */
  readonly signature: number;
}

export interface GatherOptions {
  readonly world: World;
  readonly roads: RoadNetwork;
  readonly positions: LatestPositions;
  readonly profile: ResponseProfile;
  readonly now: number;
}

/** Bits of the bands a unit's arrival meets, as the clock of an incident counts it. Tiers are not known of units. */
export function bandsOf({ bands }: ResponseProfile, { kind, mode }: Pick<UnitState, 'kind' | 'mode'>): number {
  return bands.reduce((bits, { modes }, band) => {
    const forces = forcesServing(bands, band);
    const counts = (forces.length === 0 || forces.includes(kind)) && (modes.length === 0 || modes.includes(mode));
    return counts ? bits | (1 << band) : bits;
  }, 0);
}

export async function gatherUnits(options: GatherOptions, extras: readonly Extra[] = []): Promise<Gathered> {
  const { world, roads, positions, profile, now } = options;
  const size = world.units.size + extras.length;
  const columns = {
    mode: new Uint8Array(size),
    edge: new Int32Array(size),
    alongM: new Float64Array(size),
    leadSeconds: new Float64Array(size),
    bands: new Uint8Array(size),
  };
  const turnOutSeconds = new Float64Array(size);
  const unitIds: string[] = [];
  const leftOut = { busy: 0, offShift: 0, stale: 0, wrongForce: 0, offRoad: 0 };
  const counts = profile.bands.map(() => 0);
  const bitsOfKind = new Map<string, number>();
  let atPost = 0;
  let oldestFixAt = Number.POSITIVE_INFINITY;
  let signature = 0;
  let sinceRest = 0;
  const enter = (from: typeof roads.units, slot: number, unit: UnitState, bands: number) => {
    const to = unitIds.push(unit.id) - 1;
    columns.mode[to] = TRAVEL_MODES.indexOf(unit.mode);
    columns.edge[to] = from.edge[slot]!;
    columns.alongM[to] = from.alongM[slot]!;
    columns.leadSeconds[to] = from.leadSeconds[slot]!;
    columns.bands[to] = bands;
    turnOutSeconds[to] = TURN_OUT_SECONDS[unit.kind];
  };
  for (const unit of world.units.values()) {
    if (++sinceRest % SLICE === 0) await new Promise((resolve) => setImmediate(resolve));
    // Units that came in between are for the next time.
    if (unitIds.length >= size - extras.length) break;
    const key = `${unit.kind} ${unit.mode}`;
    const bits = bitsOfKind.get(key) ?? bandsOf(profile, unit);
    bitsOfKind.set(key, bits);
    const slot = roads.units.slotOf(unit.id);
    const fix = positions.get(unit.id);
    if (bits === 0) leftOut.wrongForce++;
    else if (unit.engagement) leftOut.busy++;
    else if (!isOnShift(unit)) leftOut.offShift++;
    else if (fix && !isLive(freshnessOf(fix, now))) leftOut.stale++;
    else if (slot === undefined || roads.units.edge[slot]! < 0) leftOut.offRoad++;
    else {
      enter(roads.units, slot, unit, bits);
      signature = (Math.imul(signature, 31) + sinceRest * 8 + bits) | 0;
      for (let band = 0; band < counts.length; band++) if (bits & (1 << band)) counts[band]!++;
      if (fix) oldestFixAt = Math.min(oldestFixAt, seenAt(fix));
      else atPost++;
    }
  }
  const extrasFrom = unitIds.length;
  const elsewhere = roads.createPositions();
  for (const { unit, at, counts: isCounted } of extras) {
    const bits = isCounted ? bandsOf(profile, unit) : 0;
    const slot = roads.units.slotOf(unit.id);
    if (at === null && slot !== undefined) enter(roads.units, slot, unit, bits);
    else {
      const [lon, lat] = at ?? [unit.lon, unit.lat];
      elsewhere.place({ unitId: unit.id, lon, lat, mode: unit.mode, turnOutSeconds: TURN_OUT_SECONDS[unit.kind] });
      enter(elsewhere, elsewhere.slotOf(unit.id)!, unit, bits);
    }
  }
  return {
    units: { count: unitIds.length, ...columns },
    turnOutSeconds,
    unitIds,
    extrasFrom,
    inputs: {
      counted: extrasFrom,
      atPost,
      leftOut,
      oldestFixAt: Number.isFinite(oldestFixAt) ? oldestFixAt : null,
      ignoresTiers: profile.bands.some(({ tiers }) => tiers.length > 0),
    },
    counts,
    signature,
  };
}
