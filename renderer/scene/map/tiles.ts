import { Cartesian3, Cesium3DTileStyle, Cesium3DTileset, type CustomShader, Matrix4, type Scene } from '@cesium/engine';
import type { Bilingual } from '#shared/kit/bilingual.ts';
import type { Tiles3dLayer } from '#shared/wire/pack.ts';
import type { SceneFrame } from '../pack/frame.ts';
import { BUILDING_TINTS } from '../theme.ts';
import type { TilesHandle } from './surface.ts';

/** A pack's error is meant for a street-level walk; a district seen from above must not have bald patches. */
const SSE_SHARE = 0.5;

/** One 3D Tiles layer: loads by itself, says when its tiles are in, keeps its selection over tiles that come later. */
export class Tiles implements TilesHandle {
  #tileset: Cesium3DTileset | null = null;
  #isLoaded = false;
  #isVisible = true;
  #isDisposed = false;
  #selected: string | null = null;
  problem: Bilingual | null = null;
  readonly #scene: Scene;
  readonly #layer: Tiles3dLayer;
  readonly #url: string;
  readonly #shader: CustomShader;
  readonly #frame: SceneFrame;
  readonly #onChange: () => void;

  constructor(
    scene: Scene,
    layer: Tiles3dLayer,
    url: string,
    shader: CustomShader,
    frame: SceneFrame,
    onChange: () => void,
  ) {
    this.#scene = scene;
    this.#layer = layer;
    this.#url = url;
    this.#shader = shader;
    this.#frame = frame;
    this.#onChange = onChange;
  }

  get isLoaded(): boolean {
    return this.#isLoaded;
  }

  async load(): Promise<Cesium3DTileset | null> {
    try {
      const tileset = await Cesium3DTileset.fromUrl(this.#url, {
        maximumScreenSpaceError: this.#layer.maxSSE * SSE_SHARE,
        cacheBytes: this.#layer.cacheBytes,
        maximumCacheOverflowBytes: this.#layer.cacheBytes,
        show: this.#isVisible,
        enableCollision: false,
      });
      if (this.#isDisposed || this.#scene.isDestroyed()) {
        tileset.destroy();
        return null;
      }
      this.#tileset = tileset;
      tileset.customShader = this.#shader;
      this.#place(tileset);
      this.#restyle();
      tileset.allTilesLoaded.addEventListener(() => this.#settle(true));
      tileset.loadProgress.addEventListener((pending: number, processing: number) => {
        if (pending + processing > 0) this.#settle(false);
      });
      tileset.tileFailed.addEventListener(({ message }: { message: string }) => {
        this.problem = { zh: `瓦片无法读取：${message}`, en: `Tiles cannot be read: ${message}` };
        this.#onChange();
      });
      this.#scene.primitives.add(tileset);
      this.#scene.requestRender();
      return tileset;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.problem = { zh: `建筑图层无法打开：${why}`, en: `Buildings cannot be opened: ${why}` };
      this.#onChange();
      return null;
    }
  }

  setVisible(isVisible: boolean): void {
    if (this.#isVisible === isVisible) return;
    this.#isVisible = isVisible;
    if (this.#tileset) this.#tileset.show = isVisible;
    this.#scene.requestRender();
  }

  setSelected(buildingId: string | null): void {
    if (this.#selected === buildingId) return;
    this.#selected = buildingId;
    this.#restyle();
  }

  dispose(): void {
    this.#isDisposed = true;
    if (this.#tileset && !this.#tileset.isDestroyed()) this.#scene.primitives.remove(this.#tileset);
    this.#tileset = null;
  }

  #settle(isLoaded: boolean): void {
    if (this.#isLoaded === isLoaded) return;
    this.#isLoaded = isLoaded;
    this.#onChange();
  }

  /** Pack-wide corrections of a photogrammetric export: metres east, north, up. */
  #place(tileset: Cesium3DTileset): void {
    const [east, north, up] = this.#layer.translation;
    const lift = up + this.#layer.heightOffset;
    if (east === 0 && north === 0 && lift === 0) return;
    const [t] = [this.#frame.transform];
    const along = (axis: number) => t[axis]! * east + t[4 + axis]! * north + t[8 + axis]! * lift;
    tileset.modelMatrix = Matrix4.fromTranslation(new Cartesian3(along(0), along(1), along(2)));
  }

  #restyle(): void {
    if (!this.#tileset) return;
    const idProperty = this.#layer.idProperty ?? 'id';
    const { plain, selected } = BUILDING_TINTS;
    const conditions: [string, string][] = [];
    // The id came out of the tiles; quoted as a style string it is data, never an expression.
    if (this.#selected !== null) {
      conditions.push([
        `String(\${feature['${idProperty}']}) === ${JSON.stringify(this.#selected)}`,
        `color('${selected}')`,
      ]);
    }
    conditions.push(['true', `color('${plain}')`]);
    this.#tileset.style = new Cesium3DTileStyle({ color: { conditions } });
    this.#scene.requestRender();
  }
}
