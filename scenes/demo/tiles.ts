// Buildings as 3D Tiles 1.1: an adaptive quadtree with additive refinement. Each tile draws the most prominent buildings
// of its square that no tile above has drawn, so the skyline comes first and the houses stream in when the camera is near.
import { eastNorthUpTransform, type MetreFrame, toEastNorthUp } from '#shared/geo/earth.ts';
import { writeGlb } from '../kit/glb.ts';
import { MeshBuilder } from '../kit/mesh.ts';
import type { Point } from '../kit/plane.ts';
import type { Building } from './buildings/build.ts';
import type { Solid } from './buildings/solids.ts';

const MAX_PER_LEAF = 160;
const PER_INNER_TILE = 90;
const MAX_DEPTH = 6;
/** Walls go this far below the ellipsoid, so that no light shows under them. */
const FOUNDATION_M = -1;
const GROUND_SHADE = 0.5;

interface Tile {
  boundingVolume: { box: number[] };
  geometricError: number;
  refine?: 'ADD';
  content?: { uri: string };
  children?: Tile[];
}

interface Bounds {
  min: [number, number, number];
  max: [number, number, number];
}

export interface TilesetFiles {
  readonly files: ReadonlyMap<string, Buffer>;
  readonly tiles: number;
}

/** `tileset.json` and its GLBs by path; vertices are true east-north-up metres of the frame's origin. */
export function buildTileset(buildings: readonly Building[], frame: MetreFrame, halfSizeM: number): TilesetFiles {
  const transform = eastNorthUpTransform(frame.origin);
  const files = new Map<string, Buffer>();
  let tiles = 0;

  const shift = (building: Building): readonly [number, number, number] => {
    const { x, y } = building.rect.centre;
    const true_ = toEastNorthUp(transform, frame.toLonLat(x, y), 0);
    return [true_[0] - x, true_[1] - y, true_[2]];
  };

  const make = (
    members: readonly Building[],
    centre: Point,
    half: number,
    path: string,
  ): { tile: Tile; bounds: Bounds } => {
    const isLeaf = members.length <= MAX_PER_LEAF || path.length > MAX_DEPTH;
    const ranked = isLeaf
      ? members
      : [...members].sort((a, b) => prominence(b) - prominence(a) || (a.id < b.id ? -1 : 1));
    const drawn = isLeaf ? ranked : ranked.slice(0, PER_INNER_TILE);
    const left = isLeaf ? [] : ranked.slice(PER_INNER_TILE);
    const bounds: Bounds = { min: [Infinity, Infinity, Infinity], max: [-Infinity, -Infinity, -Infinity] };
    const mesh = new MeshBuilder();
    drawn.forEach((building, feature) => {
      const offset = shift(building);
      for (const solid of building.solids) addSolid(mesh, solid, offset, feature, bounds);
    });
    const uri = `${path}.glb`;
    files.set(
      uri,
      writeGlb(
        mesh,
        drawn.map(({ id, name, kind, heightM }) => ({ id, name, kind, height: heightM })),
      ),
    );
    tiles += 1;
    const children: Tile[] = [];
    for (const [quadrant, east, north] of [
      ['0', -1, -1],
      ['1', 1, -1],
      ['2', -1, 1],
      ['3', 1, 1],
    ] as const) {
      const inside = left.filter(
        ({ rect }) => rect.centre.x >= centre.x === east > 0 && rect.centre.y >= centre.y === north > 0,
      );
      if (inside.length === 0) continue;
      const at = { x: centre.x + (east * half) / 2, y: centre.y + (north * half) / 2 };
      const child = make(inside, at, half / 2, `${path}${quadrant}`);
      children.push(child.tile);
      for (let axis = 0; axis < 3; axis++) {
        bounds.min[axis] = Math.min(bounds.min[axis]!, child.bounds.min[axis]!);
        bounds.max[axis] = Math.max(bounds.max[axis]!, child.bounds.max[axis]!);
      }
    }
    const biggestLeft = left[0];
    const tile: Tile = {
      boundingVolume: { box: boxOf(bounds) },
      // What is missing while the children are not there: the most prominent building they hold.
      geometricError: biggestLeft ? Math.round(prominence(biggestLeft)) : 0,
      content: { uri },
      ...(children.length > 0 ? { refine: 'ADD' as const, children } : {}),
    };
    return { tile, bounds };
  };

  const { tile } = make(buildings, { x: 0, y: 0 }, halfSizeM, 't');
  const tileset = {
    asset: { version: '1.1', tilesetVersion: '1', copyright: "演示数据 · Ping'an Command" },
    geometricError: 600,
    root: { transform, ...tile },
  };
  files.set('tileset.json', Buffer.from(`${JSON.stringify(tileset)}\n`, 'utf8'));
  return { files, tiles };
}

