// The layers that only paint the map: buildings, water, land use, railways.
import { type Feature, feature } from '../kit/geojson.ts';
import { type Dropped, linesOf, polygonsIn, type SourceFeature, textOf } from './source.ts';

const METRES_A_FLOOR = 3;
/** Drawn where neither height nor floors are known. */
const UNKNOWN_HEIGHT_M = 12;

export function importCovers(
  source: readonly SourceFeature[],
  role: 'water' | 'landuse' | 'ground',
  dropped: Dropped,
): Feature[] {
  return source.flatMap((one, index) => {
    const polygons = polygonsIn(one);
    if (polygons.length === 0) {
      dropped.add('not an area');
      return [];
    }
    const name = textOf(one.properties.name);
    const kind = textOf(one.properties.kind) ?? textOf(one.properties.landuse) ?? role;
    const geometry = { type: 'MultiPolygon', coordinates: polygons };
    return [feature(`${role}/${one.id ?? index}/${index}`, geometry, { kind, ...(name ? { name } : {}) })];
  });
}

export function importBuildings(source: readonly SourceFeature[], dropped: Dropped): Feature[] {
  return source.flatMap((one, index) => {
    const polygons = polygonsIn(one);
    if (polygons.length === 0) {
      dropped.add('not an area');
      return [];
    }
    const { properties } = one;
    const floors = positive(properties.floors ?? properties['building:levels']);
    const height = positive(properties.height) ?? (floors ? floors * METRES_A_FLOOR : UNKNOWN_HEIGHT_M);
    const kind = textOf(properties.kind) ?? textOf(properties.building) ?? 'building';
    const id = `${one.id ?? 'building'}/${index}`.slice(-60);
    const geometry = { type: 'MultiPolygon', coordinates: polygons };
    const whole = floors !== null && Number.isInteger(floors) ? { floors } : {};
    return [feature(id, geometry, { id, name: textOf(properties.name) ?? '', kind, height, ...whole })];
  });
}

export function importRailways(source: readonly SourceFeature[], dropped: Dropped): Feature[] {
  return source.flatMap((one, index) => {
    const lines = linesOf(one);
    if (lines.length === 0) dropped.add('not a line');
    const { railway, name, bridge } = one.properties;
    const tags = Object.fromEntries(
      Object.entries({ name, bridge }).flatMap(([key, value]) => (textOf(value) ? [[key, textOf(value)]] : [])),
    );
    return lines.map((coordinates, part) =>
      feature(
        `railway/${one.id ?? index}/${part}`,
        { type: 'LineString', coordinates },
        { railway: textOf(railway) ?? 'rail', ...tags },
      ),
    );
  });
}

/** `"24 m"`, `"24"` and 24 are 24. */
function positive(value: unknown): number | null {
  const number = typeof value === 'number' ? value : Number.parseFloat(String(value ?? ''));
  return Number.isFinite(number) && number > 0 ? number : null;
}
