/**
 * A station of any size for benches: units that walk about a box and report every five seconds, some engaged, some silent.
 * Drives the scene through its own contract, as renderer/live does.
 */
import { UNIT_KINDS } from '#shared/catalog/unitKinds.ts';
import type { UnitState } from '#shared/domain/unit.ts';
import type { LivePosition, SceneState, SceneStore, Selection } from '../contract.ts';

export const FIX_EVERY_MS = 5_000;
/** The core hands fixes on in batches. */
const BATCH_EVERY_MS = 200;
const BATCHES = FIX_EVERY_MS / BATCH_EVERY_MS;
const METRES_TO_DEGREES = 1 / 111_000;

type Box = readonly [west: number, south: number, east: number, north: number];
type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

export class CrowdStore implements SceneStore {
  readonly positions = new Map<string, Mutable<LivePosition>>();
  readonly #moving: readonly string[];
  readonly #box: Box;
  readonly #random: () => number;
  #state: SceneState;
  #listeners = new Set<() => void>();
  #fixListeners = new Set<(unitIds: readonly string[]) => void>();
  #batch = 0;
  #timer: ReturnType<typeof setInterval> | undefined;
  /** Main-thread time of each delivered batch, ms. */
  readonly deliveries: number[] = [];

  /** `posts` are units that never report. A few per cent of the moving ones fall silent, so that all states are in sight. */
  constructor(moving: number, posts: number, box: Box, seed = 7) {
    this.#box = box;
    this.#random = randomFrom(seed);
    const units = Array.from({ length: moving + posts }, (_, index) => this.#unit(index, index >= moving));
    this.#moving = units.slice(0, moving).map(({ id }) => id);
    for (const unit of units.slice(0, moving)) this.positions.set(unit.id, this.#firstFix(unit));
    this.#state = {
      incidents: [],
      devices: [],
      units,
      selection: null,
      candidates: null,
      isCameraLocked: false,
    };
  }

  getState(): SceneState {
    return this.#state;
  }

  select(selection: Selection | null): void {
    this.#state = { ...this.#state, selection };
    for (const listener of this.#listeners) listener();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onPositions(listener: (unitIds: readonly string[]) => void): () => void {
    this.#fixListeners.add(listener);
    return () => this.#fixListeners.delete(listener);
  }

  /** How many listen to it; for tests of leaks. */
  get listenerCount(): number {
    return this.#listeners.size + this.#fixListeners.size;
  }

  serverNow(): number {
    return Date.now();
  }

  /** Begins to report. */
  start(): void {
    this.#timer ??= setInterval(() => this.#deliver(), BATCH_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #deliver(): void {
    const now = Date.now();
    const touched: string[] = [];
    this.#batch = (this.#batch + 1) % BATCHES;
    for (let index = this.#batch; index < this.#moving.length; index += BATCHES) {
      // Every fiftieth stays silent and grows old on the screen.
      if (index % 50 === 0) continue;
      const id = this.#moving[index]!;
      const fix = this.positions.get(id)!;
      const course = fix.courseDegrees! + (this.#random() - 0.5) * 40;
      const stepM = fix.speedMps! * (FIX_EVERY_MS / 1_000);
      fix.lat += Math.cos((course * Math.PI) / 180) * stepM * METRES_TO_DEGREES;
      fix.lon += Math.sin((course * Math.PI) / 180) * stepM * METRES_TO_DEGREES * 1.1;
      const isInside =
        fix.lon > this.#box[0] && fix.lat > this.#box[1] && fix.lon < this.#box[2] && fix.lat < this.#box[3];
      fix.courseDegrees = ((isInside ? course : course + 180) + 360) % 360;
      fix.fixAt = fix.receivedAt = now;
      touched.push(id);
    }
    const startedAt = performance.now();
    for (const listener of this.#fixListeners) listener(touched);
    this.deliveries.push(performance.now() - startedAt);
  }

  #unit(index: number, isPost: boolean): UnitState {
    const [west, south, east, north] = this.#box;
    const kind = isPost ? 'minUnit' : UNIT_KINDS[index % UNIT_KINDS.length]!;
    const isEngaged = !isPost && index % 400 === 7;
    return {
      id: `bench-${index}`,
      name: isPost ? `应急单元 ${index}` : `巡防 ${index}`,
      kind,
      mode: 'foot',
      skills: [],
      lon: west + this.#random() * (east - west),
      lat: south + this.#random() * (north - south),
      engagement: isEngaged ? { incidentId: 'i', dispatchId: `d${index}`, since: Date.now() } : null,
    };
  }

  #firstFix({ id, lon, lat }: UnitState): Mutable<LivePosition> {
    const index = Number(id.slice('bench-'.length));
    const ageMs = index % 50 === 0 ? (index % 100 === 0 ? 600_000 : 90_000) : this.#random() * FIX_EVERY_MS;
    const at = Date.now() - ageMs;
    return {
      lon,
      lat,
      courseDegrees: this.#random() * 360,
      speedMps: 1.2 + this.#random() * 8,
      accuracyM: 8,
      fixAt: at,
      receivedAt: at,
      batteryPercent: null,
    };
  }
}

/** Mulberry32: the same crowd in every run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
