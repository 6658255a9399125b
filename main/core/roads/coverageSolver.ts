/**
 * Answers about coverage over one graph: who reaches what, what a departure would uncover, and the cheapest relocation that
 * closes a gap. Runs in the coverage thread; plain columns in, plain columns out. Everything offered is found by trying it.
 */
import { TRAVEL_MODES, type TravelModeId } from '#shared/catalog/modes.ts';
import { CoverageFinder, type CoveringUnits } from './coverage.ts';
import type {
  CoverAnswer,
  CoverageAnswers,
  CoverageAsk,
  CoverageScene,
  CoverageSetup,
  MoveUpAnswer,
  MoveUpAsk,
  Person,
  PlaceBands,
  PlaceColumns,
} from './coverageMessages.ts';
import { unpackGraph } from './coverageMessages.ts';
import type { RoadGraph } from './graph.ts';
import { accessSeconds } from './positions.ts';
import { ReverseSearch, Workspace } from './search.ts';
import { SegmentIndex } from './segments.ts';
import { type Closure, WeightTable } from './weights.ts';

/** Nobody is moved up from farther away: the gap would be over before he is there. */
const FARTHEST_SECONDS = 900;
/** Lost places tried as somewhere to stand, and relocations tried out in full. */
const MOST_POINTS = 6;
const MOST_TRIES = 8;

interface Move {
  readonly slot: number;
  readonly point: number;
  readonly seconds: number;
  readonly stand: Stand;
  /** What it promises before it is tried: places it would reach, less those that hang on the unit where it is. */
  readonly promise: number;
}

/** A unit of a mode standing at a point: where that is on the road, and what it would reach of what was lost. */
interface Stand {
  readonly edge: number;
  readonly alongM: number;
  readonly leadSeconds: number;
  readonly reach: Uint8Array;
}

export class CoverageSolver {
  readonly #graph: RoadGraph;
  readonly #segments: SegmentIndex;
  readonly #weights: WeightTable;
  readonly #space: Workspace;
  #places: PlaceColumns;
  #finder: CoverageFinder;

  constructor({ graph, closures, places }: CoverageSetup) {
    this.#graph = unpackGraph(graph);
    this.#segments = new SegmentIndex(this.#graph);
    this.#weights = new WeightTable(this.#graph);
    this.#space = new Workspace(this.#graph);
    for (const [edge, closure] of closures) this.#weights.close(edge, closure);
    this.#places = places;
    this.#finder = this.#findFor(places);
  }

  setPlaces(places: PlaceColumns): void {
    this.#places = places;
    this.#finder = this.#findFor(places);
  }

  close(edge: number, closure: Closure): void {
    this.#weights.close(edge, closure);
  }

  answer(ask: CoverageAsk): CoverageAnswers[CoverageAsk['kind']] {
    if (ask.kind === 'cover') return this.cover(ask.scene);
    return ask.kind === 'departures' ? this.departures(ask.scene, ask.leaving) : this.moveUp(ask);
  }

  cover(scene: CoverageScene): CoverAnswer {
    const startedAt = performance.now();
    const { coveredM, roadM, placeSeconds, edgeBand } = this.#finder.find(scene);
    const met = this.#bits(placeSeconds, scene.bandSeconds.length);
    return { coveredM, roadM, met, edgeBand, tookMs: performance.now() - startedAt };
  }

  /** Of each who leaves, in their order: the key places that fall out of a band. */
  departures(scene: CoverageScene, leaving: readonly Person[]): PlaceBands[][] {
    const { bands } = scene.units;
    const now = this.#look(scene);
    return leaving.map(({ slot, bands: own }) => {
      const present = bands[slot]!;
      if (present !== 0) {
        // Nothing hangs on it: nothing is lost without it, and nobody need search for that.
        if (!now.placeUnit.includes(slot)) return [];
        return this.#lost(now.met, this.#met({ ...scene, without: slot }));
      }
      bands[slot] = own;
      const before = this.#met(scene);
      bands[slot] = 0;
      return this.#lost(before, now.met);
    });
  }

