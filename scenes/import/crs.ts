// The coordinate systems sites hand over, and the way from each to WGS-84 degrees (GEODATA §2.1).
import proj4 from 'proj4';
import { type Datum, toWgs84 } from '#shared/geo/datum.ts';
import type { LonLat } from '#shared/geo/earth.ts';
import { ImportRefused } from './formats/read.ts';
import type { Dropped, SourceFeature } from './source.ts';

const DATUM_NAMES: Readonly<Record<string, Datum>> = {
  wgs84: 'wgs84',
  'epsg:4326': 'wgs84',
  cgcs2000: 'cgcs2000',
  'epsg:4490': 'cgcs2000',
  gcj02: 'gcj02',
  bd09: 'bd09',
};

export type ToDegrees = (x: number, y: number) => LonLat;

/** Refuses `crs` with what is allowed. Accepts the names of `--crs` and what a .prj file says. */
export function crsOf(text: string): ToDegrees {
  const name = text.trim();
  const datum = DATUM_NAMES[name.toLowerCase()];
  if (datum) return (x, y) => toWgs84(datum, [x, y]);
  const definition = /^epsg:(\d+)$/i.test(name)
    ? gaussKrueger(Number(name.slice(5)))
    : name.startsWith('proj:')
      ? name.slice(5)
      : name;
  try {
    if (definition === null) throw new Error('unknown code');
    const converter = proj4(definition, 'WGS84');
    return (x, y) => {
      const [lon, lat] = converter.forward([x, y]);
      return [lon!, lat!];
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ImportRefused(
      'crs',
      `坐标系 ${name.slice(0, 80)} 无法识别（${reason}）；可用 wgs84、cgcs2000、gcj02、bd09、epsg:4513–4554、proj:"+proj=…"`,
      `unknown coordinate system ${name.slice(0, 80)} (${reason})`,
    );
  }
}

/** CGCS2000 three-degree zones: 4513–4533 with the zone's number in the easting, 4534–4554 without. */
function gaussKrueger(code: number): string | null {
  const zone = code >= 4513 && code <= 4533 ? code - 4513 : code >= 4534 && code <= 4554 ? code - 4534 : null;
  if (code === 3857 || code === 900913) return 'EPSG:3857';
  if (zone === null) return null;
  const easting = code <= 4533 ? (zone + 25) * 1_000_000 + 500_000 : 500_000;
  return `+proj=tmerc +lat_0=0 +lon_0=${75 + 3 * zone} +k=1 +x_0=${easting} +y_0=0 +ellps=GRS80 +units=m +no_defs`;
}

/** Features in WGS-84. One whose numbers are no place on earth then is left out and counted. */
export function converted(features: readonly SourceFeature[], toDegrees: ToDegrees, dropped: Dropped): SourceFeature[] {
  return features.flatMap((feature) => {
    const coordinates = convertedPart(feature.geometry.coordinates, toDegrees, 0);
    if (coordinates === null) {
      dropped.add('coordinates outside the earth');
      return [];
    }
    return [{ ...feature, geometry: { ...feature.geometry, coordinates } }];
  });
}

/** Nine decimals (a tenth of a millimetre) keep what the source had and make equal corners equal again. */
const rounded = (degrees: number) => Math.round(degrees * 1e9) / 1e9;

function convertedPart(part: unknown, toDegrees: ToDegrees, depth: number): unknown {
  if (!Array.isArray(part) || depth > 4) return null;
  const [x, y] = part as unknown[];
  if (typeof x !== 'number' || typeof y !== 'number') {
    const parts = part.map((one) => convertedPart(one, toDegrees, depth + 1));
    return parts.includes(null) ? null : parts;
  }
  if (!Number.isFinite(x) || !Number.isFinite(y)) return null;
  const [lon, lat] = toDegrees(x, y);
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? [rounded(lon), rounded(lat)] : null;
}
