/**
 * Reads the terrain of a pack into one grid over the scene, before anything is placed. A city's box in a grid of at most
 * half a million points; tiles that are not there are asked of their parents, and what no tile knows goes on from its neighbours.
 */
import type { Bilingual } from '#shared/kit/bilingual.ts';
import { fail, ok, type Result } from '#shared/kit/result.ts';
import type { PackManifest, TileFacts } from '#shared/wire/pack.ts';
import type { MetreFrame } from '../earth.ts';
import type { HeightGrid } from './heightGrid.ts';
import { readQuantizedMesh } from './quantizedMesh.ts';
import { tileAt, tileWidthM } from './tileGrid.ts';
import { heightIn, readInt16, readTerrainRgb, type TileHeights } from './tileHeights.ts';

/** Bytes of a tile; null when there is none. */
export type FetchTile = (zoom: number, column: number, row: number) => Promise<Uint8Array<ArrayBuffer> | null>;
export interface Pixels {
  readonly side: number;
  readonly data: Uint8ClampedArray;
}
export type DecodePicture = (bytes: Uint8Array<ArrayBuffer>) => Promise<Pixels>;

export interface TerrainSource {
  readonly facts: TileFacts;
  readonly fetchTile: FetchTile;
  readonly decodePicture: DecodePicture;
  /** Between two rows of the grid, where the thread is wanted for other things as well. */
  stepAside?(): Promise<void>;
}

const MOST_TILES = 64;
const MOST_POINTS_A_SIDE = 640;
const LEAST_STEP_M = 2;
/** The ground goes on a little past the pack's box. */
const MARGIN = 0.03;

/** Says why when no tile covers the scene. */
export async function readTerrain(
  manifest: Pick<PackManifest, 'bbox' | 'verticalDatum' | 'geoidOffset'>,
  frame: Pick<MetreFrame, 'toMetres' | 'toLonLat'>,
  source: TerrainSource,
): Promise<Result<HeightGrid, Bilingual>> {
  const [west, south, east, north] = manifest.bbox;
  const [left, low] = frame.toMetres([west, south]);
  const [right, high] = frame.toMetres([east, north]);
  const [widthM, depthM] = [(right - left) * (1 + 2 * MARGIN), (high - low) * (1 + 2 * MARGIN)];
  const pyramid = new Pyramid(source);
  const zoom = zoomFor(source.facts, manifest.bbox);
  await pyramid.read(zoom, manifest.bbox);
  if (pyramid.isEmpty) return fail({ zh: '没有一块地形瓦片落在场景范围内', en: 'no tile of it lies within the scene' });
  const stepM = Math.max(
    LEAST_STEP_M,
    tileWidthM(source.facts.projection, zoom, north) / pyramid.pointsASide,
    Math.max(widthM, depthM) / MOST_POINTS_A_SIDE,
  );
  const columns = Math.ceil(widthM / stepM) + 1;
  const rows = Math.ceil(depthM / stepM) + 1;
  const heights = new Float32Array(columns * rows);
  const [fromX, fromY] = [
    (left + right) / 2 - ((columns - 1) * stepM) / 2,
    (low + high) / 2 - ((rows - 1) * stepM) / 2,
  ];
  // Over the ellipsoid already, or over the level the pack says lies so many metres above it.
  const lift = manifest.verticalDatum === 'ellipsoid' ? -manifest.geoidOffset : 0;
  for (let row = 0; row < rows; row++) {
    await source.stepAside?.();
    for (let column = 0; column < columns; column++) {
      const [lon, lat] = frame.toLonLat(fromX + column * stepM, fromY + row * stepM);
      heights[row * columns + column] = pyramid.heightAt(zoom, lon, lat) + lift;
    }
  }
  if (!carryOn(heights, columns, rows))
    return fail({ zh: '地形瓦片不覆盖场景范围', en: 'its tiles do not cover the scene' });
  return ok({ west: fromX, south: fromY, stepM, columns, rows, heights });
}

