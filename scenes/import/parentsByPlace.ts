// Grids that belong to no drawn community by their digits, taken in by the one they stand in.
import Flatbush from 'flatbush';
import { boundsOf, isInsidePolygon, labelPoint } from '#shared/geo/polygon.ts';
import { closedRings } from './source.ts';
import type { CheckedArea } from './topology.ts';

const VILLAGE_DIGITS = 12;

/** The areas with such grids under the community that contains their inner point; one that stands in none stays as it is. */
export function withParentsByPlace(areas: readonly CheckedArea[]): {
  areas: readonly CheckedArea[];
  parentsByPlace: { code: string; parentCode: string }[];
} {
  const villages = areas.filter(({ level }) => level === 'village');
  const known = new Set(villages.map(({ code }) => code));
  const parentsByPlace: { code: string; parentCode: string }[] = [];
  if (villages.length === 0) return { areas, parentsByPlace };
  const parts = villages.flatMap(({ code, polygons }) =>
    closedRings(polygons).map((rings) => ({ code, rings, bounds: boundsOf(rings[0]!) })),
  );
  const index = new Flatbush(parts.length);
  for (const { bounds } of parts) index.add(...bounds);
  index.finish();
  const villageAround = ({ polygons }: CheckedArea): string | null => {
    const at = labelPoint(closedRings(polygons)[0]!);
    const [lon, lat] = at;
    const found = index.search(lon, lat, lon, lat).find((one) => isInsidePolygon(at, parts[one]!.rings));
    return found === undefined ? null : parts[found]!.code;
  };
  const settled = areas.map((area) => {
    const isKnown = known.has(area.parentCode ?? '') || known.has(area.code.slice(0, VILLAGE_DIGITS));
    if (area.level !== 'grid' || isKnown) return area;
    const parentCode = villageAround(area);
    if (parentCode === null) return area;
    parentsByPlace.push({ code: area.code, parentCode });
    return { ...area, parentCode };
  });
  return { areas: settled, parentsByPlace };
}
