/**
 * Who gets there first: one backward search per set of equal weights, advanced only until the best few eligible units are
 * certain. The same searches say how far the units were that could not be sent, so that the officer sees why each nearer one
 * was passed over.
 */
import { TRAVEL_MODES, type TravelModeId } from '#shared/catalog/modes.ts';
import type { LonLat } from '#shared/geo/earth.ts';
import { Asked, type OpenSearch } from './asked.ts';
import type { RoadGraph } from './graph.ts';
import { accessSeconds, OFF_ROAD_M, type UnitPositions } from './positions.ts';
import { ReverseSearch, Workspace } from './search.ts';
import type { SegmentIndex } from './segments.ts';
import type { Route } from './trace.ts';
import type { Weights, WeightTable } from './weights.ts';

export interface RankQuestion {
  readonly lon: number;
  readonly lat: number;
  readonly units: UnitPositions;
  /** How many candidates are wanted. */
  readonly count: number;
  /** Why a unit may not be sent (the desk's code), null when it may. Asked at most once a unit, and only for those come to. */
  readonly reasonAgainst?: (unitId: string) => string | null;
  /** Local hour, 0 to 24, for rush hours; noon when absent. */
  readonly hourOfDay?: number;
  /** Nobody farther by road than this is looked for; 30 minutes when absent. */
  readonly cutOffSeconds?: number;
}

export type TimeQuestion = Pick<RankQuestion, 'lon' | 'lat' | 'units' | 'hourOfDay' | 'cutOffSeconds'>;

export interface Candidate {
  readonly unitId: string;
  /** From now to the door: turn-out, road, and the walk. Null where unit or incident is more than OFF_ROAD_M off any road. */
  readonly etaSeconds: number | null;
  /** The same without that caution: a lower bound where `etaSeconds` is null. */
  readonly estimateSeconds: number;
  readonly turnOutSeconds: number;
  readonly roadSeconds: number;
  readonly walkSeconds: number;
  readonly routeM: number;
  readonly airM: number;
  readonly offRoadM: number;
  readonly route: Route;
}

/** Reasons of this module; the desk's own reasons stand beside them. */
export type RoadReason = 'slowerByRoad' | 'noRoute' | 'offRoad';

export interface PassedOver {
  readonly unitId: string;
  /** The desk's reason, or a RoadReason for a unit that could have been sent. */
  readonly reason: string;
  /** Null: off the road, no route, or slower than several times the candidates' time (then the reason is slowerByRoad). */
  readonly etaSeconds: number | null;
  readonly airM: number;
}

export interface Ranking {
  /** Quickest first; those without an ETA last. */
  readonly candidates: readonly Candidate[];
  /**
   * Units quicker than the last candidate or nearer by air than the first, and not among them: nearest by air first, at most
   * MOST_PASSED_OVER of `passedOverCount`.
   */
  readonly passedOver: readonly PassedOver[];
  readonly passedOverCount: number;
  /** Metres from the incident to the nearest road any of the modes may use; null where there is none within 3 km. */
  readonly offRoadM: number | null;
  readonly isOffRoad: boolean;
}

/** Travel seconds of every unit, by slot of the positions. */
export interface UnitTimes {
  /** Turn-out, road and walk; Infinity beyond the cut-off, NaN never. */
  readonly seconds: Float64Array;
  /** Slots of the reached units, quickest first to a tenth of a millisecond. */
  readonly order: Uint32Array;
}

const MOST_PASSED_OVER = 20;
const FIRST_HORIZON_SECONDS = 60;
const HORIZON_GROWTH = 1.6;
/** How much farther than needed for the answer a search goes on to give the ETA of units passed over. */
const EXPLAINED_TIMES = 3;
/** Nobody farther away is looked for while somebody nearer may be sent. */
const CUT_OFF_SECONDS = 30 * 60;
const NOON = 12;

/** What a question needs; one per loaded graph. Questions are answered one at a time. */
export class Ranker {
  readonly #graph: RoadGraph;
  readonly #segments: SegmentIndex;
  readonly #weights: WeightTable;
  readonly #spaces: Workspace[] = [];
  #room = new Float64Array(0);

  constructor(graph: RoadGraph, segments: SegmentIndex, weights: WeightTable) {
    this.#graph = graph;
    this.#segments = segments;
    this.#weights = weights;
  }

