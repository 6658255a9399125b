/** Records of a receiver to signals: codes classified, short forms put into words, the key of retransmissions made. */
import { createHash } from 'node:crypto';
import type { RemoteAddress, Signal, SignalEvent } from '#shared/wire/signal.ts';
import type { LinkedDevice } from '../../contract.ts';
import { plainEvent, toSignalEvent } from '../codedEvents.ts';
import type { ReceiverEvent, ReceiverRecord } from './record.ts';

export interface Arrival {
  readonly linkId: string;
  readonly protocol: string;
  readonly remote: RemoteAddress;
  readonly receivedAt: number;
  readonly raw: Buffer;
}

/** A message or status; `device` undefined for an account nobody enrolled. */
export function toSignal(
  arrival: Arrival,
  record: Exclude<ReceiverRecord, { kind: 'heartbeat' }>,
  device: LinkedDevice | undefined,
  duplicateKey: string | null,
): Signal {
  const events = record.kind === 'status' ? [statusEvent(record.text)] : eventsOf(record, device);
  const isUnreadable = events[0]!.class === 'unreadable';
  const reason = device ? (isUnreadable ? ('unreadable' as const) : undefined) : ('unknownAccount' as const);
  return {
    ...bareSignal(arrival),
    deviceId: device?.id ?? null,
    account: accountOf(record),
    token: record.kind === 'status' ? 'STATUS' : record.form,
    events,
    duplicateKey: device ? duplicateKey : null,
    ...(record.kind === 'message' && record.text && { text: record.text }),
    ...(reason && { reason }),
  };
}

/** Bytes that came again and again and fit nothing: kept for a person to read. */
export function unreadableSignal(arrival: Arrival): Signal {
  const events = [unreadable(arrival.raw.toString('latin1'))];
  return { ...bareSignal(arrival), deviceId: null, account: '', token: 'UNREADABLE', events, reason: 'undecodable' };
}

/** A receiver can be enrolled itself, as the device `RX` and its number: its heartbeats and troubles then count for it. */
export function accountOf(record: ReceiverRecord): string {
  return record.kind === 'message' ? record.account : `RX${record.receiver.padStart(2, '0')}`;
}

/**
 * These records carry no number, so a retransmission is the same text within the same or the last span of time. The span
 * is part of the key: after a restart the journal's keys still tell, and a second press a minute later is a second alarm.
 */
const REPEAT_SPAN_MS = 20_000;

/** The key of a record that came in now, and the one it would have had if it is a repetition of the span before. */
export function repeatKeys(linkId: string, account: string, text: string, receivedAt: number): [string, string] {
  const digest = createHash('sha256').update(text.trim()).digest('hex').slice(0, 32);
  const span = Math.floor(receivedAt / REPEAT_SPAN_MS);
  const key = (at: number) => `clear:${linkId}:${account.toUpperCase()}:${at}:${digest}`;
  return [key(span), key(span - 1)];
}

function bareSignal({ linkId, protocol, remote, receivedAt, raw }: Arrival) {
  return {
    linkId,
    protocol,
    remote,
    receivedAt,
    raw: raw.toString('hex'),
    sequence: '',
    deviceAt: null,
    skewMs: null,
    isClockWrong: false,
    authenticated: 'clear' as const,
    duplicateKey: null,
  };
}

type Message = Extract<ReceiverRecord, { kind: 'message' }>;

function eventsOf({ form, events, receiver, line }: Message, device: LinkedDevice | undefined): SignalEvent[] {
  if (events.length > 0) return events.map((event) => eventOf(event, device));
  if (form !== 'highSpeed') return [unreadable(`${receiver}/${line}`)];
  return [plainEvent('info', 'NORMAL', '各通道正常', 'All channels normal')];
}

function eventOf(event: ReceiverEvent, device: LinkedDevice | undefined): SignalEvent {
  if (event.kind === 'cid' || event.kind === 'sia') return toSignalEvent(event);
  if (event.kind === 'channel') return channelEvent(event.channel, event.state, device);
  const { code, partition, zone } = event;
  const place = { partition, zone };
  switch (code) {
    case 'A':
    case 'P':
      return plainEvent(alarmClassOf(device), code, '报警', 'Alarm', place);
    case 'R':
      return plainEvent(alarmClassOf(device), code, '报警恢复', 'Alarm restored', { ...place, restore: true });
    case 'T':
      return plainEvent('trouble', code, '设备故障', 'Trouble', place);
    case 'O':
      return plainEvent('armState', code, '撤防', 'Disarmed', place);
    case 'C':
      return plainEvent('armState', code, '布防', 'Armed', place);
    default:
      return plainEvent('unknown', code, `未知事件 ${code}`, `Unknown event ${code}`, place);
  }
}

/** 1 alarm, 2 opening, 3 restore, 4 closing, 6 still in alarm; the channel's meaning is the site's. */
function channelEvent(channel: number, state: string, device: LinkedDevice | undefined): SignalEvent {
  const code = `CH${channel}`;
  const place = { zone: String(channel) };
  const alarm = alarmClassOf(device);
  switch (state) {
    case '1':
    case '6':
      return plainEvent(alarm, code, `通道 ${channel} 报警`, `Channel ${channel} alarm`, place);
    case '2':
      return plainEvent('armState', code, `通道 ${channel} 撤防`, `Channel ${channel} opened`, place);
    case '3':
      return plainEvent(alarm, code, `通道 ${channel} 恢复`, `Channel ${channel} restored`, {
        ...place,
        restore: true,
      });
    case '4':
      return plainEvent('armState', code, `通道 ${channel} 布防`, `Channel ${channel} closed`, place);
    default:
      return plainEvent('unknown', code, `通道 ${channel} 状态 ${state}`, `Channel ${channel} state ${state}`, place);
  }
}

/** A call point has one thing to say. What a plain "alarm" of anything else means, the format does not tell. */
function alarmClassOf(device: LinkedDevice | undefined): 'emergency' | 'unknown' {
  return device?.kind === 'alarmPole' || device?.kind === 'oneKeyButton' ? 'emergency' : 'unknown';
}

const statusEvent = (text: string) =>
  plainEvent('info', 'STATUS', '接收机状态', 'Receiver status', { text: text || null });

const unreadable = (text: string) =>
  plainEvent('unreadable', 'UNREADABLE', '无法解读的报文', 'Unreadable message', { text });
