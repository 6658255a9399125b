/** CoT events as signals for the desk and as positions. */
import { createHash } from 'node:crypto';
import { plainText } from '#shared/kit/plainText.ts';
import type { LinkFix, RemoteAddress, Signal, SignalEvent } from '#shared/wire/signal.ts';
import type { LinkSettings } from '../../contract.ts';
import type { CotEvent } from './event.ts';

/** Of an event's bytes with its alarm, ten times what terminals send. The link's last frames hold all of them. */
const RAW_KEPT = 8 * 1024;

export interface Arrival {
  readonly linkId: string;
  readonly remote: RemoteAddress;
  readonly receivedAt: number;
  readonly raw: Buffer;
}

/** Null without a position. An event without a time is as old as its arrival. */
export function toFix({ linkId, receivedAt }: Arrival, { point, detail, sentAt, staleAt }: CotEvent, unitKey: string) {
  if (!point) return null;
  return {
    linkId,
    protocol: 'cot',
    unitKey,
    lon: point.lon,
    lat: point.lat,
    altitudeM: point.haeM,
    courseDegrees: detail.courseDegrees,
    speedMps: detail.speedMps,
    accuracyM: point.ceM,
    batteryPercent: detail.batteryPercent,
    fixAt: sentAt ?? receivedAt,
    ...(staleAt !== null && { staleAt }),
    receivedAt,
  } satisfies LinkFix;
}

export interface SignalFacts {
  readonly meaning: 'emergency' | 'cancel';
  /** The unit that calls; null for a terminal that belongs to none. */
  readonly unitId: string | null;
  /** Where the unit was last, for an event that does not say. */
  readonly lastPosition: { readonly lon: number; readonly lat: number } | null;
  readonly duplicateKey: string | null;
  readonly settings: LinkSettings;
}

export function toSignal(arrival: Arrival, event: CotEvent, facts: SignalFacts): Signal {
  const { uid, type, sentAt, point } = event;
  const { meaning, unitId, lastPosition, duplicateKey, settings } = facts;
  const skewMs = sentAt === null ? null : sentAt - arrival.receivedAt;
  const position = point ?? lastPosition;
  return {
    linkId: arrival.linkId,
    protocol: 'cot',
    remote: arrival.remote,
    receivedAt: arrival.receivedAt,
    raw: arrival.raw.toString('hex', 0, RAW_KEPT),
    deviceId: null,
    ...(unitId === null ? { reason: 'unknownAccount' as const } : { unitId }),
    account: unitId ?? plainText(uid, 80),
    sequence: '',
    token: plainText(type, 40),
    events: [toEvent(event, meaning)],
    deviceAt: sentAt,
    skewMs,
    isClockWrong:
      skewMs !== null && (skewMs > settings.aheadSeconds * 1_000 || skewMs < -settings.behindSeconds * 1_000),
    authenticated: 'clear',
    duplicateKey,
    ...(position && { position: { lon: position.lon, lat: position.lat } }),
  };
}

/** Retransmissions repeat the time. An emergency that is still on is told again with a new time: a further alarm of its incident. */
export function duplicateKeyOf({ linkId, raw }: Arrival, event: CotEvent, unitId: string, meaning: string): string {
  const { uid, type, sentAt, startAt } = event;
  const identity = [uid, type, meaning, sentAt, startAt, sentAt === null ? raw.toString('hex') : ''];
  const digest = createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 32);
  return `clear:${linkId}:${unitId}:cot:${digest}`;
}

/** The kinds of `b-a-o` that terminals send (ATAK's list). */
const KINDS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  'b-a-o-tbl': ['紧急报警（911）', 'emergency alert (911)'],
  'b-a-o-opn': ['遇袭求援', 'in contact, asks for help'],
  'b-a-o-pan': ['紧急呼叫', 'ring the bell'],
};
const ANY_KIND = ['紧急求助', 'emergency alert'] as const;

function toEvent({ uid, type, detail }: CotEvent, meaning: 'emergency' | 'cancel'): SignalEvent {
  const { callsign, parentCallsign, emergency, remarks } = detail;
  const caller = callsign ?? parentCallsign ?? emergency?.text ?? plainText(uid, 80);
  const [zh, en] = KINDS[type] ?? ANY_KIND;
  const isCancel = meaning === 'cancel';
  const text = [emergency?.kind, emergency?.text, remarks].filter(Boolean).join(' · ');
  return {
    class: isCancel ? 'cancel' : 'emergency',
    code: plainText(type, 40),
    qualifier: null,
    partition: null,
    zone: null,
    text: text || null,
    restore: false,
    silent: false,
    zh: isCancel ? `${caller} 终端取消求助，请核实` : `${caller} ${zh}`,
    en: isCancel ? `${caller}: cancelled by the device, verify` : `${caller}: ${en}`,
  };
}
