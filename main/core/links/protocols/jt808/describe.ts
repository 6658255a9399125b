/** A frame as plain JSON: what `npm run decode` prints and the link panel shows. Field names are an interface. */
import type { FixDescription } from '../fixDescription.ts';
import type { FrameFaultReason } from './frame.ts';
import { splitFrames } from './frame.ts';
import { type Header, type HeaderFaultReason, type Message, readHeader } from './header.ts';
import { type Location, readBatch, readLocation } from './location.ts';
import { readAuthentication, readRegistration, readTerminalReply, UPLINK } from './messages.ts';

export type Described =
  | { readonly ok: true; readonly message: string }
  | { readonly ok: false; readonly reason: string };

/** Every frame and every fault in captured bytes, in order. */
export function describeBytes(bytes: Buffer): Described[] {
  return splitFrames(bytes).map((frame) => {
    if (!frame.ok) return describeFault(frame.reason);
    const read = readHeader(frame.content);
    return read.ok ? describe(read) : describeFault(read.reason);
  });
}

export function describeFault(reason: FrameFaultReason | HeaderFaultReason | 'cut' | 'timeout'): Described {
  return { ok: false, reason };
}

export function describe({ header, body }: Message): Described {
  const content =
    header.part || header.encryption > 0 ? { message: header.part ? 'part' : 'encrypted' } : describeBody(header, body);
  return content ? { ok: true, ...describeHeader(header), ...content } : { ok: false, reason: 'body' };
}

function describeHeader(header: Header) {
  const { terminal, serial, version, part, encryption } = header;
  const messageId = header.messageId.toString(16).padStart(4, '0');
  return { messageId, terminal, serial, version, ...(part && { part }), ...(encryption > 0 && { encryption }) };
}

/** Null: too short for what it says it is. */
function describeBody({ messageId, version, terminal }: Header, body: Buffer) {
  switch (messageId) {
    case UPLINK.terminalReply:
      return named('terminalReply', readTerminalReply(body));
    case UPLINK.heartbeat:
      return { message: 'heartbeat' };
    case UPLINK.logout:
      return { message: 'logout' };
    case UPLINK.register:
      return named('register', readRegistration(body, version));
    case UPLINK.authenticate:
      return named('authenticate', readAuthentication(body, version));
    case UPLINK.location:
      return named('location', describeLocation(terminal, readLocation(body)));
    case UPLINK.batch: {
      const batch = readBatch(body);
      const reports = batch?.locations.map((location) => describeLocation(terminal, location));
      return batch && { message: 'batch', isCatchUp: batch.isCatchUp, missing: batch.missing, reports };
    }
    default:
      return { message: 'other', body: body.toString('hex') };
  }
}

const named = (message: string, content: object | null) => content && { message, ...content };

function describeLocation(terminal: string, location: Location | null) {
  if (!location) return null;
  const isPlace = Math.abs(location.lat) <= 90 && Math.abs(location.lon) <= 180;
  const fix: FixDescription = {
    unitKey: terminal,
    t: location.at,
    lat: isPlace ? location.lat : null,
    lon: isPlace ? location.lon : null,
    altM: location.altitudeM,
    speedMps: location.speedMps,
    courseDeg: location.courseDegrees,
    accM: null,
    valid: location.isValid,
    battPct: null,
  };
  return { fix, alarm: location.alarms, items: location.items };
}

interface DescribedLocation {
  readonly fix: FixDescription;
  readonly alarm: readonly string[];
}

/**
 * The first sound frame of one captured line, or its first fault. `fix` and `alarm` stand in front of whatever message it is:
 * null and empty where it has no position, the newest point and every alarm of a batch.
 */
export function describeLine(bytes: Buffer): Described {
  const all = describeBytes(bytes);
  const first = all.find(({ ok }) => ok) ?? all[0];
  if (!first) return { ok: false, reason: 'empty' };
  if (!first.ok) return first;
  const { ok: _, message, ...rest } = first as Described & { ok: true; reports?: readonly DescribedLocation[] };
  const points = rest.reports ?? [];
  const newest = points.reduce<DescribedLocation | null>(
    (kept, point) => (!kept || (point.fix.t ?? 0) >= (kept.fix.t ?? 0) ? point : kept),
    null,
  );
  const alarm = [...new Set(points.flatMap((point) => point.alarm))];
  return { ok: true, fix: newest?.fix ?? null, alarm, message, ...rest } as Described;
}
