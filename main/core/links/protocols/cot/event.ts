/** One CoT event as XML and protobuf both say it (PROTOCOLS §4.5), in SI. Null is "not said" everywhere. */
export interface CotEvent {
  readonly uid: string;
  readonly type: string;
  readonly how: string | null;
  /** UTC epoch ms by the sender's clock. */
  readonly sentAt: number | null;
  readonly startAt: number | null;
  readonly staleAt: number | null;
  /** Null for no position: none sent, an impossible one, or 0,0 of unknown error. */
  readonly point: CotPoint | null;
  readonly detail: CotDetail;
}

/** WGS-84 degrees and metres. */
export interface CotPoint {
  readonly lat: number;
  readonly lon: number;
  /** Height above the ellipsoid. */
  readonly haeM: number | null;
  /** Circular and linear error. */
  readonly ceM: number | null;
  readonly leM: number | null;
}

export interface CotDetail {
  readonly callsign: string | null;
  readonly endpoint: string | null;
  readonly groupName: string | null;
  readonly groupRole: string | null;
  readonly batteryPercent: number | null;
  readonly speedMps: number | null;
  readonly courseDegrees: number | null;
  /** Device, platform, operating system and version, as one line. */
  readonly terminal: string | null;
  readonly remarks: string | null;
  readonly emergency: { readonly kind: string | null; readonly text: string | null; readonly isCancel: boolean } | null;
  /** Of whom this event speaks, when it is not the terminal itself. */
  readonly parentUid: string | null;
  readonly parentCallsign: string | null;
}

export const NO_DETAIL: CotDetail = {
  callsign: null,
  endpoint: null,
  groupName: null,
  groupRole: null,
  batteryPercent: null,
  speedMps: null,
  courseDegrees: null,
  terminal: null,
  remarks: null,
  emergency: null,
  parentUid: null,
  parentCallsign: null,
};

/** `oversize`, `format` (neither XML nor TAK), `xml`, `doctype`, `depth`, `protobuf`, `missing` (uid, type or point). */
export type CotFault = 'oversize' | 'format' | 'xml' | 'doctype' | 'depth' | 'protobuf' | 'missing';
export type Decoded =
  | { readonly ok: true; readonly event: CotEvent }
  | { readonly ok: false; readonly reason: CotFault; readonly detail: string };

export type CotMeaning = 'unit' | 'emergency' | 'cancel' | 'ping' | 'other';

/** What the type means to us. An emergency's end is a cancel whatever type it comes under. */
export function meaningOf({ type, detail }: CotEvent): CotMeaning {
  if (type === 't-x-c-t') return 'ping';
  if (/^b-a-o-can(-|$)/.test(type) || detail.emergency?.isCancel) return 'cancel';
  if (/^b-a-o(-|$)/.test(type)) return 'emergency';
  return /^a-f(-|$)/.test(type) ? 'unit' : 'other';
}

/** Both spellings of "unknown" for heights and errors. */
const UNKNOWN_M = 999_999;
const metres = (value: number | null): number | null =>
  value === null || !Number.isFinite(value) || value >= UNKNOWN_M ? null : value;
const errorM = (value: number | null): number | null => {
  const error = metres(value);
  return error === null || error < 0 ? null : error;
};

export interface RawPoint {
  readonly lat: number;
  readonly lon: number;
  readonly hae: number | null;
  readonly ce: number | null;
  readonly le: number | null;
}

export function toPoint({ lat, lon, hae, ce, le }: RawPoint): CotPoint | null {
  const isOnEarth = Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
  const ceM = errorM(ce);
  if (!isOnEarth || (lat === 0 && lon === 0 && ceM === null)) return null;
  return { lat, lon, haeM: metres(hae), ceM, leM: errorM(le) };
}

export const toPercent = (value: number | null): number | null =>
  value === null || !Number.isFinite(value) || value < 0 ? null : Math.min(100, Math.round(value));
export const toSpeed = (mps: number | null): number | null =>
  mps === null || !Number.isFinite(mps) || mps < 0 ? null : mps;
export const toCourse = (degrees: number | null): number | null =>
  degrees === null || !Number.isFinite(degrees) || degrees < 0 ? null : degrees % 360;