  rankUnits(question: RankQuestion): Ranking {
    const asked = this.#open(question, this.#times(question.units.count));
    const cutOffSeconds = question.cutOffSeconds ?? CUT_OFF_SECONDS;
    const reasons = new Map<number, string | null>();
    const reasonAgainst = (slot: number): string | null => {
      const known = reasons.get(slot);
      if (known !== undefined) return known;
      const reason = question.reasonAgainst?.(question.units.unitIds[slot]!) ?? null;
      reasons.set(slot, reason);
      return reason;
    };

    const isEligible = (slot: number) => reasonAgainst(slot) === null;

    let horizon = Math.min(FIRST_HORIZON_SECONDS, cutOffSeconds);
    let chosen: number[];
    for (;;) {
      asked.advance(horizon);
      chosen = asked.best(question.count, isEligible);
      const last = chosen.length === question.count ? chosen.at(-1)! : -1;
      const isCertain = last >= 0 && !asked.isUncertain(last) && asked.secondsOf(last) <= asked.unknownFromSeconds;
      if (isCertain || asked.isFinished) break;
      // Somebody far away is better than nobody: the cut-off of our own ends a search that has found somebody.
      if (horizon >= cutOffSeconds) {
        const goesOn = question.cutOffSeconds === undefined && chosen.length === 0 && asked.hasAny(isEligible);
        if (!goesOn) break;
        horizon *= HORIZON_GROWTH;
      } else horizon = Math.min(horizon * HORIZON_GROWTH, cutOffSeconds);
    }

    const nearer = asked.nearerThan(chosen, question.count, reasonAgainst);
    const listed = nearer.slice(0, MOST_PASSED_OVER);
    const explained = Math.min(horizon * EXPLAINED_TIMES, cutOffSeconds);
    while (horizon < explained && listed.some((slot) => !asked.isKnown(slot))) {
      horizon = Math.min(horizon * HORIZON_GROWTH, explained);
      asked.advance(horizon);
    }
    return {
      candidates: chosen.map((slot) => asked.candidate(slot)),
      passedOver: listed.map((slot) => asked.passedOver(slot, reasonAgainst(slot))),
      passedOverCount: nearer.length,
      offRoadM: asked.offRoadM === Number.POSITIVE_INFINITY ? null : asked.offRoadM,
      isOffRoad: asked.offRoadM > OFF_ROAD_M,
    };
  }

  /** Times and order of all units within the cut-off: coverage and statistics, where no few best are wanted. */
  timeAll(question: TimeQuestion): UnitTimes {
    const asked = this.#open(question, new Float64Array(question.units.count));
    asked.advance(question.cutOffSeconds ?? CUT_OFF_SECONDS);
    return asked.all();
  }

  #open(question: TimeQuestion, times: Float64Array): Asked {
    const { lon, lat, units } = question;
    const modesByWeights = new Map<Weights, TravelModeId[]>();
    for (const [index, mode] of TRAVEL_MODES.entries()) {
      if (units.slotsOfModes([index]).length === 0) continue;
      const weights = this.#weights.of(mode, question.hourOfDay ?? NOON);
      modesByWeights.set(weights, [...(modesByWeights.get(weights) ?? []), mode]);
    }
    const byMode: (OpenSearch | null)[] = TRAVEL_MODES.map(() => null);
    const searches = [...modesByWeights].map(([weights, modes], number) => {
      const numbers = modes.map((mode) => TRAVEL_MODES.indexOf(mode));
      const search = this.#search(weights, modes[0]!, [lon, lat], number, units.slotsOfModes(numbers));
      for (const index of numbers) byMode[index] = search;
      return search;
    });
    return new Asked(this.#graph, units, times, [lon, lat], byMode, searches);
  }

  /** Room for the times of a question that keeps none of them: allocating it anew would wake the garbage collector. */
  #times(count: number): Float64Array {
    if (this.#room.length < count) this.#room = new Float64Array(count * 2);
    return this.#room.subarray(0, count);
  }

  #search(weights: Weights, mode: TravelModeId, place: LonLat, number: number, slots: Uint32Array): OpenSearch {
    const arrivals = this.#segments.arrivals(place[0], place[1], this.#weights.usableFor(mode));
    const walked = arrivals.map((snap) => ({ ...snap, accessSeconds: accessSeconds(snap.offRoadM) }));
    this.#spaces[number] ??= new Workspace(this.#graph);
    const search = new ReverseSearch(this.#graph, weights, walked, this.#spaces[number]);
    return { search, slots, offRoadM: arrivals[0]?.offRoadM ?? Number.POSITIVE_INFINITY };
  }
}
