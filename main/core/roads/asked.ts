// One question while it is being answered: the open searches and what they know of each unit so far.
import { distanceM, type LonLat } from '#shared/geo/earth.ts';
import type { RoadGraph } from './graph.ts';
import { orderOf } from './order.ts';
import { accessSeconds, OFF_ROAD_M, ON_SITE_M, onSiteSeconds, type UnitPositions } from './positions.ts';
import type { Candidate, PassedOver, RoadReason, UnitTimes } from './rank.ts';
import type { ReverseSearch } from './search.ts';
import { type Route, traceRoute } from './trace.ts';

export interface OpenSearch {
  readonly search: ReverseSearch;
  /** From the incident to the nearest road of the search's modes. */
  readonly offRoadM: number;
  /** Units travelling by those modes. */
  readonly slots: Uint32Array;
}

/** Sorts behind every ETA there is. */
const UNCERTAIN_SECONDS = 1e9;

export class Asked {
  /** Metres from the incident to the nearest road any of the modes may use, Infinity where there is none. */
  readonly offRoadM: number;
  readonly #graph: RoadGraph;
  readonly #units: UnitPositions;
  readonly #place: LonLat;
  readonly #byMode: readonly (OpenSearch | null)[];
  readonly #searches: readonly OpenSearch[];
  /** Turn-out, walk and road of each slot; Infinity until certain. */
  readonly #total: Float64Array;
  readonly #leastTurnOut: number;
  /** Metres by air, by slot. */
  readonly #air: Float64Array;
  /** Units on the site itself, and the seconds they walk straight to the door, turn-out included. */
  readonly #onSite = new Map<number, number>();
  #limit = 0;

  /** Takes `times`, one a unit, as its own until the question is answered. */
  constructor(
    graph: RoadGraph,
    units: UnitPositions,
    times: Float64Array,
    place: LonLat,
    byMode: readonly (OpenSearch | null)[],
    searches: readonly OpenSearch[],
  ) {
    this.#graph = graph;
    this.#units = units;
    this.#place = place;
    this.#byMode = byMode;
    this.#searches = searches;
    this.#total = times.fill(Number.POSITIVE_INFINITY);
    this.offRoadM = searches.reduce((least, { offRoadM }) => Math.min(least, offRoadM), Number.POSITIVE_INFINITY);
    this.#air = this.#airMetres();
    let least = Number.POSITIVE_INFINITY;
    for (let slot = 0; slot < units.count; slot++) {
      least = Math.min(least, units.turnOutSeconds[slot]!);
      const walk = this.#air[slot]! > 2 * ON_SITE_M ? null : onSiteSeconds(this.#airM(slot));
      if (walk !== null) this.#onSite.set(slot, units.turnOutSeconds[slot]! + walk);
    }
    this.#leastTurnOut = least;
  }

  /** No search can learn more. */
  get isFinished(): boolean {
    return this.#searches.every(({ search }) => search.settledSeconds === Number.POSITIVE_INFINITY);
  }

  /** A unit whose time is not certain yet needs more than this. */
  get unknownFromSeconds(): number {
    return this.#limit + this.#leastTurnOut;
  }

