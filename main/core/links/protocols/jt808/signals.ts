/** JT/T 808 messages as signals for the desk and as positions. */
import { type Datum, toWgs84 } from '#shared/geo/datum.ts';
import type { LinkFix, RemoteAddress, Signal, SignalEvent, SignalReason } from '#shared/wire/signal.ts';
import type { LinkSettings } from '../../contract.ts';
import type { Header } from './header.ts';
import type { Location } from './location.ts';
import type { Terminal } from './terminals.ts';

/** A message as it came in. */
export interface Arrival {
  readonly linkId: string;
  readonly remote: RemoteAddress;
  readonly receivedAt: number;
  readonly raw: Buffer;
  readonly header: Header;
}

const SOS: SignalEvent = event('emergency', 'SOS', '车载终端紧急报警', 'Vehicle terminal SOS');
const UNREADABLE: SignalEvent = event('unreadable', 'UNREADABLE', '无法解读的报文', 'Unreadable message');
const CALL: SignalEvent = event('info', 'CALL', '车载终端来讯', 'Vehicle terminal calling');

/** Where a location is, in WGS-84; null when it has no fix. */
export function positionOf(location: Location, datum: Datum): { lon: number; lat: number } | null {
  if (!location.isValid) return null;
  const [lon, lat] = toWgs84(datum, [location.lon, location.lat]);
  return { lon, lat };
}

/** Null without a fix or without a time: nobody could say which of two such points is the newer. */
export function toFix(arrival: Arrival, location: Location, datum: Datum, unitKey: string): LinkFix | null {
  const position = positionOf(location, datum);
  if (!position || location.at === null) return null;
  return {
    linkId: arrival.linkId,
    protocol: 'jt808',
    unitKey,
    ...position,
    ...(datum !== 'wgs84' && { raw: { datum, lon: location.lon, lat: location.lat } }),
    altitudeM: location.altitudeM,
    courseDegrees: location.courseDegrees,
    speedMps: location.speedMps,
    accuracyM: null,
    batteryPercent: null,
    fixAt: location.at,
    receivedAt: arrival.receivedAt,
  };
}

export interface SosFacts {
  readonly terminal: Terminal;
  readonly location: Location;
  readonly datum: Datum;
  readonly duplicateKey: string;
  readonly settings: LinkSettings;
}

/** The press with where it happened: the fix of the report, or the last one the terminal had when this has none. */
export function toSosSignal(arrival: Arrival, facts: SosFacts): Signal {
  const { terminal, location, datum, duplicateKey, settings } = facts;
  const now = positionOf(location, datum);
  const position = now ?? terminal.lastPosition;
  const skewMs = location.at === null ? null : location.at - arrival.receivedAt;
  const isClockWrong =
    skewMs !== null && (skewMs > settings.aheadSeconds * 1_000 || skewMs < -settings.behindSeconds * 1_000);
  const { owner } = terminal;
  return {
    ...bare(arrival),
    deviceId: owner.kind === 'device' ? owner.id : null,
    // An incident knows a unit that calls for itself by the account: its next press must find it there.
    ...(owner.kind === 'unit' && { unitId: owner.id, account: owner.id }),
    events: [{ ...SOS, text: describeMotion(location, now !== null, position !== null) }],
    deviceAt: location.at,
    skewMs,
    isClockWrong,
    duplicateKey,
    ...(position && { position: { lon: position.lon, lat: position.lat } }),
    isMoving: true,
  };
}

/** Somebody we do not know, cannot believe or cannot read. What it claims is shown; the link limits how often. */
export function toStrangerSignal(
  arrival: Arrival,
  reason: SignalReason,
  location: Location | null,
  datum: Datum,
): Signal {
  const isSos = location?.alarms.includes('sos') ?? false;
  const unread = reason === 'unknownAccount' ? CALL : UNREADABLE;
  const position = location && positionOf(location, datum);
  return {
    ...bare(arrival),
    deviceId: null,
    events: [isSos ? SOS : unread],
    deviceAt: location?.at ?? null,
    skewMs: null,
    isClockWrong: false,
    duplicateKey: null,
    reason,
    ...(position && { position }),
  };
}

/** Retransmissions carry the serial and the time of the original. */
export function sosKey({ linkId, header }: Arrival, location: Location): string {
  return `clear:${linkId}:${header.terminal}:sos:${header.serial}:${location.at ?? 'untimed'}`;
}

function bare({ linkId, remote, receivedAt, raw, header }: Arrival) {
  return {
    linkId,
    protocol: 'jt808',
    remote,
    receivedAt,
    raw: raw.toString('hex'),
    account: header.terminal,
    sequence: String(header.serial),
    token: header.messageId.toString(16).padStart(4, '0'),
    authenticated: 'clear',
  } as const;
}

function describeMotion(location: Location, hasFix: boolean, hasPosition: boolean): string {
  const speedKmh = Math.round(location.speedMps * 3.6);
  if (hasFix) return `${speedKmh} km/h · ${location.courseDegrees}°`;
  return hasPosition ? '无定位，取最后一次有效位置 (no fix: last known position)' : '无定位 (no fix)';
}

function event(alarmClass: SignalEvent['class'], code: string, zh: string, en: string): SignalEvent {
  const nothing = { qualifier: null, partition: null, zone: null, text: null, restore: false, silent: false };
  return { class: alarmClass, code, ...nothing, zh, en };
}
