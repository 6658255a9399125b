/**
 * The location report 0x0200 (PROTOCOLS §4.4): a fixed part of 28 bytes, then items of `id, length, value`. Reads what the
 * terminal says; whether it is believed is not decided here. SI units, WGS-84 or whatever datum the terminal has.
 */
import { utcMoment } from '#shared/kit/calendar.ts';

const FIXED_BYTES = 28;
const CHINA_MS = 8 * 3_600_000;

/** The alarm bits by name; bit 0 stays set until it is confirmed. */
export const ALARM_BITS = {
  sos: 0,
  overspeed: 1,
  fatigue: 2,
  gnssFault: 4,
  antennaOpen: 5,
  antennaShort: 6,
  supplyLow: 7,
  supplyLost: 8,
  displayFault: 9,
  speechFault: 10,
  cameraFault: 11,
  dayOvertime: 18,
  parkingOvertime: 19,
  area: 20,
  route: 21,
  stolen: 26,
  illegalIgnition: 27,
  illegalDisplacement: 28,
  collision: 29,
  rollover: 30,
} as const;
export type AlarmName = keyof typeof ALARM_BITS;

const STATUS = { ignition: 0, positioned: 1, south: 2, west: 3, outOfService: 4, encrypted: 5 } as const;

export interface Location {
  readonly alarms: readonly AlarmName[];
  readonly alarmBits: number;
  readonly statusBits: number;
  readonly isIgnitionOn: boolean;
  /** False: no fix, or coordinates encrypted by a plug-in we do not have. Then `lon` and `lat` mean nothing. */
  readonly isValid: boolean;
  readonly isEncrypted: boolean;
  readonly lon: number;
  readonly lat: number;
  readonly altitudeM: number;
  readonly speedMps: number;
  readonly courseDegrees: number;
  /** UTC epoch ms; null when the digits name no moment. */
  readonly at: number | null;
  readonly items: LocationItems;
}

/** The additional items an officer can use; the others are listed by id and stay in the raw frame. */
export interface LocationItems {
  readonly mileageM?: number;
  readonly fuelLitres?: number;
  readonly recorderSpeedMps?: number;
  /** The terminal wants this alarm event confirmed by a person. */
  readonly alarmEventId?: number;
  readonly signal?: number;
  readonly satellites?: number;
  readonly otherIds: readonly number[];
  /** An item said to be longer than what is left: the list ends there, the position stands. */
  readonly isCut: boolean;
}

/** Null: shorter than the fixed part. */
export function readLocation(body: Buffer): Location | null {
  if (body.length < FIXED_BYTES) return null;
  const alarmBits = body.readUInt32BE(0);
  const statusBits = body.readUInt32BE(4);
  const has = (bit: number) => ((statusBits >>> bit) & 1) === 1;
  const lat = (body.readUInt32BE(8) / 1e6) * (has(STATUS.south) ? -1 : 1);
  const lon = (body.readUInt32BE(12) / 1e6) * (has(STATUS.west) ? -1 : 1);
  const isPossible = Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && (lat !== 0 || lon !== 0);
  return {
    alarms: (Object.keys(ALARM_BITS) as AlarmName[]).filter((name) => ((alarmBits >>> ALARM_BITS[name]) & 1) === 1),
    alarmBits,
    statusBits,
    isIgnitionOn: has(STATUS.ignition),
    isValid: has(STATUS.positioned) && !has(STATUS.encrypted) && isPossible,
    isEncrypted: has(STATUS.encrypted),
    lon,
    lat,
    altitudeM: body.readInt16BE(16),
    speedMps: body.readUInt16BE(18) / 36,
    courseDegrees: body.readUInt16BE(20) % 360,
    at: readTime(body.subarray(22, FIXED_BYTES)),
    items: readItems(body.subarray(FIXED_BYTES)),
  };
}

/** Six BCD bytes `YYMMDDhhmmss` of Chinese time; null for 00 months, 32nd days and nibbles that are no digits. */
export function readTime(bcd: Buffer): number | null {
  const text = bcd.toString('hex');
  if (!/^\d{12}$/.test(text)) return null;
  const [year, month, day, ...time] = text.match(/../g)!.map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const local = utcMoment(2000 + year, month, day, ...time);
  return local === null ? null : local - CHINA_MS;
}

