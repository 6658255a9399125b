/**
 * The one way in for positions: every source hands its fixes to `accept`, which converts the datum, judges, counts, and lets
 * what is worth it move the unit and enter the history. Called on the core's own thread for every fix; touches no file.
 */
import type { TravelModeId } from '#shared/catalog/modes.ts';
import { type Datum, toWgs84 } from '#shared/geo/datum.ts';
import { isClockWrong } from './deviceClock.ts';
import type { Fix, FixOutcome, IncomingFix, RawCoordinate } from './fix.ts';
import { judge, NOTHING_KNOWN, type UnitMemory } from './judge.ts';
import type { LatestPositions } from './latest.ts';

export interface PositionIngestOptions {
  readonly latest: LatestPositions;
  /** Keeps a judged fix; `isLate` for one that did not move its unit. Must not block or throw. */
  keep(fix: Fix, isLate: boolean): void;
  /** How a unit travels; undefined for one that is not enrolled: its fix is not taken. */
  modeOf(unitId: string): TravelModeId | undefined;
  /** Off shift nothing of a unit is taken or kept, whichever way it comes (DOMAIN §7). */
  isOnShift(unitId: string): boolean;
  /** The unit is somewhere else now. */
  onMoved(unitId: string): void;
  /** What a door speaks; undefined: WGS-84. Asked for every fix: a link may be told another one while it runs. */
  datumOf(door: string): Datum | undefined;
}

/** Fixes by door and by what became of them, since the core started. */
export type FixCounts = Readonly<Record<string, Readonly<Partial<Record<FixOutcome, number>>>>>;

export class PositionIngest {
  readonly #options: PositionIngestOptions;
  readonly #memories = new Map<string, UnitMemory>();
  readonly #counts = new Map<string, Map<FixOutcome, number>>();

  constructor(options: PositionIngestOptions) {
    this.#options = options;
    for (const known of options.latest.all()) this.#memories.set(known.unitId, { ...NOTHING_KNOWN, known });
  }

  accept(incoming: IncomingFix): FixOutcome | undefined {
    const { latest, keep, modeOf, isOnShift, onMoved } = this.#options;
    const { unitId, door } = incoming;
    const mode = modeOf(unitId);
    if (mode === undefined) return undefined;
    if (!isOnShift(unitId)) return this.#count(door, 'offShift');
    const raw = this.#rawOf(incoming);
    const place =
      raw && !incoming.raw ? toWgs84(raw.datum, [raw.lon, raw.lat]) : ([incoming.lon, incoming.lat] as const);
    const judged = judge(incoming, place, raw, this.#memories.get(unitId) ?? NOTHING_KNOWN, mode);
    this.#memories.set(unitId, judged.memory);
    const { outcome, fix } = judged;
    if (fix) {
      const isLate = outcome === 'older';
      if (!isLate) {
        latest.set(fix);
        onMoved(unitId);
      }
      keep(fix, isLate);
    }
    return this.#count(door, outcome);
  }

  /** Its bearer locates it no more: where it was last seen holds until `at` (epoch ms) and no longer, whatever its age. */
  letGo(unitId: string, at: number): void {
    const { latest, onMoved } = this.#options;
    const known = latest.get(unitId);
    if (!known) return;
    latest.set({ ...known, staleAt: Math.min(at, known.staleAt ?? at) });
    onMoved(unitId);
  }

  /** A place that a door names outside a fix, such as where somebody calls for help. */
  toWgs84<Place extends { readonly lon: number; readonly lat: number }>(door: string, place: Place): Place {
    const datum = this.#options.datumOf(door);
    if (datum === undefined || datum === 'wgs84') return place;
    const [lon, lat] = toWgs84(datum, [place.lon, place.lat]);
    return { ...place, lon, lat };
  }

  counts(): FixCounts {
    return Object.fromEntries([...this.#counts].map(([door, counts]) => [door, Object.fromEntries(counts)]));
  }

  /** Units whose device has a clock that is wrong, and by how much: positive runs ahead. */
  wrongClocks(): { readonly unitId: string; readonly door: string; readonly skewMs: number }[] {
    return [...this.#memories].flatMap(([unitId, { clocks }]) =>
      [...clocks].flatMap(([door, clock]) =>
        isClockWrong(clock) ? [{ unitId, door, skewMs: -Math.round(clock.offsetMs) }] : [],
      ),
    );
  }

  #rawOf({ raw, door, lon, lat }: IncomingFix): RawCoordinate | null {
    if (raw) return raw;
    const datum = this.#options.datumOf(door);
    return datum === undefined || datum === 'wgs84' ? null : { datum, lon, lat };
  }

  #count(door: string, outcome: FixOutcome): FixOutcome {
    const counts = this.#counts.get(door) ?? new Map<FixOutcome, number>();
    if (counts.size === 0) this.#counts.set(door, counts);
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    return outcome;
  }
}
