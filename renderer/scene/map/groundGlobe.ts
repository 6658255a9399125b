/**
 * Cesium's globe as our ground, shown only where a pack has imagery or terrain: pictures lie on it in the order they are added,
 * and its shape is the scene's own grid of heights. Everything else of it (sky, sea, sun) stays off.
 */
import {
  Color,
  CustomHeightmapTerrainProvider,
  type Globe,
  ImageryLayer,
  type ImageryProvider,
  type Scene,
  WebMercatorTilingScheme,
} from '@cesium/engine';
import { cornerOf } from '#shared/geo/terrain/tileGrid.ts';
import type { SceneFrame } from '../pack/frame.ts';
import { GROUND } from '../theme.ts';
import { PictureProvider } from './pictureProvider.ts';
import type { Quality } from './quality.ts';
import type { FlatHandle, GroundPictures } from './surface.ts';

/** Points along the border of a tile of ground. */
const SIDE = 33;
/** Tiles wider than a province need no hills. */
const FLAT_ABOVE_ZOOM = 6;

export class GroundGlobe {
  readonly #scene: Scene;
  readonly #frame: SceneFrame;
  readonly #quality: Quality;

  constructor(scene: Scene, frame: SceneFrame, quality: Quality) {
    this.#scene = scene;
    this.#frame = frame;
    this.#quality = quality;
    scene.globe.show = false;
    if (frame.field) this.#show();
  }

  /** Tiles in view are still to come. */
  get isLoading(): boolean {
    const { globe } = this.#scene;
    return globe.show && !globe.tilesLoaded;
  }

  add(pictures: GroundPictures): FlatHandle {
    this.#show();
    const { opacity, brightness, saturation } = pictures.look;
    const provider = new PictureProvider(pictures, this.#scene) as unknown as ImageryProvider;
    const layer = new ImageryLayer(provider, { alpha: opacity, brightness, saturation });
    const { imageryLayers } = this.#scene;
    imageryLayers.add(layer);
    const isGone = () => this.#scene.isDestroyed() || !imageryLayers.contains(layer);
    return {
      setVisible: (isVisible) => {
        if (isGone() || layer.show === isVisible) return;
        layer.show = isVisible;
        this.#scene.requestRender();
      },
      dispose: () => {
        if (isGone()) return;
        imageryLayers.remove(layer);
        this.#scene.requestRender();
      },
    };
  }

  #show(): void {
    const { globe } = this.#scene;
    if (globe.show) return;
    const [red, green, blue] = GROUND.outside;
    globe.show = true;
    globe.baseColor = new Color(red, green, blue);
    globe.enableLighting = false;
    globe.showGroundAtmosphere = false;
    globe.showWaterEffect = false;
    globe.maximumScreenSpaceError = this.#quality.isSoftware ? 4 : 2;
    if (this.#quality.isSoftware) hurry(globe);
    // Hills hide what is behind them; a flat ground is only ever under everything.
    globe.depthTestAgainstTerrain = this.#frame.field !== null;
    if (this.#frame.field || this.#frame.zeroM !== 0) this.#scene.terrainProvider = terrainOf(this.#frame);
    this.#scene.requestRender();
  }
}

/**
 * Cesium prepares tiles for five milliseconds a picture, which at a processor's few pictures a second takes half a minute for a
 * city. The slice has no public name; without it the ground only comes later.
 */
function hurry(globe: Globe): void {
  const { _surface: surface } = globe as unknown as { readonly _surface?: { _loadQueueTimeSlice?: number } };
  if (surface && typeof surface._loadQueueTimeSlice === 'number') surface._loadQueueTimeSlice = SOFTWARE_SLICE_MS;
}

const SOFTWARE_SLICE_MS = 40;

function terrainOf(frame: SceneFrame): CustomHeightmapTerrainProvider {
  return new CustomHeightmapTerrainProvider({
    width: SIDE,
    height: SIDE,
    tilingScheme: new WebMercatorTilingScheme(),
    callback: (column, row, zoom) => {
      const heights = new Float32Array(SIDE * SIDE);
      if (zoom < FLAT_ABOVE_ZOOM) return heights.fill(frame.zeroM);
      for (let southward = 0; southward < SIDE; southward++) {
        for (let eastward = 0; eastward < SIDE; eastward++) {
          const [lon, lat] = cornerOf('EPSG:3857', zoom, column + eastward / (SIDE - 1), row + southward / (SIDE - 1));
          heights[southward * SIDE + eastward] = frame.groundM(lon, lat);
        }
      }
      return heights;
    },
  });
}
