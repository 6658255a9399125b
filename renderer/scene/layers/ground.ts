import { type AreaGeometry, polygonsOf } from '#shared/geo/polygon.ts';
import { type Colour, MeshBuilder, type MeshData } from '../map/mesh.ts';
import type { FlatHandle, GroundPictures, MapSurface } from '../map/surface.ts';
import type { Painter } from '../overlay/painter.ts';
import { inkColour, placedLine, traceLine } from '../overlay/sketch.ts';
import type { LoadedPack } from '../pack/load.ts';
import { GROUND } from '../theme.ts';
import { groundPictures, type PaintedArea } from './groundPictures.ts';
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
  /** The areas, where the ground is a globe; otherwise they are in the mesh. */
  #pictures: GroundPictures | null = null;
  #handles: FlatHandle[] = [];
  #water: Float64Array[] = [];

  create({ pack }: LayerContext): void {
    const mesh = new MeshBuilder(pack.frame);
    const areas = areasOf(pack);
    const { water, railways } = pack.features;
    if (pack.hasGlobe) this.#pictures = groundPictures(areas, pack.manifest.bbox);
    else for (const { rings, colour } of areas) mesh.addArea(rings, colour);
    for (const ring of water.flatMap(({ geometry }) => polygonsOf(geometry).flat()))
      mesh.addLine(ring, { colour: GROUND.shore, widthM: 1.2, leastPx: 1 });
    for (const { geometry } of railways) {
      mesh.addLine(geometry.coordinates, { colour: GROUND.railway, widthM: 5, leastPx: 1.6 });
      mesh.addLine(geometry.coordinates, { colour: GROUND.land, widthM: 2.6, leastPx: 0.6 });
    }
    this.#mesh = mesh.isEmpty ? null : mesh.build();
    this.#water = water
      .flatMap(({ geometry }) => polygonsOf(geometry))
      .map((rings) => placedLine(rings[0] ?? [], pack.frame));
  }

  attach(map: MapSurface): void {
    this.#handles = this.#pictures ? [map.addPictures(this.#pictures)] : [];
    if (this.#mesh) this.#handles.push(map.addFlat(this.#mesh));
  }

  detach(): void {
    this.#handles = [];
  }

  beforeMap(_metresPerPixel: number, isVisible: boolean): void {
    for (const handle of this.#handles) handle.setVisible(isVisible);
  }

  frame(painter: Painter): void {
    if (painter.hasMap) return;
    painter.ink.beginPath();
    for (const shore of this.#water) traceLine(painter, shore);
    painter.ink.fillStyle = inkColour(GROUND.water);
    painter.ink.fill();
  }

  dispose(): void {
    for (const handle of this.#handles) handle.dispose();
  }
}

/** Bottom to top. */
function areasOf({ features, manifest }: LoadedPack): PaintedArea[] {
  const { ground, landuse, water } = features;
  const painted = (geometry: AreaGeometry, colour: Colour) => polygonsOf(geometry).map((rings) => ({ rings, colour }));
  return [
    ...(ground.length === 0 ? [{ rings: [box(...manifest.bbox)], colour: GROUND.land }] : []),
    ...ground.flatMap(({ geometry }) => painted(geometry, GROUND.land)),
    ...landuse.flatMap(({ geometry, properties }) => painted(geometry, landColour(properties.kind))),
    ...water.flatMap(({ geometry }) => painted(geometry, GROUND.water)),
  ];
}

const landColour = (kind: string): Colour => LAND.find(([words]) => words.test(kind))?.[1] ?? GROUND.block;

const box = (west: number, south: number, east: number, north: number): [number, number][] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
