/** CoT as terminals and servers write it: our answers to pings, and the wire of the simulators. */
import { escapeXml } from '#shared/kit/xml.ts';
import { MESH_HEADER, TAK_MAGIC } from './tak.ts';

export interface OutgoingEvent {
  readonly uid: string;
  readonly type: string;
  readonly how: string;
  /** UTC epoch ms. */
  readonly at: number;
  readonly staleAt: number;
  /** Left out: 0,0 of unknown error, as terminals without a fix send it. */
  readonly point?: { readonly lat: number; readonly lon: number; readonly ceM?: number; readonly haeM?: number };
  readonly callsign?: string;
  readonly batteryPercent?: number;
  readonly speedMps?: number;
  readonly courseDegrees?: number;
  /** As ATAK writes it into an emergency; `isCancel` ends one. */
  readonly emergency?: { readonly kind?: string; readonly text: string; readonly isCancel?: boolean };
  readonly parentUid?: string;
}

const UNKNOWN = '9999999.0';

/** Declaration, newline, event, and nothing behind it. */
export function encodeXml(event: OutgoingEvent): Buffer {
  const { uid, type, how, at, staleAt, point, callsign, batteryPercent, speedMps, courseDegrees } = event;
  const time = new Date(at).toISOString();
  const { lat = 0, lon = 0, ceM = UNKNOWN, haeM = UNKNOWN } = point ?? {};
  const detail = [
    callsign === undefined ? '' : tag('contact', { callsign }),
    batteryPercent === undefined ? '' : tag('status', { battery: batteryPercent }),
    speedMps === undefined ? '' : tag('track', { speed: speedMps, course: courseDegrees ?? 0 }),
    untyped(event),
  ].join('');
  const attributes = { version: '2.0', uid, type, time, start: time, stale: new Date(staleAt).toISOString(), how };
  const body = `${tag('point', { lat, lon, hae: haeM, ce: ceM, le: UNKNOWN })}<detail>${detail}</detail>`;
  const open = openTag('event', attributes);
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${open}${body}</event>`);
}

/** The same as a TakMessage without header. */
export function encodeTak(event: OutgoingEvent): Buffer {
  const { uid, type, how, at, staleAt, point, callsign, batteryPercent, speedMps, courseDegrees } = event;
  const xmlDetail = untyped(event);
  const detail = Buffer.concat([
    xmlDetail === '' ? Buffer.alloc(0) : bytesField(1, Buffer.from(xmlDetail)),
    callsign === undefined ? Buffer.alloc(0) : bytesField(2, bytesField(2, Buffer.from(callsign))),
    batteryPercent === undefined ? Buffer.alloc(0) : bytesField(5, varintField(1, batteryPercent)),
    speedMps === undefined
      ? Buffer.alloc(0)
      : bytesField(7, Buffer.concat([doubleField(1, speedMps), doubleField(2, courseDegrees ?? 0)])),
  ]);
  const { lat = 0, lon = 0, ceM = 9_999_999, haeM = 9_999_999 } = point ?? {};
  const cotEvent = Buffer.concat([
    bytesField(1, Buffer.from(type)),
    bytesField(5, Buffer.from(uid)),
    varintField(6, at),
    varintField(7, at),
    varintField(8, staleAt),
    bytesField(9, Buffer.from(how)),
    ...[lat, lon, haeM, ceM, 9_999_999].map((value, index) => doubleField(10 + index, value)),
    bytesField(15, detail),
  ]);
  return bytesField(2, cotEvent);
}

export const withMeshHeader = (payload: Buffer): Buffer => Buffer.concat([MESH_HEADER, payload]);

export const withStreamHeader = (payload: Buffer): Buffer =>
  Buffer.concat([Buffer.from([TAK_MAGIC]), varint(payload.length), payload]);

/** Children that no typed message carries. */
function untyped({ emergency, parentUid, callsign }: OutgoingEvent): string {
  const parent = { uid: parentUid, relation: 'p-p', type: 'a-f-G-U-C', parent_callsign: callsign };
  const link = parentUid === undefined ? '' : tag('link', parent);
  if (!emergency) return link;
  const { kind, text, isCancel } = emergency;
  const open = openTag('emergency', isCancel ? { cancel: 'true' } : { type: kind });
  return `${link}${open}${escapeXml(text)}</emergency>`;
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

const tag = (name: string, attributes: Attributes) => `<${name}${written(attributes)}/>`;
const openTag = (name: string, attributes: Attributes) => `<${name}${written(attributes)}>`;

function written(attributes: Attributes): string {
  const given = Object.entries(attributes).filter(([, value]) => value !== undefined);
  return given.map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`).join('');
}

const bytesField = (number: number, bytes: Buffer) =>
  Buffer.concat([varint(number * 8 + 2), varint(bytes.length), bytes]);
const varintField = (number: number, value: number) => Buffer.concat([varint(number * 8), varint(value)]);

function doubleField(number: number, value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return Buffer.concat([varint(number * 8 + 1), bytes]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return Buffer.from([...bytes, rest]);
}