  moveUp({ scene, gone, points, turnOutSeconds, movable }: MoveUpAsk): MoveUpAnswer {
    const { bands } = scene.units;
    const now = this.#look(scene);
    for (const { slot, bands: own } of gone) bands[slot] = own;
    const before = this.#met(scene);
    for (const { slot } of gone) bands[slot] = 0;
    const lost = this.#lost(before, now.met);
    if (lost.length === 0) return { lost, offer: null };
    const standing = [...points, ...lost.slice(0, MOST_POINTS).map(([place]) => this.#pointOf(place))];
    const moves = this.#moves(scene, standing, lost, turnOutSeconds, now.placeUnit, movable);
    let best: MoveUpAnswer['offer'] = null;
    let bestNet = 0;
    for (const { slot, point, seconds, stand } of moves) {
      const after = this.#met({ ...scene, units: moved(scene.units, slot, stand) });
      const restored = this.#lost(after, now.met).filter(([place]) => lost.some(([one]) => one === place));
      const uncovered = this.#lost(now.met, after);
      const net = weigh(restored) - weigh(uncovered);
      if (net < bestNet || net <= 0 || (net === bestNet && best !== null && best.seconds <= seconds)) continue;
      best = { slot, point, seconds, restored, uncovered };
      bestNet = net;
    }
    return { lost, offer: best };
  }

  /** The most promising relocations, best first; of equal promise the quickest. */
  #moves(
    scene: CoverageScene,
    points: readonly (readonly [number, number])[],
    lost: readonly PlaceBands[],
    turnOutSeconds: Float64Array,
    placeUnit: Int32Array,
    movable: number,
  ): Move[] {
    const { units } = scene;
    const hanging = new Uint32Array(units.count);
    for (const unit of placeUnit) if (unit >= 0) hanging[unit]!++;
    const moves: Move[] = [];
    for (const [point, [lon, lat]] of points.entries()) {
      for (const [mode, slots] of slotsByMode(units, movable)) {
        const stands = new Map<number, Stand | null>();
        const search = this.#searchTo(mode, lon, lat, scene.hourOfDay);
        for (const slot of slots) {
          const seconds = units.leadSeconds[slot]! + search.secondsFrom(units.edge[slot]!, units.alongM[slot]!);
          if (!(seconds <= FARTHEST_SECONDS)) continue;
          const turnOut = turnOutSeconds[slot]!;
          if (!stands.has(turnOut)) stands.set(turnOut, this.#stand(scene, mode, lon, lat, turnOut));
          const stand = stands.get(turnOut);
          if (!stand) continue;
          const reached = lost.map(
            ([place, bands]): PlaceBands => [place, stand.reach[place]! & bands & units.bands[slot]!],
          );
          const reach = weigh(reached);
          if (reach > 0) moves.push({ slot, point, seconds, stand, promise: reach - hanging[slot]! });
        }
      }
    }
    return moves.sort((one, other) => other.promise - one.promise || one.seconds - other.seconds).slice(0, MOST_TRIES);
  }

  #searchTo(mode: TravelModeId, lon: number, lat: number, hourOfDay: number): ReverseSearch {
    const arrivals = this.#segments.arrivals(lon, lat, this.#weights.usableFor(mode));
    const search = new ReverseSearch(
      this.#graph,
      this.#weights.of(mode, hourOfDay),
      arrivals.map((snap) => ({ ...snap, accessSeconds: accessSeconds(snap.offRoadM) })),
      this.#space,
    );
    search.advance(FARTHEST_SECONDS);
    return search;
  }

  /** Somebody of this mode and turn-out at a point, alone: null where no road of its mode is. */
  #stand(scene: CoverageScene, mode: TravelModeId, lon: number, lat: number, turnOut: number): Stand | null {
    const snap = this.#segments.snap(lon, lat, { isUsable: this.#weights.usableFor(mode) });
    if (!snap) return null;
    const leadSeconds = turnOut + accessSeconds(snap.offRoadM);
    const alone: CoveringUnits = {
      count: 1,
      mode: Uint8Array.of(TRAVEL_MODES.indexOf(mode)),
      edge: Int32Array.of(snap.edge),
      alongM: Float64Array.of(snap.alongM),
      leadSeconds: Float64Array.of(leadSeconds),
      bands: Uint8Array.of((1 << scene.bandSeconds.length) - 1),
    };
    return { edge: snap.edge, alongM: snap.alongM, leadSeconds, reach: this.#met({ ...scene, units: alone }) };
  }

  #look(question: CoverageScene & { without?: number }) {
    const { placeSeconds, placeUnit } = this.#finder.find({ ...question, isPlacesOnly: true });
    return { met: this.#bits(placeSeconds, question.bandSeconds.length), placeUnit };
  }

  #met(question: CoverageScene & { without?: number }): Uint8Array {
    return this.#look(question).met;
  }

  #bits(placeSeconds: Float64Array, bandCount: number): Uint8Array {
    const { bands } = this.#places;
    const met = new Uint8Array(bands.length);
    for (let band = 0; band < bandCount; band++) {
      for (let place = 0; place < bands.length; place++) {
        const isMet = placeSeconds[band * bands.length + place]! < Number.POSITIVE_INFINITY;
        if (isMet && bands[place]! & (1 << band)) met[place]! |= 1 << band;
      }
    }
    return met;
  }

  /** Key places that `before` reaches in bands `after` does not. */
  #lost(before: Uint8Array, after: Uint8Array): PlaceBands[] {
    const lost: PlaceBands[] = [];
    for (let place = 0; place < before.length; place++) {
      const bands = before[place]! & ~after[place]!;
      if (bands !== 0 && this.#places.isKey[place]) lost.push([place, bands]);
    }
    return lost;
  }

  #pointOf(place: number): readonly [number, number] {
    return [this.#places.lon[place]!, this.#places.lat[place]!];
  }

  #findFor({ lon, lat }: PlaceColumns): CoverageFinder {
    const points = Array.from(lon, (value, place) => [value, lat[place]!] as const);
    return new CoverageFinder(this.#graph, this.#segments, this.#weights, points);
  }
}

/** One unit standing elsewhere, the rest as they are. */
function moved(units: CoveringUnits, slot: number, { edge, alongM, leadSeconds }: Stand): CoveringUnits {
  return {
    ...units,
    edge: units.edge.with(slot, edge),
    alongM: units.alongM.with(slot, alongM),
    leadSeconds: units.leadSeconds.with(slot, leadSeconds),
  };
}

function slotsByMode({ mode, edge, bands }: CoveringUnits, count: number): Map<TravelModeId, number[]> {
  const slots = new Map<TravelModeId, number[]>();
  for (let slot = 0; slot < count; slot++) {
    if (bands[slot] === 0 || edge[slot]! < 0) continue;
    const id = TRAVEL_MODES[mode[slot]!]!;
    const known = slots.get(id);
    if (known) known.push(slot);
    else slots.set(id, [slot]);
  }
  return slots;
}

/** Places times bands. */
function weigh(changes: readonly PlaceBands[]): number {
  let weight = 0;
  for (const [, bands] of changes) for (let left = bands; left !== 0; left &= left - 1) weight++;
  return weight;
}
