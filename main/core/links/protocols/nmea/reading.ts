/** What one sentence says, by type (PROTOCOLS §4.3). SI units, degrees of whatever datum the receiver has. Never throws. */
import { utcMoment } from '#shared/kit/calendar.ts';
import type { Sentence } from './sentence.ts';

const MPS_PER_KNOT = 1852 / 3600;
const DAY_MS = 86_400_000;

/** `manual` and `simulated` positions stay valid: somebody wants them. The reader must say so. */
export type Flag = 'manual' | 'simulated' | 'estimated';

export interface Reading {
  readonly type: 'RMC' | 'GGA' | 'GLL' | 'VTG' | 'ZDA';
  /** Milliseconds since midnight UTC; null when the sentence has none. */
  readonly timeOfDayMs: number | null;
  /** Midnight UTC of the day it names, epoch ms. */
  readonly dayAt: number | null;
  /** Null: the sentence does not judge; false: it says that there is no fix. */
  readonly isValid: boolean | null;
  readonly position: { readonly lon: number; readonly lat: number } | null;
  readonly altitudeM: number | null;
  readonly speedMps: number | null;
  readonly courseDegrees: number | null;
  readonly flag: Flag | null;
  /** As sent: S safe, C caution, U unsafe, V not valid. Several receivers always send V, so it invalidates nothing. */
  readonly navStatus: string | null;
}

export type Read =
  | { readonly ok: true; readonly reading: Reading }
  /** `otherType`: sound, and not about a position. */
  | { readonly ok: false; readonly reason: 'format' | 'time' | 'otherType'; readonly detail: string };

const NOTHING = {
  timeOfDayMs: null,
  dayAt: null,
  isValid: null,
  position: null,
  altitudeM: null,
  speedMps: null,
  courseDegrees: null,
  flag: null,
  navStatus: null,
} as const;

/** A field that has no meaning at all spoils its sentence: a receiver in that state is not believed in the rest. */
class Spoilt {
  readonly reason: 'format' | 'time';
  constructor(reason: 'format' | 'time') {
    this.reason = reason;
  }
}

export function readReading({ type, fields }: Sentence): Read {
  const read = READERS[type];
  if (!read || fields.length < read.least) {
    return read
      ? { ok: false, reason: 'format', detail: `${type} has too few fields` }
      : { ok: false, reason: 'otherType', detail: `${type} tells no position` };
  }
  const reading = read.read((index) => fields[index]?.trim() ?? '', fields.length);
  if (reading instanceof Spoilt) {
    const detail = reading.reason === 'time' ? 'a time or date that never was' : 'a field that is no number';
    return { ok: false, reason: reading.reason, detail: `${type}: ${detail}` };
  }
  return { ok: true, reading };
}

type Field = (index: number) => string;
interface Reader {
  /** Fields up to the last that every receiver sends. */
  readonly least: number;
  read(field: Field, count: number): Reading | Spoilt;
}

const READERS: Readonly<Record<string, Reader>> = {
  // time, A|V, lat, N|S, lon, E|W, knots, course, date, variation, E|W[, mode][, nav status]
  RMC: {
    least: 9,
    read(field, count) {
      const mode = count > 11 ? field(11) : null;
      const position = positionOf(field(2), field(3), field(4), field(5));
      return whole({
        ...NOTHING,
        type: 'RMC',
        timeOfDayMs: timeOf(field(0)),
        dayAt: dayOf(field(8)),
        isValid: field(1) === 'A' && mode !== 'N' && mode !== '' && position !== null,
        position,
        speedMps: scaled(field(6), MPS_PER_KNOT),
        courseDegrees: courseOf(field(7)),
        flag: flagOf(mode),
        navStatus: (count > 12 && field(12)) || null,
      });
    },
  },
  // time, lat, N|S, lon, E|W, quality, satellites, hdop, altitude, M, …
  GGA: {
    least: 9,
    read(field) {
      const quality = field(5);
      const position = positionOf(field(1), field(2), field(3), field(4));
      return whole({
        ...NOTHING,
        type: 'GGA',
        timeOfDayMs: timeOf(field(0)),
        isValid: /^[1-9]$/.test(quality) && position !== null,
        position,
        altitudeM: scaled(field(8), 1, true),
        flag: QUALITY_FLAGS[quality] ?? null,
      });
    },
  },
  // lat, N|S, lon, E|W, time, A|V[, mode]
  GLL: {
    least: 6,
    read(field, count) {
      const mode = count > 6 ? field(6) : null;
      const position = positionOf(field(0), field(1), field(2), field(3));
      return whole({
        ...NOTHING,
        type: 'GLL',
        timeOfDayMs: timeOf(field(4)),
        isValid: field(5) === 'A' && mode !== 'N' && mode !== '' && position !== null,
        position,
        flag: flagOf(mode),
      });
    },
  },
  // course true, T, course magnetic, M, knots, N, km/h, K[, mode]
  VTG: {
    least: 8,
    read(field, count) {
      const isMeant = count <= 8 || (field(8) !== 'N' && field(8) !== '');
      if (!isMeant) return { ...NOTHING, type: 'VTG' };
      const speedMps = field(4) === '' ? scaled(field(6), 1 / 3.6) : scaled(field(4), MPS_PER_KNOT);
      return whole({ ...NOTHING, type: 'VTG', speedMps, courseDegrees: courseOf(field(0)) });
    },
  },
  // time, day, month, year, zone hours, zone minutes
  ZDA: {
    least: 4,
    read(field) {
      const [day, month, year] = [field(1), field(2), field(3)];
      const isEmpty = day === '' && month === '' && year === '';
      const dayAt = isEmpty ? null : /^\d{4}$/.test(year) ? dateOf(day, month, Number(year)) : new Spoilt('time');
      return whole({ ...NOTHING, type: 'ZDA', timeOfDayMs: timeOf(field(0)), dayAt });
    },
  },
};

