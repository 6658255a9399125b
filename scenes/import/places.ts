// Points of interest as key places, each in the grid it stands in.
import Flatbush from 'flatbush';
import { distanceM, type LonLat } from '#shared/geo/earth.ts';
import { boundsOf, isInsidePolygon } from '#shared/geo/polygon.ts';
import { type Feature, feature } from '../kit/geojson.ts';
import type { Grid } from './hierarchy.ts';
import { type Dropped, pointOf, type SourceFeature, textOf } from './source.ts';

/** OSM and tile-schema kinds the desk cares about; a kind not named here is no key place. */
const PLACE_CLASSES: Readonly<Record<string, string>> = {
  school: '学校',
  kindergarten: '学校',
  university: '学校',
  college: '学校',
  hospital: '医院',
  clinic: '医院',
  station: '车站',
  subway_entrance: '车站',
  bus_station: '车站',
  ferry_terminal: '车站',
  bank: '银行',
  police: '派出所',
  fire_station: '消防站',
  government: '党政机关',
  townhall: '党政机关',
  courthouse: '党政机关',
  mall: '商圈',
  supermarket: '商圈',
  marketplace: '市场',
  hotel: '宾馆',
  hostel: '宾馆',
  fuel: '加油站',
  place_of_worship: '宗教',
  museum: '景区',
  attraction: '景区',
  park: '公园',
  theatre: '文化场所',
  cinema: '文化场所',
};
/** A place on a street belongs to the nearest block this near. */
const REACH_M = 120;

export function importPlaces(source: readonly SourceFeature[], grids: readonly Grid[], dropped: Dropped): Feature[] {
  const locate = gridLocator(grids);
  const serials = new Map<string, number>();
  const features: Feature[] = [];
  for (const one of source) {
    const at = pointOf(one);
    const name = textOf(one.properties.name);
    const placeClass =
      PLACE_CLASSES[textOf(one.properties.kind) ?? textOf(one.properties.amenity) ?? ''] ??
      textOf(one.properties.placeClass);
    if (!at) dropped.add('not a point');
    else if (name === null) dropped.add('no name');
    else if (placeClass === null) dropped.add('not a kind of key place');
    else {
      const gridCode = locate(at);
      if (gridCode === null) {
        dropped.add(`farther than ${REACH_M} m from every grid`);
        continue;
      }
      const serial = (serials.get(gridCode) ?? 0) + 1;
      serials.set(gridCode, serial);
      const placeCode = `${gridCode}P${String(serial).padStart(2, '0')}`;
      features.push(feature(placeCode, { type: 'Point', coordinates: at }, { placeCode, name, placeClass, gridCode }));
    }
  }
  return features;
}

function gridLocator(grids: readonly Grid[]): (at: LonLat) => string | null {
  const parts = grids.flatMap((grid) =>
    grid.polygons.map((rings) => ({ code: grid.code, rings, bounds: boundsOf(rings[0]!) })),
  );
  if (parts.length === 0) return () => null;
  const index = new Flatbush(parts.length);
  for (const { bounds } of parts) index.add(...bounds);
  index.finish();
  const margin = REACH_M / 80_000;
  return (at) => {
    const near = index.search(at[0] - margin, at[1] - margin, at[0] + margin, at[1] + margin).map((one) => parts[one]!);
    const inside = near.find(({ rings }) => isInsidePolygon(at, rings));
    if (inside) return inside.code;
    let best = { away: REACH_M, code: null as string | null };
    for (const { code, rings } of near) {
      for (const corner of rings[0]!) {
        const away = distanceM(at, corner);
        if (away < best.away) best = { away, code };
      }
    }
    return best.code;
  };
}
