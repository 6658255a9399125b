import { plainText } from '../../kit/plainText.ts';
import { ok, type Result, refuse } from '../../kit/result.ts';
import type { PhoneReport } from './report.ts';

const KMH_PER_MPS = 3.6;
const LAST_MS = 8e15;
/** Types in which the app's user can say something about himself. */
const SPEAKING_TYPES = ['location', 'transition'];
/** Fields whose value is the app's own vocabulary, or a place's name: only these words in them call for help. */
const CALLS: ReadonlySet<string> = new Set(['sos', 'panic', 'emergency', '求助', '求救', '报警']);
const NO_ALARM: ReadonlySet<string> = new Set(['', 'false', '0', 'no', 'none', 'off']);

/**
 * Fails with a code for what carries nothing for us: `otherType`, `encrypted`, `noIdentity`, `noPosition`. Those are answered
 * like every other message: the app sends its queue in order and would stop at the first error for ever.
 */
export function parseOwntracks(body: unknown): Result<PhoneReport> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return refuse('otherType', 'not an object');
  const message = body as Readonly<Record<string, unknown>>;
  const type = message._type;
  if (type === 'encrypted') return refuse('encrypted', '_type: encrypted');
  if (typeof type !== 'string' || !SPEAKING_TYPES.includes(type)) return refuse('otherType', '_type: not a position');
  const deviceKey = textOf(message.topic) ?? textOf(message.tid);
  if (deviceKey === null) return refuse('noIdentity', 'topic, tid: missing');
  const position = type === 'location' ? positionOf(message) : null;
  const alarm = alarmOf(message);
  if (position === null && alarm === null) return refuse('noPosition', 'lat, lon: not a position');
  const seconds = numberOf(message.tst);
  const battery = atLeastZero(message.batt);
  return ok({
    deviceKey,
    position,
    fixAt: seconds === null || seconds < 0 || seconds * 1_000 > LAST_MS ? null : Math.round(seconds * 1_000),
    batteryPercent: battery === null ? null : Math.min(100, Math.round(battery)),
    alarm,
  });
}

/**
 * OwnTracks has no SOS of its own. A message calls for help when `alarm` is true or any word but a denial (added by a
 * gateway or a fork of the app), or when `t`, `event`, `poi` or `tag` (which users can set in the app) is one of CALLS.
 */
function alarmOf(message: Readonly<Record<string, unknown>>): string | null {
  if (message.alarm === true) return 'sos';
  const alarm = typeof message.alarm === 'string' ? plainText(message.alarm, 200) : '';
  if (!NO_ALARM.has(alarm.toLowerCase())) return alarm;
  for (const field of ['t', 'event', 'poi', 'tag']) {
    const value = message[field];
    if (typeof value === 'string' && CALLS.has(value.trim().toLowerCase())) return value.trim();
  }
  return null;
}

/** Null for none, an impossible one, and 0,0 without accuracy: a phone that has no fix yet. */
function positionOf(message: Readonly<Record<string, unknown>>): PhoneReport['position'] {
  const lat = numberOf(message.lat);
  const lon = numberOf(message.lon);
  const accuracyM = atLeastZero(message.acc);
  if (lat === null || lon === null || Math.abs(lat) > 90 || Math.abs(lon) > 180) return null;
  if (lat === 0 && lon === 0 && accuracyM === null) return null;
  const course = atLeastZero(message.cog);
  const speedKmh = atLeastZero(message.vel);
  return {
    lon,
    lat,
    courseDegrees: course === null ? null : course % 360,
    speedMps: speedKmh === null ? null : speedKmh / KMH_PER_MPS,
    accuracyM,
  };
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' && value.length <= 200 ? value : null;

const numberOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

const atLeastZero = (value: unknown): number | null => {
  const number = numberOf(value);
  return number === null || number < 0 ? null : number;
};
