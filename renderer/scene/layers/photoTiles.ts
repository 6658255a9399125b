/**
 * Imagery of a pack, tile by tile. A picture cut in GCJ-02 or BD-09 is put right as it is drawn: each tile of ours is filled
 * from the tiles of theirs that show its place, shifted at its two corners, which is good to a metre or two at street scale.
 */
import { type Datum, fromWgs84 } from '#shared/geo/datum.ts';
import type { GroundPictures, TilePicture } from '../map/surface.ts';
import type { DrawnImagery, LoadedPack } from '../pack/load.ts';
import { boxOfTile, tileAt } from '../terrain/tileGrid.ts';
import { IMAGERY_LOOK } from '../theme.ts';

export interface PhotoEvents {
  /** A tile is there and is no picture. */
  unreadable(layerId: string): void;
}

const SHIFTED: Readonly<Record<string, Datum>> = { GCJ02: 'gcj02', BD09: 'bd09' };
/** Tiles of a shifted picture serve four of ours. */
const KEPT = 48;

type Fetch = (zoom: number, column: number, row: number) => Promise<Blob | null>;

export function photoTiles(
  { url, manifest }: Pick<LoadedPack, 'url' | 'manifest'>,
  { layer, facts }: DrawnImagery,
  events: PhotoEvents,
): GroundPictures {
  const { projection, minZoom, maxZoom } = facts;
  const fetchTile: Fetch = async (zoom, column, row) => {
    const answer = await fetch(`${url}imagery/${layer.id}/${zoom}/${column}/${row}`);
    return answer.status === 200 ? answer.blob() : null;
  };
  const unreadable = () => events.unreadable(layer.id);
  const datum = SHIFTED[layer.datum];
  return {
    projection,
    minZoom,
    maxZoom,
    tilePx: layer.tileSize,
    bounds: facts.bounds ?? manifest.bbox,
    look: IMAGERY_LOOK,
    picture: datum
      ? shiftedPicture(fetchTile, datum, projection, layer.tileSize, unreadable)
      : (zoom, column, row) => plainPicture(fetchTile(zoom, column, row), true, unreadable),
  };
}

/** Null for an absent tile and for a broken one, which is told. */
async function plainPicture(
  asked: Promise<Blob | null>,
  isFlipped: boolean,
  unreadable: () => void,
): Promise<ImageBitmap | null> {
  const blob = await asked.catch(() => null);
  if (!blob) return null;
  try {
    return await createImageBitmap(blob, {
      imageOrientation: isFlipped ? 'flipY' : 'from-image',
      premultiplyAlpha: 'none',
    });
  } catch {
    unreadable();
    return null;
  }
}

/** Where a tile's corners lie in the pyramid of a shifted picture, in columns and rows with their fractions. */
export function shiftedBox(
  datum: Datum,
  projection: GroundPictures['projection'],
  zoom: number,
  column: number,
  row: number,
) {
  const { west, south, east, north } = boxOfTile(projection, zoom, column, row);
  const [left, top] = tileAt(projection, zoom, ...fromWgs84(datum, [west, north]));
  const [right, bottom] = tileAt(projection, zoom, ...fromWgs84(datum, [east, south]));
  return { left, top, right, bottom };
}

function shiftedPicture(
  fetchTile: Fetch,
  datum: Datum,
  projection: GroundPictures['projection'],
  tilePx: number,
  unreadable: () => void,
): GroundPictures['picture'] {
  const kept = new Map<string, Promise<ImageBitmap | null>>();
  const theirs = (zoom: number, column: number, row: number) => {
    const key = `${zoom}/${column}/${row}`;
    const held = kept.get(key) ?? plainPicture(fetchTile(zoom, column, row), false, unreadable);
    kept.delete(key);
    kept.set(key, held);
    const [oldest] = kept.keys();
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
    return held;
  };
  return async (zoom, column, row): Promise<TilePicture | null> => {
    const { left, top, right, bottom } = shiftedBox(datum, projection, zoom, column, row);
    const canvas = new OffscreenCanvas(tilePx, tilePx);
    const ink = canvas.getContext('2d');
    if (!ink) return null;
    const [acrossPx, downPx] = [tilePx / (right - left), tilePx / (bottom - top)];
    let drawn = 0;
    for (let y = Math.floor(top); y < bottom; y++) {
      for (let x = Math.floor(left); x < right; x++) {
        const picture = await theirs(zoom, x, y);
        if (!picture) continue;
        ink.drawImage(picture, (x - left) * acrossPx, (y - top) * downPx, acrossPx, downPx);
        drawn++;
      }
    }
    return drawn > 0 ? canvas : null;
  };
}