/** Metres: how much would be missing from the picture without this building. */
function prominence(building: Building): number {
  return Math.hypot(building.heightM, Math.hypot(building.rect.width, building.rect.depth) / 2);
}

function boxOf({ min, max }: Bounds): number[] {
  const half = (axis: 0 | 1 | 2) => (max[axis] - min[axis]) / 2;
  const middle = (axis: 0 | 1 | 2) => (max[axis] + min[axis]) / 2;
  const round = (value: number) => Math.round(value * 1000) / 1000;
  return [middle(0), middle(1), middle(2), half(0) + 0.01, 0, 0, 0, half(1) + 0.01, 0, 0, 0, half(2) + 0.01].map(round);
}

function addSolid(
  mesh: MeshBuilder,
  solid: Solid,
  offset: readonly [number, number, number],
  feature: number,
  bounds: Bounds,
): void {
  const ring = solid.footprint.map(({ x, y }) => [x + offset[0], y + offset[1]] as const);
  const base = (solid.baseM === 0 ? FOUNDATION_M : solid.baseM) + offset[2];
  const top = solid.topM + offset[2];
  for (const [east, north] of ring) {
    bounds.min = [Math.min(bounds.min[0], east), Math.min(bounds.min[1], north), Math.min(bounds.min[2], base)];
    bounds.max = [
      Math.max(bounds.max[0], east),
      Math.max(bounds.max[1], north),
      Math.max(bounds.max[2], top + solid.riseM),
    ];
  }
  const shadeAt = (height: number) => Math.min(1, GROUND_SHADE + Math.max(0, height) / 26);
  const low = shadeAt(solid.baseM);
  const high = shadeAt(solid.topM);
  ring.forEach(([east, north], index) => {
    const [nextEast, nextNorth] = ring[(index + 1) % ring.length]!;
    mesh.face(
      [
        [east, north, base],
        [nextEast, nextNorth, base],
        [nextEast, nextNorth, top],
        [east, north, top],
      ],
      solid.wall,
      [low, low, high, high],
      feature,
    );
  });
  addRoof(mesh, solid, ring, top, feature);
  if (solid.baseM > 0 && solid.footprint.length === 4) {
    mesh.face(
      [...ring].reverse().map(([east, north]) => [east, north, base] as const),
      solid.wall,
      [0.5, 0.5, 0.5, 0.5],
      feature,
    );
  }
}

function addRoof(
  mesh: MeshBuilder,
  solid: Solid,
  ring: readonly (readonly [number, number])[],
  top: number,
  feature: number,
): void {
  const plain = [1, 1, 1, 1];
  if (solid.roof === 'flat') {
    mesh.lid(ring, () => top, solid.roofColour, feature);
    return;
  }
  const ridge = top + solid.riseM;
  const lift = (p: readonly [number, number], height: number) => [p[0], p[1], height] as const;
  const middle = (a: readonly [number, number], b: readonly [number, number]) =>
    [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2] as const;
  if (solid.roof === 'pyramid') {
    const apex = ring.reduce((sum, p) => [sum[0] + p[0] / ring.length, sum[1] + p[1] / ring.length] as const, [
      0, 0,
    ] as const);
    ring.forEach((p, index) => {
      mesh.face(
        [lift(p, top), lift(ring[(index + 1) % ring.length]!, top), lift(apex, ridge)],
        solid.roofColour,
        plain,
        feature,
      );
    });
    return;
  }
  const [a, b, c, d] = ring as readonly [
    readonly [number, number],
    readonly [number, number],
    readonly [number, number],
    readonly [number, number],
  ];
  const west = lift(middle(d, a), ridge);
  const east = lift(middle(b, c), ridge);
  mesh.face([lift(a, top), lift(b, top), east, west], solid.roofColour, plain, feature);
  mesh.face([lift(c, top), lift(d, top), west, east], solid.roofColour, [0.8, 0.8, 0.8, 0.8], feature);
  mesh.face([lift(b, top), lift(c, top), east], solid.wall, plain, feature);
  mesh.face([lift(d, top), lift(a, top), west], solid.wall, plain, feature);
}
