/** The shape of the ground as light and shadow: without it a dark hill and a dark plain look alike. */

import { boxOfTile, tileWidthM } from '#shared/geo/terrain/tileGrid.ts';
import type { FlatHandle, GroundPictures, MapSurface } from '../map/surface.ts';
import type { SceneFrame } from '../pack/frame.ts';
import type { HeightField } from '../terrain/heightField.ts';
import type { LayerContext, SceneLayer } from './layer.ts';

/** Few: every one is worked out from four heights. */
const TILE_PX = 128;
const FINEST_ZOOM = 16;
/** Slopes are drawn steeper than they are: a city's are gentle. */
const EXAGGERATION = 1.8;
/** From the north-west, half-way up, as maps have it. */
const LIGHT = [-0.5, 0.5, Math.SQRT1_2] as const;
const AS_PAINTED = { opacity: 1, brightness: 1, saturation: 1 } as const;

export class ReliefLayer implements SceneLayer {
  readonly id = 'terrain';
  #pictures: GroundPictures | null = null;
  #handle: FlatHandle | null = null;

  create({ pack }: LayerContext): void {
    const { field } = pack.frame;
    if (field) this.#pictures = reliefPictures(pack.frame, field, pack.manifest.bbox);
  }

  attach(map: MapSurface): void {
    if (this.#pictures) this.#handle = map.addPictures(this.#pictures);
  }

  detach(): void {
    this.#handle = null;
  }

  beforeMap(_metresPerPixel: number, isVisible: boolean): void {
    this.#handle?.setVisible(isVisible);
  }

  dispose(): void {
    this.#handle?.dispose();
  }
}

function reliefPictures(frame: SceneFrame, field: HeightField, bounds: GroundPictures['bounds']): GroundPictures {
  let maxZoom = FINEST_ZOOM;
  while (maxZoom > 0 && tileWidthM('EPSG:3857', maxZoom, bounds[3]) / TILE_PX < field.stepM / 4) maxZoom--;
  return {
    projection: 'EPSG:3857',
    minZoom: 0,
    maxZoom,
    tilePx: TILE_PX,
    bounds,
    look: AS_PAINTED,
    picture: async (zoom, column, row) => {
      const canvas = new OffscreenCanvas(TILE_PX, TILE_PX);
      const ink = canvas.getContext('2d');
      if (!ink) return null;
      const { west, south, east, north } = boxOfTile('EPSG:3857', zoom, column, row);
      const corners = new Float64Array(6);
      frame.place(west, north, corners);
      frame.place(east, south, corners, 3);
      const shaded = ink.createImageData(TILE_PX, TILE_PX);
      for (let index = 0; index < TILE_PX * TILE_PX; index++) {
        const x = corners[0]! + ((corners[3]! - corners[0]!) * (index % TILE_PX)) / TILE_PX;
        const y = corners[1]! + ((corners[4]! - corners[1]!) * Math.floor(index / TILE_PX)) / TILE_PX;
        const light = lightAt(field, x, y);
        // Shadow is black, light is pale; a plain is neither.
        shaded.data.set(light < 0 ? [0, 0, 0, -light * 170] : [176, 200, 222, light * 90], index * 4);
      }
      ink.putImageData(shaded, 0, 0);
      return canvas;
    },
  };
}

/** How much lighter (or darker) than a plain the ground is, about −1 to 1. */
function lightAt(field: HeightField, x: number, y: number): number {
  const reach = field.stepM;
  const east = ((field.at(x + reach, y) - field.at(x - reach, y)) / (2 * reach)) * EXAGGERATION;
  const north = ((field.at(x, y + reach) - field.at(x, y - reach)) / (2 * reach)) * EXAGGERATION;
  const length = Math.hypot(east, north, 1);
  return (LIGHT[2] - east * LIGHT[0] - north * LIGHT[1]) / length - LIGHT[2];
}
