/** Pictures of the ground in the shape Cesium asks for them. */
import {
  type Credit,
  Event,
  GeographicTilingScheme,
  Rectangle,
  type Request,
  type Scene,
  WebMercatorTilingScheme,
} from '@cesium/engine';
import { tileAt } from '#shared/geo/terrain/tileGrid.ts';
import type { GroundPictures, TilePicture } from './surface.ts';

/** Asked for at the same time; what is over is asked for again in the next picture. */
const MOST_AT_ONCE = 8;
/** A pyramid that begins this wide is asked from its top instead, where it answers with nothing. */
const MOST_AT_THE_TOP = 16;

export class PictureProvider {
  readonly tilingScheme;
  readonly rectangle: Rectangle;
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly minimumLevel: number;
  readonly maximumLevel: number;
  readonly hasAlphaChannel = true;
  readonly errorEvent = new Event();
  readonly credit = undefined;
  readonly proxy = undefined;
  readonly tileDiscardPolicy = undefined;
  readonly #pictures: GroundPictures;
  readonly #scene: Scene;
  #underWay = 0;

  constructor(pictures: GroundPictures, scene: Scene) {
    this.#pictures = pictures;
    this.#scene = scene;
    const [west, south, east, north] = pictures.bounds;
    this.tilingScheme =
      pictures.projection === 'EPSG:4326' ? new GeographicTilingScheme() : new WebMercatorTilingScheme();
    this.rectangle =
      Rectangle.intersection(Rectangle.fromDegrees(west, south, east, north), this.tilingScheme.rectangle) ??
      this.tilingScheme.rectangle;
    this.tileWidth = this.tileHeight = pictures.tilePx;
    this.minimumLevel = tilesAtTheTop(pictures) > MOST_AT_THE_TOP ? 0 : pictures.minZoom;
    this.maximumLevel = pictures.maxZoom;
    // An absent tile is no error; without a listener each would be written to the console.
    this.errorEvent.addEventListener(() => undefined);
  }

  getTileCredits(): Credit[] {
    return [];
  }

  requestImage(column: number, row: number, zoom: number, _request?: Request): Promise<TilePicture> | undefined {
    if (this.#underWay >= MOST_AT_ONCE) return undefined;
    this.#underWay++;
    return this.#request(zoom, column, row);
  }

  pickFeatures(): undefined {
    return undefined;
  }

  async #request(zoom: number, column: number, row: number): Promise<TilePicture> {
    try {
      const picture = await this.#pictures.picture(zoom, column, row);
      if (!picture) throw new Error('no tile');
      return picture;
    } finally {
      this.#underWay--;
      if (!this.#scene.isDestroyed()) this.#scene.requestRender();
    }
  }
}

function tilesAtTheTop({ projection, minZoom, bounds: [west, south, east, north] }: GroundPictures): number {
  const [left, top] = tileAt(projection, minZoom, west, north);
  const [right, bottom] = tileAt(projection, minZoom, east, south);
  return (Math.floor(right) - Math.floor(left) + 1) * (Math.floor(bottom) - Math.floor(top) + 1);
}
