/**
 * Imagery of a pack, tile by tile. A picture cut in GCJ-02 or BD-09 is put right as it is drawn: each tile of ours is filled
 * in 8 × 8 patches from the tiles of theirs that show its place. Within a patch the shift counts as even, which is less than a
 * pixel off: a metre or two at zoom 16, half of that at 17.
 */
import { type Datum, fromWgs84 } from '#shared/geo/datum.ts';
import { boxOfTile, tileAt } from '#shared/geo/terrain/tileGrid.ts';
import type { GroundPictures, TilePicture } from '../map/surface.ts';
import type { DrawnImagery, LoadedPack } from '../pack/load.ts';
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

/** Levels below a tile at which its patches are tiles. */
const PATCH_LEVELS = 3;
export const PATCHES = 2 ** PATCH_LEVELS;

/** Where a patch of ours lies in the pyramid of a shifted picture: its columns and rows at `zoom`, with their fractions. */
export function shiftedPatch(
  datum: Datum,
  projection: GroundPictures['projection'],
  zoom: number,
  patchColumn: number,
  patchRow: number,
) {
  const { west, south, east, north } = boxOfTile(projection, zoom + PATCH_LEVELS, patchColumn, patchRow);
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
    const canvas = new OffscreenCanvas(tilePx, tilePx);
    const ink = canvas.getContext('2d');
    if (!ink) return null;
    const patchPx = tilePx / PATCHES;
    let drawn = 0;
    for (let index = 0; index < PATCHES * PATCHES; index++) {
      const [across, down] = [index % PATCHES, Math.floor(index / PATCHES)];
      const patch = shiftedPatch(datum, projection, zoom, column * PATCHES + across, row * PATCHES + down);
      for (const { x, y, from, share } of piecesOf(patch)) {
        const picture = await theirs(zoom, x, y);
        if (!picture) continue;
        const source = [from.x * picture.width, from.y * picture.height] as const;
        const size = [from.width * picture.width, from.height * picture.height] as const;
        const [left, top] = [(across + share.x) * patchPx, (down + share.y) * patchPx];
        ink.drawImage(picture, ...source, ...size, left, top, share.width * patchPx, share.height * patchPx);
        drawn++;
      }
    }
    return drawn > 0 ? canvas : null;
  };
}

interface Part {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The tiles of theirs a patch is made of: which share of the tile fills which share of the patch. */
export function* piecesOf({ left, top, right, bottom }: ReturnType<typeof shiftedPatch>) {
  const [width, height] = [right - left, bottom - top];
  for (let y = Math.floor(top); y < bottom; y++) {
    for (let x = Math.floor(left); x < right; x++) {
      const [west, north] = [Math.max(left, x), Math.max(top, y)];
      const [wide, high] = [Math.min(right, x + 1) - west, Math.min(bottom, y + 1) - north];
      const from: Part = { x: west - x, y: north - y, width: wide, height: high };
      const share: Part = {
        x: (west - left) / width,
        y: (north - top) / height,
        width: wide / width,
        height: high / height,
      };
      yield { x, y, from, share };
    }
  }
}
