/**
 * The WebGL map behind the MapSurface contract: one Cesium widget that draws when it is told to, looks where the Lens
 * looks, and knows nothing of incidents or units.
 */
import {
  Cartesian3,
  type Cesium3DTileset,
  type CesiumWidget,
  Color,
  Matrix4,
  PerspectiveFrustum,
  type Primitive,
  type Scene,
} from '@cesium/engine';
import type { Tiles3dLayer } from '#shared/wire/pack.ts';
import { FIELD_OF_VIEW_DEGREES, type Lens } from '../camera/view.ts';
import type { SceneFrame } from '../pack/frame.ts';
import { BACKGROUND } from '../theme.ts';
import { buildingShader } from './buildingShader.ts';
import { flatPrimitive } from './flatPrimitive.ts';
import { GroundGlobe } from './groundGlobe.ts';
import type { MeshData } from './mesh.ts';
import { pickBuilding, pickSurface } from './picking.ts';
import type { Quality } from './quality.ts';
import type { SolidMesh } from './solidMesh.ts';
import { solidPrimitive } from './solidPrimitive.ts';
import type { DrawnMap, FlatHandle, GroundPictures, PickedBuilding, PickedSurface, TilesHandle } from './surface.ts';
import { Tiles } from './tiles.ts';

export class CesiumSurface implements DrawnMap {
  readonly #widget: CesiumWidget;
  readonly #scene: Scene;
  readonly #frame: SceneFrame;
  readonly #toEarth: Matrix4;
  readonly #shader: ReturnType<typeof buildingShader>;
  readonly #scratch = new Cartesian3();
  readonly #tilesets = new Map<Cesium3DTileset, Tiles3dLayer>();
  readonly #quality: Quality;
  readonly #globe: GroundGlobe;
  #drawn = 0;
  #movedAt = -Infinity;
  /** Where the eye was when the last picture was made. */
  #lastEye = new Float64Array(12);

  constructor(widget: CesiumWidget, frame: SceneFrame, quality: Quality) {
    this.#widget = widget;
    this.#quality = quality;
    widget.resolutionScale = quality.restScale;
    this.#scene = widget.scene;
    this.#frame = frame;
    this.#toEarth = Matrix4.fromArray([...frame.transform]);
    this.#shader = buildingShader(frame);
    this.#globe = new GroundGlobe(this.#scene, frame, quality);
    const scene = this.#scene;
    scene.backgroundColor = Color.fromCssColorString(BACKGROUND);
    scene.fog.enabled = false;
    scene.highDynamicRange = false;
    scene.postProcessStages.fxaa.enabled = false;
    scene.screenSpaceCameraController.enableInputs = false;
    scene.screenSpaceCameraController.enableCollisionDetection = false;
    scene.postRender.addEventListener(() => {
      this.#drawn++;
    });
    const frustum = scene.camera.frustum;
    if (frustum instanceof PerspectiveFrustum) frustum.fov = (FIELD_OF_VIEW_DEGREES * Math.PI) / 180;
  }

  get drawn(): number {
    return this.#drawn;
  }

  /** The view moved a moment ago and the picture at rest is still to be made, or pictures of the ground are to come. */
  get isMoving(): boolean {
    return performance.now() - this.#movedAt < REST_MS + 60 || this.#globe.isLoading;
  }

  draw(lens: Lens): boolean {
    const before = this.#drawn;
    const now = performance.now();
    const hasMoved = this.#hasMoved(lens);
    if (hasMoved) {
      this.#movedAt = now;
      this.#scene.camera.setView({
        destination: this.#toEarthPoint(lens.eye, new Cartesian3()),
        orientation: {
          direction: this.#toEarthVector(lens.forward, new Cartesian3()),
          up: this.#toEarthVector(lens.up, new Cartesian3()),
        },
      });
      this.#scene.requestRender();
    }
    Matrix4.multiplyByPoint(
      this.#scene.camera.viewMatrix,
      this.#toEarthPoint([0, 0, lens.groundZ], this.#scratch),
      this.#shader.ground,
    );
    this.#shader.shader.setUniform('u_groundEC', this.#shader.ground);
    this.#widget.resolutionScale = now - this.#movedAt < REST_MS ? this.#quality.movingScale : this.#quality.restScale;
    this.#widget.resize();
    this.#widget.render();
    return this.#drawn !== before;
  }

  addPictures(pictures: GroundPictures): FlatHandle {
    return this.#globe.add(pictures);
  }

  addFlat(mesh: MeshData): FlatHandle {
    return this.#add(flatPrimitive(mesh, this.#frame));
  }

  addSolid(mesh: SolidMesh): FlatHandle {
    return this.#add(solidPrimitive(mesh, this.#frame));
  }

  #add(made: Primitive): FlatHandle {
    const primitive: Primitive = this.#scene.primitives.add(made);
    this.#scene.requestRender();
    return {
      setVisible: (isVisible) => {
        if (primitive.isDestroyed() || primitive.show === isVisible) return;
        primitive.show = isVisible;
        this.#scene.requestRender();
      },
      dispose: () => {
        if (primitive.isDestroyed()) return;
        this.#scene.primitives.remove(primitive);
        this.#scene.requestRender();
      },
    };
  }

  addTiles(layer: Tiles3dLayer, url: string, onChange: () => void): TilesHandle {
    const tiles = new Tiles(this.#scene, layer, url, this.#shader.shader, this.#frame, onChange);
    void tiles.load().then((tileset) => {
      if (tileset) this.#tilesets.set(tileset, layer);
    });
    return tiles;
  }

  pickBuilding(x: number, y: number): PickedBuilding | null {
    return pickBuilding(this.#scene, this.#toEarth, this.#tilesets, x, y);
  }

  pickSurface(x: number, y: number): PickedSurface | null {
    return pickSurface(this.#scene, this.#tilesets, x, y);
  }

  #hasMoved({ eye, forward, width, height }: Lens): boolean {
    const last = this.#lastEye;
    const next = [...eye, ...forward, width, height];
    const isSame = next.every((value, index) => last[index] === value);
    if (!isSame) last.set(next);
    return !isSame;
  }

  #toEarthPoint(point: ArrayLike<number>, out: Cartesian3): Cartesian3 {
    Cartesian3.fromElements(point[0]!, point[1]!, point[2]!, out);
    return Matrix4.multiplyByPoint(this.#toEarth, out, out);
  }

  #toEarthVector(vector: ArrayLike<number>, out: Cartesian3): Cartesian3 {
    Cartesian3.fromElements(vector[0]!, vector[1]!, vector[2]!, out);
    return Matrix4.multiplyByPointAsVector(this.#toEarth, out, out);
  }
}

/** So long after the last movement the picture is made once more in full: another size of it stops the window for a moment. */
const REST_MS = 600;
