/** What the map drew under a pixel. Each question costs a rendering pass: asked by a click, never by a movement. */
import {
  Cartesian3,
  Cartographic,
  Cesium3DTileFeature,
  Cesium3DTileset,
  Math as CesiumMath,
  Matrix4,
  type Scene,
} from '@cesium/engine';
import type { Tiles3dLayer } from '#shared/wire/pack.ts';
import type { PickedBuilding, PickedSurface } from './surface.ts';

type Tilesets = ReadonlyMap<Cesium3DTileset, Tiles3dLayer>;
type Pixel = Parameters<Scene['pick']>[0];

/** The building with an id of its own; null for a mesh that has none and for everything else. */
export function pickBuilding(
  scene: Scene,
  toEarth: Matrix4,
  tilesets: Tilesets,
  x: number,
  y: number,
): PickedBuilding | null {
  const pixel = { x, y } as Pixel;
  const picked: unknown = scene.pick(pixel);
  if (!(picked instanceof Cesium3DTileFeature)) return null;
  const layer = tilesets.get(picked.tileset);
  const property = (name: string): unknown => picked.getProperty(name);
  const id = property(layer?.idProperty ?? 'id') ?? property('id') ?? property('bldg_id');
  if (id === undefined || id === null) return null;
  const height = Number(property('height'));
  const spot = spotAt(scene, pixel);
  const toLocal = Matrix4.inverseTransformation(toEarth, new Matrix4());
  const local = spot ? Matrix4.multiplyByPoint(toLocal, spot, new Cartesian3()) : Cartesian3.ZERO;
  return {
    id: String(id),
    name: String(property('name') ?? ''),
    kind: String(property('kind') ?? ''),
    heightM: Number.isFinite(height) ? height : null,
    x: local.x,
    y: local.y,
  };
}

export function pickSurface(scene: Scene, tilesets: Tilesets, x: number, y: number): PickedSurface | null {
  const pixel = { x, y } as Pixel;
  const tileset = tilesetOf(scene.pick(pixel));
  const layer = tileset && tilesets.get(tileset);
  const spot = layer && spotAt(scene, pixel);
  const place = spot && Cartographic.fromCartesian(spot);
  if (!layer || !place) return null;
  return {
    layerId: layer.id,
    lon: CesiumMath.toDegrees(place.longitude),
    lat: CesiumMath.toDegrees(place.latitude),
    heightM: place.height,
  };
}

/** A mesh without features answers with its tileset as the primitive. */
function tilesetOf(picked: unknown): Cesium3DTileset | null {
  if (picked instanceof Cesium3DTileFeature) return picked.tileset;
  const primitive = typeof picked === 'object' && picked !== null && 'primitive' in picked ? picked.primitive : null;
  return primitive instanceof Cesium3DTileset ? primitive : null;
}

const spotAt = (scene: Scene, pixel: Pixel) => (scene.pickPositionSupported ? scene.pickPosition(pixel) : undefined);
