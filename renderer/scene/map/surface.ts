/** What layers may ask of the map. Free of Cesium, so that a layer can be read, tested and loaded without it. */
import type { Bilingual } from '#shared/kit/bilingual.ts';
import type { TileFacts, Tiles3dLayer } from '#shared/wire/pack.ts';
import type { Lens } from '../camera/view.ts';
import type { MeshData } from './mesh.ts';
import type { SolidMesh } from './solidMesh.ts';

export interface FlatHandle {
  setVisible(isVisible: boolean): void;
  dispose(): void;
}

export interface PickedBuilding {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly heightM: number | null;
  /** Ground point under the pointer, metres of the frame. */
  readonly x: number;
  readonly y: number;
}

/** A spot of a 3D Tiles layer. */
export interface PickedSurface {
  readonly layerId: string;
  readonly lon: number;
  readonly lat: number;
  /** Over the ellipsoid. */
  readonly heightM: number;
}

export interface TilesHandle {
  readonly isLoaded: boolean;
  readonly problem: Bilingual | null;
  setVisible(isVisible: boolean): void;
  setSelected(buildingId: string | null): void;
  dispose(): void;
}

/** A tile ready for the card. An ImageBitmap is upside down already: the card cannot turn one. */
export type TilePicture = ImageBitmap | OffscreenCanvas;

/** Pictures that lie on the ground, one above the other in the order of adding, all below what is flat. */
export interface GroundPictures {
  readonly projection: TileFacts['projection'];
  /** Beyond the last zoom its tiles are stretched; rows count from the north. */
  readonly minZoom: number;
  readonly maxZoom: number;
  readonly tilePx: number;
  /** Degrees; nothing is asked for outside. */
  readonly bounds: readonly [west: number, south: number, east: number, north: number];
  readonly look: PictureLook;
  /** Null when there is none: the one above it is stretched. */
  picture(zoom: number, column: number, row: number): Promise<TilePicture | null>;
}

/** 1 leaves everything as it is. */
export interface PictureLook {
  readonly opacity: number;
  readonly brightness: number;
  readonly saturation: number;
}

export interface MapSurface {
  addPictures(pictures: GroundPictures): FlatHandle;
  /** Painted in the order of adding. */
  addFlat(mesh: MeshData): FlatHandle;
  /** Standing bodies, half transparent, hidden where a building stands in front. */
  addSolid(mesh: SolidMesh): FlatHandle;
  addTiles(layer: Tiles3dLayer, url: string, onChange: () => void): TilesHandle;
  /** The building drawn under a pixel; costs a rendering pass, so only for a click. */
  pickBuilding(x: number, y: number): PickedBuilding | null;
}

/** The same as the scene sees it, which draws it: WebGL, or a pen where there is none. */
export interface DrawnMap extends MapSurface {
  /** Pictures made so far. */
  readonly drawn: number;
  /** The picture is not yet as good as it will be: something moved a moment ago, or is still to come. */
  readonly isMoving: boolean;
  /** Draws when the lens moved or something asked for it; returns whether a picture was made. */
  draw(lens: Lens): boolean;
  /** The spot of a 3D Tiles layer drawn under a pixel; costs a rendering pass as well. */
  pickSurface(x: number, y: number): PickedSurface | null;
}
