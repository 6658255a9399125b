/** An event as plain JSON: what `npm run decode` prints and the link panel shows. Field names are an interface. */
import type { FixDescription } from '../fixDescription.ts';
import { type CotEvent, type Decoded, meaningOf } from './event.ts';
import { CotStream } from './stream.ts';
import { decodeTak, MESH_HEADER } from './tak.ts';

export type CotDescription =
  | {
      readonly ok: true;
      /** Null for what is neither a unit nor an alarm. */
      readonly fix: FixDescription | null;
      /** Words of a call for help; `cancel` for its end; empty for neither. */
      readonly alarm: readonly string[];
      readonly uid: string;
      readonly type: string;
      readonly callsign: string | null;
      readonly stale: number | null;
    }
  | { readonly ok: false; readonly reason: string };

export function describe(decoded: Decoded): CotDescription {
  if (!decoded.ok) return { ok: false, reason: decoded.reason };
  const { event } = decoded;
  const meaning = meaningOf(event);
  const isOther = meaning === 'ping' || (meaning === 'other' && !event.type.startsWith('a-'));
  return {
    ok: true,
    fix: isOther ? null : describeFix(event),
    alarm: alarmOf(event, meaning),
    uid: event.uid,
    type: event.type,
    callsign: event.detail.callsign,
    stale: event.staleAt,
  };
}

function alarmOf({ type, detail }: CotEvent, meaning: string): string[] {
  if (meaning === 'cancel') return ['cancel'];
  return meaning === 'emergency' ? [detail.emergency?.kind ?? type] : [];
}

function describeFix({ uid, point, sentAt, detail }: CotEvent): FixDescription {
  return {
    unitKey: uid,
    t: sentAt,
    lat: point?.lat ?? null,
    lon: point?.lon ?? null,
    altM: point?.haeM ?? null,
    speedMps: detail.speedMps,
    courseDeg: detail.courseDegrees,
    accM: point?.ceM ?? null,
    valid: point !== null,
    battPct: detail.batteryPercent,
  };
}

/** One captured message, XML or TAK in either header. Never throws; the first event counts. */
export function decodeBytes(bytes: Buffer): Decoded {
  if (isMesh(bytes)) return decodeTak(bytes.subarray(MESH_HEADER.length));
  const stream = new CotStream();
  for (const { decoded } of [...stream.receive(bytes), ...stream.end()]) return decoded;
  return { ok: false, reason: 'format', detail: 'nothing there' };
}

export const isMesh = (bytes: Buffer) => bytes.subarray(0, MESH_HEADER.length).equals(MESH_HEADER);