/** The finest zoom whose tiles over the box are few enough to read at once. */
function zoomFor(
  { projection, minZoom, maxZoom }: TileFacts,
  [west, south, east, north]: PackManifest['bbox'],
): number {
  for (let zoom = maxZoom; zoom > minZoom; zoom--) {
    const [left, top] = tileAt(projection, zoom, west, north);
    const [right, bottom] = tileAt(projection, zoom, east, south);
    const tiles = (Math.floor(right) - Math.floor(left) + 1) * (Math.floor(bottom) - Math.floor(top) + 1);
    if (tiles <= MOST_TILES) return zoom;
  }
  return minZoom;
}

/** The tiles over the scene, a missing one answered for by the nearest above it. */
class Pyramid {
  readonly #source: TerrainSource;
  readonly #tiles = new Map<string, Promise<TileHeights | null>>();
  readonly #read = new Map<string, TileHeights>();

  constructor(source: TerrainSource) {
    this.#source = source;
  }

  get isEmpty(): boolean {
    return this.#read.size === 0;
  }

  /** Of the tiles read; all of a set are alike. */
  get pointsASide(): number {
    return [...this.#read.values()][0]?.side ?? 1;
  }

  async read(zoom: number, [west, south, east, north]: PackManifest['bbox']): Promise<void> {
    const { projection } = this.#source.facts;
    const [left, top] = tileAt(projection, zoom, west, north);
    const [right, bottom] = tileAt(projection, zoom, east, south);
    const wanted: Promise<void>[] = [];
    for (let row = Math.floor(top); row <= Math.floor(bottom); row++) {
      for (let column = Math.floor(left); column <= Math.floor(right); column++)
        wanted.push(this.#ensure(zoom, column, row));
    }
    await Promise.all(wanted);
  }

  heightAt(zoom: number, lon: number, lat: number): number {
    for (let level = zoom; level >= this.#source.facts.minZoom; level--) {
      const [column, row] = tileAt(this.#source.facts.projection, level, lon, lat);
      const tile = this.#read.get(`${level}/${Math.floor(column)}/${Math.floor(row)}`);
      const height = tile ? heightIn(tile, column % 1, row % 1) : Number.NaN;
      if (!Number.isNaN(height)) return height;
    }
    return Number.NaN;
  }

  async #ensure(zoom: number, column: number, row: number): Promise<void> {
    const tile = await this.#tile(zoom, column, row);
    if (tile) this.#read.set(`${zoom}/${column}/${row}`, tile);
    else if (zoom > this.#source.facts.minZoom) await this.#ensure(zoom - 1, column >> 1, row >> 1);
  }

  #tile(zoom: number, column: number, row: number): Promise<TileHeights | null> {
    const key = `${zoom}/${column}/${row}`;
    let tile = this.#tiles.get(key);
    if (!tile) {
      tile = this.#decode(zoom, column, row);
      this.#tiles.set(key, tile);
    }
    return tile;
  }

  async #decode(zoom: number, column: number, row: number): Promise<TileHeights | null> {
    const { facts, fetchTile, decodePicture } = this.#source;
    const bytes = await fetchTile(zoom, column, row);
    if (!bytes) return null;
    if (facts.format === 'int16') return readInt16(bytes);
    if (facts.format === 'mesh') {
      const mesh = readQuantizedMesh(bytes);
      return mesh.ok ? mesh.value : null;
    }
    try {
      const { data, side } = await decodePicture(bytes);
      return readTerrainRgb(data, side);
    } catch {
      // A broken picture is as good as none: its parent answers.
      return null;
    }
  }
}

/** Fills what no tile knows with the nearest known height of its row, then of its column; false when nothing is known. */
function carryOn(heights: Float32Array, columns: number, rows: number): boolean {
  const isKnown = (at: number) => !Number.isNaN(heights[at]!);
  const sweep = (first: number, step: number, count: number) => {
    for (const [from, by] of [
      [first, step],
      [first + step * (count - 1), -step],
    ] as const) {
      for (let index = 1, at = from + by; index < count; index++, at += by)
        if (!isKnown(at) && isKnown(at - by)) heights[at] = heights[at - by]!;
    }
  };
  for (let row = 0; row < rows; row++) sweep(row * columns, 1, columns);
  for (let column = 0; column < columns; column++) sweep(column, columns, rows);
  return isKnown(0);
}