  /** Searches as far as `limitSeconds` of road and walk to the door, and reads off the units that became certain. */
  advance(limitSeconds: number): void {
    this.#limit = limitSeconds;
    for (const { search, slots } of this.#searches) {
      search.advance(limitSeconds);
      search.readMany(slots, this.#units, this.#total);
    }
    for (const [slot, seconds] of this.#onSite) this.#total[slot] = Math.min(this.#total[slot]!, seconds);
  }

  secondsOf(slot: number): number {
    return this.#total[slot]!;
  }

  /** Whether more searching would tell nothing new of this unit. */
  isKnown(slot: number): boolean {
    if (this.#total[slot]! < Number.POSITIVE_INFINITY || this.#units.edge[slot]! < 0) return true;
    return this.#byMode[this.#units.mode[slot]!]!.search.settledSeconds === Number.POSITIVE_INFINITY;
  }

  /** Whether an ETA of this unit would be invented: it, or the incident for its mode, is off the road. */
  isUncertain(slot: number): boolean {
    if (this.#walksThere(slot)) return false;
    const incidentM = this.#byMode[this.#units.mode[slot]!]!.offRoadM;
    return this.#units.offRoadM[slot]! > OFF_ROAD_M || incidentM > OFF_ROAD_M;
  }

  /** The quickest `count` certain units that may be sent, those off the road last. */
  best(count: number, isEligible: (slot: number) => boolean): number[] {
    const chosen: number[] = [];
    const keys: number[] = [];
    for (let slot = 0; slot < this.#total.length; slot++) {
      if (this.#total[slot]! === Number.POSITIVE_INFINITY) continue;
      const key = this.#total[slot]! + (this.isUncertain(slot) ? UNCERTAIN_SECONDS : 0);
      if ((chosen.length === count && key >= (keys.at(-1) ?? 0)) || !isEligible(slot)) continue;
      let place = keys.length;
      while (place > 0 && keys[place - 1]! > key) place--;
      keys.splice(place, 0, key);
      chosen.splice(place, 0, slot);
      keys.length = Math.min(keys.length, count);
      chosen.length = Math.min(chosen.length, count);
    }
    return chosen;
  }

  /** Whether there is anybody to go on looking for: the whole city is not searched for those who may not be sent. */
  hasAny(isEligible: (slot: number) => boolean): boolean {
    for (let slot = 0; slot < this.#total.length; slot++)
      if (this.#units.edge[slot]! >= 0 && isEligible(slot)) return true;
    return false;
  }

  /**
   * Slots that look nearer than the chosen: quicker than the last and not sent for a reason, or closer by air than the first.
   * Nearest by air first.
   */
  nearerThan(chosen: readonly number[], count: number, reasonAgainst: (slot: number) => string | null): number[] {
    const lastSeconds = chosen.length === count ? this.#total[chosen.at(-1)!]! : Number.POSITIVE_INFINITY;
    const air = this.#air;
    const firstAirM = chosen.length > 0 ? air[chosen[0]!]! : Number.POSITIVE_INFINITY;
    const taken = new Set(chosen);
    const nearer: number[] = [];
    for (let slot = 0; slot < air.length; slot++) {
      const isQuicker = this.#total[slot]! < lastSeconds;
      if ((!isQuicker && air[slot]! >= firstAirM) || taken.has(slot)) continue;
      if (air[slot]! < firstAirM || reasonAgainst(slot) !== null) nearer.push(slot);
    }
    return nearer.sort((left, right) => air[left]! - air[right]!);
  }

  candidate(slot: number): Candidate {
    if (this.#walksThere(slot)) return this.#walker(slot);
    const { search } = this.#byMode[this.#units.mode[slot]!]!;
    const route = traceRoute(this.#graph, search, this.#units.edge[slot]!, this.#units.alongM[slot]!);
    if (!route) throw new Error(`candidate ${this.#units.unitIds[slot]} has a time but no route`);
    const turnOutSeconds = this.#units.turnOutSeconds[slot]!;
    const estimateSeconds = this.#total[slot]!;
    return {
      unitId: this.#units.unitIds[slot]!,
      etaSeconds: this.isUncertain(slot) ? null : estimateSeconds,
      estimateSeconds,
      turnOutSeconds,
      roadSeconds: route.durationSeconds,
      walkSeconds: accessSeconds(this.#units.offRoadM[slot]!) + route.accessSeconds,
      routeM: route.lengthM,
      airM: this.#airM(slot),
      offRoadM: this.#units.offRoadM[slot]!,
      route,
    };
  }

  passedOver(slot: number, reason: string | null): PassedOver {
    const isReached = this.#total[slot]! < Number.POSITIVE_INFINITY;
    const isUncertain = this.isUncertain(slot);
    const isSlower = isReached || !this.isKnown(slot);
    const ours: RoadReason = isUncertain ? 'offRoad' : isSlower ? 'slowerByRoad' : 'noRoute';
    return {
      unitId: this.#units.unitIds[slot]!,
      reason: reason ?? ours,
      etaSeconds: isReached && !isUncertain ? this.#total[slot]! : null,
      airM: this.#airM(slot),
    };
  }

  all(): UnitTimes {
    return { seconds: this.#total, order: orderOf(this.#total) };
  }

  /** Whether walking straight across is what its time is made of. */
  #walksThere(slot: number): boolean {
    return this.#onSite.get(slot) === this.#total[slot]!;
  }

  #walker(slot: number): Candidate {
    const turnOutSeconds = this.#units.turnOutSeconds[slot]!;
    const estimateSeconds = this.#total[slot]!;
    const walkSeconds = estimateSeconds - turnOutSeconds;
    const airM = this.#airM(slot);
    const route: Route = {
      points: [[this.#units.lon[slot]!, this.#units.lat[slot]!], this.#place],
      metres: [0, airM],
      seconds: [0, walkSeconds],
      lengthM: airM,
      durationSeconds: walkSeconds,
      roadNames: [],
      accessSeconds: 0,
    };
    const { offRoadM } = this.#units;
    return {
      unitId: this.#units.unitIds[slot]!,
      etaSeconds: estimateSeconds,
      estimateSeconds,
      turnOutSeconds,
      roadSeconds: 0,
      walkSeconds,
      routeM: airM,
      airM,
      offRoadM: offRoadM[slot]!,
      route,
    };
  }

  #airM(slot: number): number {
    return distanceM([this.#units.lon[slot]!, this.#units.lat[slot]!], this.#place);
  }

  /** Metres by air for comparing: flat at the incident's latitude. */
  #airMetres(): Float64Array {
    const { count, lon, lat } = this.#units;
    const [placeLon, placeLat] = this.#place;
    const metresPerDegree = distanceM([placeLon, placeLat - 0.5], [placeLon, placeLat + 0.5]);
    const narrowing = Math.cos((placeLat * Math.PI) / 180);
    const air = new Float64Array(count);
    for (let slot = 0; slot < count; slot++) {
      const east = (lon[slot]! - placeLon) * narrowing;
      const north = lat[slot]! - placeLat;
      air[slot] = Math.sqrt(east * east + north * north) * metresPerDegree;
    }
    return air;
  }
}