export function writeTime(at: number): Buffer {
  return Buffer.from(writeDigits(at + CHINA_MS), 'hex');
}

const writeDigits = (at: number) => new Date(at).toISOString().replace(/\D/g, '').slice(2, 14);

function readItems(bytes: Buffer): LocationItems {
  const known: Partial<Record<KnownItem, number>> = {};
  const otherIds: number[] = [];
  let offset = 0;
  while (offset + 2 <= bytes.length) {
    const id = bytes[offset]!;
    const value = bytes.subarray(offset + 2, offset + 2 + bytes[offset + 1]!);
    if (value.length < bytes[offset + 1]!) break;
    const item = ITEMS[id];
    if (item && value.length === item.bytes) known[item.name] = item.scale(value.readUIntBE(0, item.bytes));
    else otherIds.push(id);
    offset += 2 + value.length;
  }
  return { ...known, otherIds, isCut: offset < bytes.length };
}

type KnownItem = Exclude<keyof LocationItems, 'otherIds' | 'isCut'>;
const asIs = (value: number) => value;

const ITEMS: Readonly<Record<number, { name: KnownItem; bytes: number; scale(value: number): number }>> = {
  1: { name: 'mileageM', bytes: 4, scale: (tenthsKm) => tenthsKm * 100 },
  2: { name: 'fuelLitres', bytes: 2, scale: (tenths) => tenths / 10 },
  3: { name: 'recorderSpeedMps', bytes: 2, scale: (tenthsKmh) => tenthsKmh / 36 },
  4: { name: 'alarmEventId', bytes: 2, scale: asIs },
  48: { name: 'signal', bytes: 1, scale: asIs },
  49: { name: 'satellites', bytes: 1, scale: asIs },
};

export interface OutgoingLocation {
  readonly alarmBits: number;
  readonly statusBits: number;
  /** Absolute degrees are written; the hemispheres are status bits 2 and 3. */
  readonly lon: number;
  readonly lat: number;
  readonly altitudeM: number;
  readonly speedMps: number;
  readonly courseDegrees: number;
  readonly at: number;
  /** Already `id, length, value`. */
  readonly items?: Buffer;
}

/** As a terminal writes it: for simulators and tests. */
export function writeLocation(location: OutgoingLocation): Buffer {
  const fixed = Buffer.alloc(FIXED_BYTES);
  fixed.writeUInt32BE(location.alarmBits >>> 0, 0);
  fixed.writeUInt32BE(location.statusBits >>> 0, 4);
  fixed.writeUInt32BE(Math.round(Math.abs(location.lat) * 1e6), 8);
  fixed.writeUInt32BE(Math.round(Math.abs(location.lon) * 1e6), 12);
  fixed.writeInt16BE(Math.round(location.altitudeM), 16);
  fixed.writeUInt16BE(Math.round(location.speedMps * 36), 18);
  fixed.writeUInt16BE(Math.round(location.courseDegrees), 20);
  writeTime(location.at).copy(fixed, 22);
  return Buffer.concat([fixed, location.items ?? Buffer.alloc(0)]);
}

export interface Batch {
  /** Points kept while there was no network; not the present. */
  readonly isCatchUp: boolean;
  readonly locations: readonly Location[];
  /** Points that were announced and not there, or shorter than a point is. */
  readonly missing: number;
}

/** 0x0704: count u16, type u8, then `length u16` and a location each. Null: no header. */
export function readBatch(body: Buffer): Batch | null {
  if (body.length < 3) return null;
  const count = body.readUInt16BE(0);
  const locations: Location[] = [];
  let offset = 3;
  while (locations.length < count && offset + 2 <= body.length) {
    const to = offset + 2 + body.readUInt16BE(offset);
    const location = to <= body.length ? readLocation(body.subarray(offset + 2, to)) : null;
    if (!location) break;
    locations.push(location);
    offset = to;
  }
  return { isCatchUp: body[2] === 1, locations, missing: count - locations.length };
}

export function writeBatch(isCatchUp: boolean, locations: readonly Buffer[]): Buffer {
  const head = Buffer.of(locations.length >> 8, locations.length & 0xff, isCatchUp ? 1 : 0);
  const each = locations.flatMap((location) => [Buffer.of(location.length >> 8, location.length & 0xff), location]);
  return Buffer.concat([head, ...each]);
}
