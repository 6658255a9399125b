/** The little map of a phone: roads and grid borders of the scene inside a box, small enough for a bad network. */
import type { RoadGraph } from '#main/core/roads/graph.ts';
import type { AreaFeature } from '#shared/wire/packFeatures.ts';
import { WORKER_MAP_UNITS, type WorkerMap, type WorkerRoadRank } from '#shared/wire/workerPage.ts';

type Box = readonly [west: number, south: number, east: number, north: number];

/** An edge whose ends both lie further outside than this is not looked for: streets are shorter. Degrees, about 500 m. */
const MARGIN_DEGREES = 0.005;
/** About 150 kB of JSON. */
const LINES_MOST = 4_000;
const MAIN = /^(?:motorway|trunk|primary|secondary)/;
const STREET = /^(?:tertiary|residential|unclassified|living_street)/;

export class PhoneMap {
  readonly #graph: RoadGraph;
  readonly #grids: readonly AreaFeature[];
  readonly #ranks: readonly WorkerRoadRank[];

  constructor(graph: RoadGraph, grids: readonly AreaFeature[]) {
    this.#graph = graph;
    this.#grids = grids;
    this.#ranks = graph.traits.map(({ roadClass }) => rankOf(roadClass));
  }

  within(west: number, south: number, east: number, north: number): WorkerMap {
    const box: Box = [west, south, east, north];
    const found = this.#roads(box);
    const roads = found.length > LINES_MOST ? found.toSorted(([one], [other]) => one! - other!) : found;
    const grids = this.#grids.filter(({ geometry }) => outlines(geometry).some((ring) => touches(ring, box)));
    return {
      roads: roads.slice(0, LINES_MOST),
      borders: grids
        .flatMap(({ geometry }) => outlines(geometry))
        .filter((ring) => touches(ring, box))
        .map(packed),
      names: grids
        .filter(({ properties: { center } }) => isInside(center[0], center[1], box))
        .map(({ properties: { name, shortName, center } }) => ({
          name: shortName ?? name,
          lon: center[0],
          lat: center[1],
        })),
      isCut: found.length > LINES_MOST,
    };
  }

  #roads(box: Box): number[][] {
    const { edgeCount, edgeTraits, shapeStart, shapeLon, shapeLat } = this.#graph;
    const near = grown(box, MARGIN_DEGREES);
    const roads: number[][] = [];
    for (let edge = 0; edge < edgeCount; edge++) {
      const [first, last] = [shapeStart[edge]!, shapeStart[edge + 1]! - 1];
      const isNear =
        isInside(shapeLon[first]!, shapeLat[first]!, near) || isInside(shapeLon[last]!, shapeLat[last]!, near);
      if (!isNear) continue;
      const points: [number, number][] = [];
      for (let point = first; point <= last; point++) points.push([shapeLon[point]!, shapeLat[point]!]);
      if (touches(points, box)) roads.push([this.#ranks[edgeTraits[edge]!]!, ...packed(points)]);
    }
    return roads;
  }
}

function rankOf(roadClass: string): WorkerRoadRank {
  if (MAIN.test(roadClass)) return 0;
  return STREET.test(roadClass) ? 1 : 2;
}

const grown = ([west, south, east, north]: Box, by: number): Box => [west - by, south - by, east + by, north + by];

const isInside = (lon: number, lat: number, [west, south, east, north]: Box) =>
  lon >= west && lon <= east && lat >= south && lat <= north;

/** Outer rings; a hole in a grid is another grid's border anyway. */
function outlines(geometry: AreaFeature['geometry']): readonly (readonly [number, number])[][] {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.map(([outer = []]) => outer);
}

/** Whether its own box meets the other. */
function touches(points: readonly (readonly [number, number])[], [west, south, east, north]: Box): boolean {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of points) {
    if (lon < left) left = lon;
    if (lon > right) right = lon;
    if (lat < bottom) bottom = lat;
    if (lat > top) top = lat;
  }
  return right >= west && left <= east && top >= south && bottom <= north;
}

/** The first point, then differences, in `WORKER_MAP_UNITS`. */
function packed(points: readonly (readonly [number, number])[]): number[] {
  let [x, y] = [0, 0];
  return points.flatMap(([lon, lat]) => {
    const [nextX, nextY] = [Math.round(lon * WORKER_MAP_UNITS), Math.round(lat * WORKER_MAP_UNITS)];
    const step = [nextX - x, nextY - y];
    [x, y] = [nextX, nextY];
    return step;
  });
}
