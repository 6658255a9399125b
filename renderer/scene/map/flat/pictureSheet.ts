/** Pictures of the ground on the flat map: the tiles of the zoom that suits the view, each stretched over its own corner of ground. */
import { boxOfTile, tileAt, tileWidthM } from '#shared/geo/terrain/tileGrid.ts';
import type { SceneFrame } from '../../pack/frame.ts';
import type { GroundPictures, TilePicture } from '../surface.ts';

/** Asked for at the same time. */
const MOST_AT_ONCE = 6;
/** Tiles kept: several screens of them. */
const MOST_KEPT = 240;
/** A view that would need more is drawn one zoom coarser. */
const MOST_IN_VIEW = 80;

interface Tile {
  readonly zoom: number;
  readonly column: number;
  readonly row: number;
}

type Ink = OffscreenCanvasRenderingContext2D;

export class PictureSheet {
  isVisible = true;
  readonly #pictures: GroundPictures;
  readonly #frame: SceneFrame;
  readonly #changed: () => void;
  /** By zoom, column and row, the last used at the end; null: there is none. */
  readonly #kept = new Map<string, TilePicture | null>();
  readonly #underWay = new Set<string>();
  /** What the last drawing lacked and nobody has asked for yet, by key. */
  readonly #wanted = new Map<string, Tile>();
  readonly #corner = new Float64Array(9);
  #isGone = false;

  constructor(pictures: GroundPictures, frame: SceneFrame, changed: () => void) {
    this.#pictures = pictures;
    this.#frame = frame;
    this.#changed = changed;
  }

  get isLoading(): boolean {
    return this.isVisible && this.#underWay.size > 0;
  }

  /**
   * @param ink in metres of the frame
   * @param view [west, south, east, north] of what is seen, metres
   */
  draw(ink: Ink, view: readonly [number, number, number, number], metresPerPixel: number): void {
    const { opacity, brightness, saturation } = this.#pictures.look;
    ink.globalAlpha = opacity;
    ink.filter = brightness === 1 && saturation === 1 ? 'none' : `brightness(${brightness}) saturate(${saturation})`;
    this.#wanted.clear();
    for (const tile of this.#tilesIn(view, metresPerPixel)) {
      const found = this.#nearest(tile);
      if (found) this.#lay(ink, found.tile, found.picture);
    }
    ink.globalAlpha = 1;
    ink.filter = 'none';
    this.#askNext();
  }

  dispose(): void {
    this.#isGone = true;
    for (const picture of this.#kept.values()) if (picture instanceof ImageBitmap) picture.close();
    this.#kept.clear();
  }

  #tilesIn([west, south, east, north]: readonly [number, number, number, number], metresPerPixel: number): Tile[] {
    const { projection, bounds, minZoom, maxZoom, tilePx } = this.#pictures;
    const [left, bottom] = this.#frame.toLonLat(west, south);
    const [right, top] = this.#frame.toLonLat(east, north);
    const box = {
      west: Math.max(left, bounds[0]),
      south: Math.max(bottom, bounds[1]),
      east: Math.min(right, bounds[2]),
      north: Math.min(top, bounds[3]),
    };
    if (box.west >= box.east || box.south >= box.north) return [];
    let zoom = minZoom;
    while (zoom < maxZoom && tileWidthM(projection, zoom, box.south) / tilePx > metresPerPixel) zoom++;
    for (; ; zoom--) {
      const [firstColumn, firstRow] = tileAt(projection, zoom, box.west, box.north).map(Math.floor) as [number, number];
      const [lastColumn, lastRow] = tileAt(projection, zoom, box.east, box.south).map(Math.floor) as [number, number];
      const count = (lastColumn - firstColumn + 1) * (lastRow - firstRow + 1);
      if (count > MOST_IN_VIEW && zoom > minZoom) continue;
      const tiles: Tile[] = [];
      for (let row = firstRow; row <= lastRow && tiles.length < MOST_IN_VIEW; row++) {
        for (let column = firstColumn; column <= lastColumn; column++) tiles.push({ zoom, column, row });
      }
      return tiles;
    }
  }

  /** The tile itself, or what there is above it until it has come. */
  #nearest(tile: Tile): { readonly tile: Tile; readonly picture: TilePicture } | null {
    for (let at = tile; at.zoom >= this.#pictures.minZoom; at = above(at)) {
      const key = keyOf(at);
      const picture = this.#kept.get(key);
      if (picture === undefined) this.#wanted.set(key, at);
      else if (picture !== null) {
        this.#kept.delete(key);
        this.#kept.set(key, picture);
        return { tile: at, picture };
      }
    }
    return null;
  }

  #askNext(): void {
    for (const [key, { zoom, column, row }] of this.#wanted) {
      if (this.#underWay.size >= MOST_AT_ONCE) return;
      this.#wanted.delete(key);
      if (this.#underWay.has(key)) continue;
      this.#underWay.add(key);
      // A tile that cannot be read is one that is not there: the layer itself says so beside its name.
      const keep = (picture: TilePicture | null) => this.#keep(key, picture);
      this.#pictures.picture(zoom, column, row).then(keep, () => keep(null));
    }
  }

  #keep(key: string, picture: TilePicture | null): void {
    this.#underWay.delete(key);
    if (this.#isGone) return;
    this.#kept.set(key, picture);
    this.#forget();
    this.#askNext();
    this.#changed();
  }

  #forget(): void {
    for (const [key, picture] of this.#kept) {
      if (this.#kept.size <= MOST_KEPT) return;
      if (picture instanceof ImageBitmap) picture.close();
      this.#kept.delete(key);
    }
  }

  #lay(ink: Ink, { zoom, column, row }: Tile, picture: TilePicture): void {
    const { west, south, east, north } = boxOfTile(this.#pictures.projection, zoom, column, row);
    const at = this.#corner;
    this.#frame.place(west, north, at);
    this.#frame.place(east, north, at, 3);
    this.#frame.place(west, south, at, 6);
    const { width, height } = picture;
    ink.save();
    ink.transform(
      (at[3]! - at[0]!) / width,
      (at[4]! - at[1]!) / width,
      (at[6]! - at[0]!) / height,
      (at[7]! - at[1]!) / height,
      at[0]!,
      at[1]!,
    );
    // A bitmap is upside down already, for the card (surface.ts).
    if (picture instanceof ImageBitmap) ink.transform(1, 0, 0, -1, 0, height);
    ink.drawImage(picture, 0, 0);
    ink.restore();
  }
}

const keyOf = ({ zoom, column, row }: Tile) => `${zoom}/${column}/${row}`;
const above = ({ zoom, column, row }: Tile): Tile => ({ zoom: zoom - 1, column: column >> 1, row: row >> 1 });
