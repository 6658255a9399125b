/** What layers may ask of the WebGL map. Free of Cesium, so that a layer can be read, tested and loaded without it. */
import type { Tiles3dLayer } from '#shared/wire/pack.ts';
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
  readonly problem: string | null;
  setVisible(isVisible: boolean): void;
  setSelected(buildingId: string | null): void;
  dispose(): void;
}

export interface MapSurface {
  /** Painted in the order of adding. */
  addFlat(mesh: MeshData): FlatHandle;
  /** Standing bodies, half transparent, hidden where a building stands in front. */
  addSolid(mesh: SolidMesh): FlatHandle;
  addTiles(layer: Tiles3dLayer, url: string, onChange: () => void): TilesHandle;
  /** The building drawn under a pixel; costs a rendering pass, so only for a click. */
  pickBuilding(x: number, y: number): PickedBuilding | null;
}
