/** What stands and lies between a camera and a place: buildings on the ground, in metres around the scene's middle. */
import { type LonLat, type MetreFrame, metreFrame } from '#shared/geo/earth.ts';
import { polygonsOf } from '#shared/geo/polygon.ts';
import type { BuildingFeature } from '#shared/wire/packFeatures.ts';
import { type Block, Skyline } from './skyline.ts';

/** Heights of the ground, metres over any zero, between points of a regular grid; rows from the south, points from the west. */
export interface GroundGrid {
  readonly west: number;
  readonly south: number;
  readonly stepM: number;
  readonly columns: number;
  readonly rows: number;
  readonly heights: Float32Array;
}

/** Plain data, so that a thread can be handed it. */
export interface SightGround {
  readonly origin: LonLat;
  readonly blocks: readonly Block[];
  /** Null: flat, as far as the scene says. */
  readonly heights: GroundGrid | null;
}

export interface Ground {
  readonly frame: MetreFrame;
  readonly skyline: Skyline;
  /** Metres of the ground at a place of the frame; 0 everywhere where the scene has no heights. */
  heightAt(x: number, y: number): number;
  readonly isFlat: boolean;
}

/** A building without a height hides nothing. */
export function sightGround(
  origin: LonLat,
  buildings: readonly BuildingFeature[],
  heights: GroundGrid | null = null,
): SightGround {
  const frame = metreFrame(origin);
  const at = heightsOver(heights);
  const blocks = buildings
    .filter(({ properties: { height } }) => height > 0)
    .flatMap(({ geometry, properties: { height } }) =>
      polygonsOf(geometry).map((rings): Block => {
        const inMetres = rings.map((ring) => ring.map((point) => frame.toMetres(point)));
        const [x, y] = inMetres[0]?.[0] ?? [0, 0];
        return { rings: inMetres, topM: at(x, y) + height };
      }),
    );
  return { origin, blocks, heights };
}

export function openGround({ origin, blocks, heights }: SightGround): Ground {
  return {
    frame: metreFrame(origin),
    skyline: new Skyline(blocks),
    heightAt: heightsOver(heights),
    isFlat: heights === null,
  };
}

function heightsOver(grid: GroundGrid | null): (x: number, y: number) => number {
  if (!grid) return () => 0;
  const { west, south, stepM, columns, rows, heights } = grid;
  const clamp = (value: number, high: number) => Math.min(high, Math.max(0, value));
  return (x, y) => {
    const column = clamp((x - west) / stepM, columns - 1);
    const row = clamp((y - south) / stepM, rows - 1);
    const left = Math.min(Math.max(0, columns - 2), Math.floor(column));
    const low = Math.min(Math.max(0, rows - 2), Math.floor(row));
    const [east, north] = [column - left, row - low];
    const of = (c: number, r: number) => heights[Math.min(rows - 1, r) * columns + Math.min(columns - 1, c)]!;
    const southern = of(left, low) * (1 - east) + of(left + 1, low) * east;
    const northern = of(left, low + 1) * (1 - east) + of(left + 1, low + 1) * east;
    return southern * (1 - north) + northern * north;
  };
}
