import { COVERAGE_POINT_UNITS, type CoverageRoads } from '#shared/wire/coverage.ts';
import type { RoadGraph } from './graph.ts';

/** The lines of a graph's edges, packed for windows that colour them. Hosts are little endian, as the wire says. */
export function packShapes({ shapeStart, shapeLon, shapeLat }: RoadGraph): CoverageRoads {
  const points = new Int32Array(shapeLon.length * 2);
  for (let point = 0; point < shapeLon.length; point++) {
    points[point * 2] = Math.round(shapeLon[point]! * COVERAGE_POINT_UNITS);
    points[point * 2 + 1] = Math.round(shapeLat[point]! * COVERAGE_POINT_UNITS);
  }
  return { shapeStart: new Uint8Array(shapeStart.slice().buffer), points: new Uint8Array(points.buffer) };
}
