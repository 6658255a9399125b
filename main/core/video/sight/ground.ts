/** What stands and lies between a camera and a place: buildings on the ground, in metres around the scene's middle. */
import { type LonLat, type MetreFrame, metreFrame } from '#shared/geo/earth.ts';
import { polygonsOf } from '#shared/geo/polygon.ts';
import { type HeightGrid, heightAt } from '#shared/geo/terrain/heightGrid.ts';
import type { BuildingFeature } from '#shared/wire/packFeatures.ts';
import { type Block, Skyline } from './skyline.ts';

/** Plain data, so that a thread can be handed it. */
export interface SightGround {
  readonly origin: LonLat;
  readonly blocks: readonly Block[];
  /** Null: flat, as far as the scene says. */
  readonly heights: HeightGrid | null;
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
  heights: HeightGrid | null = null,
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

const heightsOver = (grid: HeightGrid | null): Ground['heightAt'] => (grid ? (x, y) => heightAt(grid, x, y) : () => 0);