type Unproven = { readonly [Name in keyof Reading]: Reading[Name] | Spoilt };

/** The reading, or the first thing that is wrong with it. */
function whole(reading: Unproven): Reading | Spoilt {
  for (const value of Object.values(reading)) if (value instanceof Spoilt) return value;
  return reading as Reading;
}

/** `hhmmss[.sss]`. A leap second counts as the first of the next minute. */
function timeOf(text: string): number | null | Spoilt {
  if (text === '') return null;
  const match = /^(\d{2})(\d{2})(\d{2})(?:\.(\d{0,9}))?$/.exec(text);
  const [hour, minute, second] = match?.slice(1, 4).map(Number) ?? [];
  if (hour === undefined || hour > 23 || minute! > 59 || second! > 60) return new Spoilt('time');
  const ms = (hour * 3_600 + minute! * 60 + second!) * 1_000 + Math.floor(Number(`0.${match![4] || '0'}`) * 1_000);
  return ms % DAY_MS;
}

/** `ddmmyy`: 80 to 99 are of the last century. */
function dayOf(text: string): number | null | Spoilt {
  if (text === '') return null;
  const match = /^(\d{2})(\d{2})(\d{2})$/.exec(text);
  if (!match) return new Spoilt('time');
  const year = Number(match[3]);
  return dateOf(match[1]!, match[2]!, year >= 80 ? 1900 + year : 2000 + year);
}

function dateOf(dayText: string, monthText: string, year: number): number | Spoilt {
  const areDigits = /^\d{1,2}$/.test(dayText) && /^\d{1,2}$/.test(monthText);
  return (areDigits ? utcMoment(year, Number(monthText), Number(dayText)) : null) ?? new Spoilt('time');
}

/** Null: no fix. 0,0 is what receivers say that have none. */
function positionOf(latText: string, ns: string, lonText: string, ew: string) {
  if (latText === '' || lonText === '') return null;
  const [lat, lon] = [degreesOf(latText, 90), degreesOf(lonText, 180)];
  if (lat === null || lon === null || !/^[NS]$/.test(ns) || !/^[EW]$/.test(ew)) return new Spoilt('format');
  if (lat === 0 && lon === 0) return null;
  return { lon: ew === 'W' && lon !== 0 ? -lon : lon, lat: ns === 'S' && lat !== 0 ? -lat : lat };
}

/** Degrees are all that stands before the last two digits of whole minutes; a longitude may have only two. */
function degreesOf(text: string, most: number): number | null {
  const match = /^(\d{0,3})(\d{2}(?:\.\d{0,12})?)$/.exec(text);
  const minutes = Number(match?.[2]);
  const degrees = Number(match?.[1]) + minutes / 60;
  return match && minutes < 60 && degrees <= most ? degrees : null;
}

function scaled(text: string, scale: number, maySubtract = false): number | null | Spoilt {
  if (text === '') return null;
  if (!/^-?\d{1,7}(?:\.\d{0,12})?$/.test(text)) return new Spoilt('format');
  const value = Number(text) * scale;
  return value < 0 && !maySubtract ? null : value;
}

function courseOf(text: string): number | null | Spoilt {
  const course = scaled(text, 1);
  return typeof course === 'number' ? (course > 360 ? null : course % 360) : course;
}

function flagOf(mode: string | null): Flag | null {
  return mode === 'S' ? 'simulated' : mode === 'M' ? 'manual' : mode === 'E' ? 'estimated' : null;
}

const QUALITY_FLAGS: Readonly<Record<string, Flag>> = { 6: 'estimated', 7: 'manual', 8: 'simulated' };
