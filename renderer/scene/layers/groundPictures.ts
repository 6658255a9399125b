/** Areas of ground as pictures: where the ground is a globe, they lie below imagery and follow every slope. */
import type { PolygonRings } from '#shared/geo/polygon.ts';
import { boxOfTile, tileAt } from '#shared/geo/terrain/tileGrid.ts';
import type { Colour } from '../map/mesh.ts';
import type { GroundPictures } from '../map/surface.ts';
import { inkColour } from '../overlay/sketch.ts';

const TILE_PX = 512;
/** Half a metre a pixel: what a street shows of a shore. */
const FINEST_ZOOM = 17;
const AS_PAINTED = { opacity: 1, brightness: 1, saturation: 1 } as const;

export interface PaintedArea {
  readonly rings: PolygonRings;
  readonly colour: Colour;
}

interface Outline {
  /** Rings in the unit square of the whole world, x y interleaved. */
  readonly rings: readonly Float64Array[];
  readonly ink: string;
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Painted in their order. */
export function groundPictures(areas: readonly PaintedArea[], bounds: GroundPictures['bounds']): GroundPictures {
  const outlines = areas.map(outlineOf);
  return {
    projection: 'EPSG:3857',
    minZoom: 0,
    maxZoom: FINEST_ZOOM,
    tilePx: TILE_PX,
    bounds,
    look: AS_PAINTED,
    picture: async (zoom, column, row) => {
      const { west, south, east, north } = boxOfTile('EPSG:3857', zoom, column, row);
      const inside = outlines.filter(
        (area) => area.west < east && area.east > west && area.south < north && area.north > south,
      );
      const canvas = new OffscreenCanvas(TILE_PX, TILE_PX);
      const ink = canvas.getContext('2d');
      if (!ink || inside.length === 0) return null;
      const scale = TILE_PX * 2 ** zoom;
      for (const area of inside) {
        ink.beginPath();
        for (const ring of area.rings) trace(ink, ring, scale, column * TILE_PX, row * TILE_PX);
        ink.fillStyle = area.ink;
        ink.fill('evenodd');
      }
      return canvas;
    },
  };
}

function trace(ink: OffscreenCanvasRenderingContext2D, ring: Float64Array, scale: number, left: number, top: number) {
  for (let at = 0; at < ring.length; at += 2) {
    const [x, y] = [ring[at]! * scale - left, ring[at + 1]! * scale - top];
    if (at === 0) ink.moveTo(x, y);
    else ink.lineTo(x, y);
  }
  ink.closePath();
}

function outlineOf({ rings, colour }: PaintedArea): Outline {
  const outer = rings[0] ?? [];
  const [lons, lats] = [outer.map(([lon]) => lon), outer.map(([, lat]) => lat)];
  const least = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return {
    rings: rings.map((ring) => Float64Array.from(ring.flatMap(([lon, lat]) => tileAt('EPSG:3857', 0, lon, lat)))),
    ink: inkColour(colour),
    west: least(lons),
    south: least(lats),
    east: most(lons),
    north: most(lats),
  };
}
