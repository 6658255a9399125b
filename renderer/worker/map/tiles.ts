/** Pieces of the scene's own map as the station gives them, kept on the phone's disk: where one has been once is drawn offline. */
import { WORKER_MAP_PATH, WORKER_MAP_UNITS, type WorkerMap } from '#shared/wire/workerPage.ts';
import type { PhoneDisk } from '../outbox/phoneDisk.ts';

export type Point = readonly [lon: number, lat: number];
export interface Bounds {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** About 2 km: a street map of one is some 30 kB. */
const TILE_DEGREES = 0.02;
/** What one view or one way may ask for. */
const TILES_MOST = 16;
/** A scene may be imported anew: what is older is asked for again when there is network. */
const STALE_MS = 24 * 3_600_000;

/** Unpacked for drawing. */
export interface DrawnTile {
  readonly roads: readonly { readonly rank: number; readonly points: readonly Point[] }[];
  readonly borders: readonly (readonly Point[])[];
  readonly names: WorkerMap['names'];
}

export class MapTiles {
  readonly #disk: PhoneDisk;
  readonly #token: string;
  readonly #tiles = new Map<string, DrawnTile>();
  readonly #asked = new Set<string>();
  readonly #listeners = new Set<() => void>();

  constructor(disk: PhoneDisk, token: string) {
    this.#disk = disk;
    this.#token = token;
  }

  /** What is at hand now. */
  drawn(): readonly DrawnTile[] {
    return [...this.#tiles.values()];
  }

  /** Calls back for every piece that has come, until what it returns is called. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Gets what these bounds need and is not at hand. */
  async ensure(bounds: Bounds): Promise<void> {
    const wanted = keysOf(bounds).filter((key) => !this.#asked.has(key));
    for (const key of wanted) this.#asked.add(key);
    for (const key of wanted) {
      const held = await this.#disk.readTile(key);
      if (held) this.#keep(key, held.map);
      if (held && Date.now() - held.at < STALE_MS) continue;
      const fresh = await this.#fetch(key);
      if (fresh) {
        this.#keep(key, fresh);
        await this.#disk.writeTile(key, fresh, Date.now());
      } else if (!held) this.#asked.delete(key);
    }
  }

  #keep(key: string, map: WorkerMap): void {
    this.#tiles.set(key, {
      roads: map.roads.map(([rank = 2, ...steps]) => ({ rank, points: unpacked(steps) })),
      borders: map.borders.map(unpacked),
      names: map.names,
    });
    for (const listener of this.#listeners) listener();
  }

  async #fetch(key: string): Promise<WorkerMap | null> {
    const [x = 0, y = 0] = key.split(',').map(Number);
    const [west, south] = [x * TILE_DEGREES, y * TILE_DEGREES];
    const box = [west, south, west + TILE_DEGREES, south + TILE_DEGREES].map((degrees) => degrees.toFixed(6));
    try {
      const response = await fetch(`${WORKER_MAP_PATH}?bbox=${box.join(',')}`, {
        headers: { authorization: `Bearer ${this.#token}` },
      });
      return response.ok ? ((await response.json()) as WorkerMap) : null;
    } catch {
      return null;
    }
  }
}

export function boundsOf(points: readonly Point[]): Bounds | null {
  if (points.length === 0) return null;
  const lons = points.map(([lon]) => lon);
  const lats = points.map(([, lat]) => lat);
  return { west: Math.min(...lons), south: Math.min(...lats), east: Math.max(...lons), north: Math.max(...lats) };
}

/** The piece of the middle first; none at all of what is too wide to be a street map. */
function keysOf({ west, south, east, north }: Bounds): string[] {
  const keys: string[] = [];
  for (let x = Math.floor(west / TILE_DEGREES); x <= Math.floor(east / TILE_DEGREES); x++) {
    for (let y = Math.floor(south / TILE_DEGREES); y <= Math.floor(north / TILE_DEGREES); y++) {
      if (keys.length >= TILES_MOST) return keys;
      keys.push(`${x},${y}`);
    }
  }
  return keys;
}

function unpacked(steps: readonly number[]): Point[] {
  const points: Point[] = [];
  let [x, y] = [0, 0];
  for (let index = 0; index + 1 < steps.length; index += 2) {
    x += steps[index]!;
    y += steps[index + 1]!;
    points.push([x / WORKER_MAP_UNITS, y / WORKER_MAP_UNITS]);
  }
  return points;
}
