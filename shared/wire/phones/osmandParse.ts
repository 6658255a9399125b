import { ok, type Result, refuse } from '../../kit/result.ts';
import type { PhoneReport } from './report.ts';

/** OsmAnd and Traccar Client (PROTOCOLS §4.1). A report without a position is a sign of life. */
const MPS_PER_KNOT = 1852 / 3600;

/** The query (GET) or form (POST) variant. Fails with `badReport` naming the parameter. */
export function parseOsmandQuery(query: Readonly<Record<string, string | undefined>>): Result<PhoneReport> {
  const deviceKey = query.id ?? query.deviceid;
  if (!deviceKey) return refuse('badReport', 'id: missing');
  const [locationLat, locationLon] = (query.location ?? '').split(',');
  const lat = query.lat ?? locationLat;
  const lon = query.lon ?? locationLon;
  const knots = optionalNumber(query.speed);
  const fixAt = query.timestamp === undefined ? null : parseTime(query.timestamp);
  if (fixAt === undefined) return refuse('badReport', 'timestamp: not a time');
  const isValid = query.valid === undefined || query.valid === 'true' || query.valid === '1';
  const position = isValid && lat && lon ? toPosition(Number(lat), Number(lon), optionalNumber(query.accuracy)) : null;
  if (position === undefined) return refuse('badReport', 'lat, lon: not a position');
  return ok({
    deviceKey,
    position: position && {
      ...position,
      courseDegrees: toCourse(optionalNumber(query.bearing ?? query.heading)),
      speedMps: knots === null || knots < 0 ? null : knots * MPS_PER_KNOT,
    },
    fixAt,
    batteryPercent: toPercent(optionalNumber(query.batt)),
    alarm: query.alarm || null,
  });
}

/** The JSON variant of newer Traccar clients: m/s, -1 for unknown, battery 0..1. */
export function parseOsmandJson(body: unknown): Result<PhoneReport> {
  const report = asRecord(body);
  const deviceKey = report?.device_id;
  if (typeof deviceKey !== 'string' && typeof deviceKey !== 'number') return refuse('badReport', 'device_id: missing');
  const location = asRecord(report?.location);
  const coords = asRecord(location?.coords);
  const time = location?.timestamp;
  const fixAt = time === undefined || time === null ? null : parseTime(String(time));
  if (fixAt === undefined) return refuse('badReport', 'location.timestamp: not a time');
  const position = coords
    ? toPosition(asNumber(coords.latitude), asNumber(coords.longitude), nonNegative(coords.accuracy))
    : null;
  if (position === undefined) return refuse('badReport', 'location.coords: not a position');
  const level = nonNegative(asRecord(location?.battery)?.level);
  const alarm = location?.alarm ?? report?.alarm;
  return ok({
    deviceKey: String(deviceKey),
    position: position && {
      ...position,
      courseDegrees: toCourse(nonNegative(coords?.heading)),
      speedMps: nonNegative(coords?.speed),
    },
    fixAt,
    batteryPercent: level === null ? null : toPercent(level * 100),
    alarm: typeof alarm === 'string' && alarm !== '' ? alarm : null,
  });
}

/** `undefined` marks an impossible position; 0,0 without accuracy is a device that has no fix yet. */
function toPosition(lat: number, lon: number, accuracyM: number | null) {
  if (!Number.isFinite(lat) || !Number.isFinite(lon) || Math.abs(lat) > 90 || Math.abs(lon) > 180) return undefined;
  if (lat === 0 && lon === 0 && accuracyM === null) return null;
  return { lon, lat, accuracyM };
}

/** Seconds below 2^31, milliseconds above, ISO with a `T`, or `yyyy-MM-dd HH:mm:ss` in UTC. */
function parseTime(text: string): number | undefined {
  if (/^\d+(\.\d+)?$/.test(text)) {
    const value = Number(text);
    return value < 2 ** 31 ? value * 1_000 : value;
  }
  const iso = text.includes('T') ? text : `${text.replace(' ', 'T')}Z`;
  const at = Date.parse(iso);
  return Number.isNaN(at) ? undefined : at;
}

const asRecord = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;

const asNumber = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);

const nonNegative = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;

function optionalNumber(text: string | undefined): number | null {
  if (text === undefined || text.trim() === '') return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

const toCourse = (degrees: number | null): number | null => (degrees === null || degrees < 0 ? null : degrees % 360);

const toPercent = (value: number | null): number | null =>
  value === null || value < 0 ? null : Math.min(100, Math.round(value));
