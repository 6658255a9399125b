import { polygonsOf } from '#shared/geo/polygon.ts';
import { type Colour, MeshBuilder, type MeshData } from '../map/mesh.ts';
import type { FlatHandle, MapSurface } from '../map/surface.ts';
import type { Painter } from '../overlay/painter.ts';
import { inkColour, placedLine, traceLine } from '../overlay/sketch.ts';
import { GROUND } from '../theme.ts';
import type { LayerContext, SceneLayer } from './layer.ts';

/** First match wins; words of OSM and of Chinese land-use lists. */
const LAND: readonly (readonly [RegExp, Colour])[] = [
  [/farm|field|orchard|meadow|农|田/i, GROUND.farm],
  [/park|green|grass|forest|wood|garden|scrub|hill|cemetery|绿|公园|林|山/i, GROUND.green],
  [/pitch|sport|stadium|playground|track|操场|体育/i, GROUND.sports],
  [/industr|depot|railway|quarry|工业|仓储/i, GROUND.works],
  [/commerc|retail|plaza|pedestrian|商/i, GROUND.busy],
  [/school|educat|college|universit|hospital|medical|教育|医疗|学校|医院/i, GROUND.public],
];

/** Land, parks, water and railways: what never changes and never asks for attention. */
export class GroundLayer implements SceneLayer {
  readonly id = 'ground';
  #mesh: MeshData | null = null;
  #flat: FlatHandle | null = null;
  #water: Float64Array[] = [];

  create({ pack }: LayerContext): void {
    const mesh = new MeshBuilder(pack.frame);
    const { ground, landuse, water, railways } = pack.features;
    const [west, south, east, north] = pack.manifest.bbox;
    if (ground.length === 0) mesh.addArea([box(west, south, east, north)], GROUND.land);
    for (const { geometry } of ground) for (const rings of polygonsOf(geometry)) mesh.addArea(rings, GROUND.land);
    for (const { geometry, properties } of landuse) {
      for (const rings of polygonsOf(geometry)) mesh.addArea(rings, landColour(properties.kind));
    }
    for (const { geometry } of water) {
      for (const rings of polygonsOf(geometry)) {
        mesh.addArea(rings, GROUND.water);
        for (const ring of rings) mesh.addLine(ring, { colour: GROUND.shore, widthM: 1.2, leastPx: 1 });
      }
    }
    for (const { geometry } of railways) {
      mesh.addLine(geometry.coordinates, { colour: GROUND.railway, widthM: 5, leastPx: 1.6 });
      mesh.addLine(geometry.coordinates, { colour: GROUND.land, widthM: 2.6, leastPx: 0.6 });
    }
    this.#mesh = mesh.build();
    this.#water = water
      .flatMap(({ geometry }) => polygonsOf(geometry))
      .map((rings) => placedLine(rings[0] ?? [], pack.frame));
  }

  attach(map: MapSurface): void {
    if (this.#mesh) this.#flat = map.addFlat(this.#mesh);
  }

  detach(): void {
    this.#flat = null;
  }

  beforeMap(_metresPerPixel: number, isVisible: boolean): void {
    this.#flat?.setVisible(isVisible);
  }

  frame(painter: Painter): void {
    if (painter.hasMap) return;
    painter.ink.beginPath();
    for (const shore of this.#water) traceLine(painter, shore);
    painter.ink.fillStyle = inkColour(GROUND.water);
    painter.ink.fill();
  }

  dispose(): void {
    this.#flat?.dispose();
  }
}

const landColour = (kind: string): Colour => LAND.find(([words]) => words.test(kind))?.[1] ?? GROUND.block;

const box = (west: number, south: number, east: number, north: number): [number, number][] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
