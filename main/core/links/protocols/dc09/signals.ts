/** DC-09 messages to signals: codes classified, extension blocks named, the key of retransmissions made. */
import { createHash } from 'node:crypto';
import type { RemoteAddress, Signal, SignalEvent, SignalReason } from '#shared/wire/signal.ts';
import { plainEvent, toSignalEvent } from '../codedEvents.ts';
import { extensionValue, type Header, type Message } from './message.ts';
import { readTime } from './timestamp.ts';

/** A frame as the transport handed it over. */
export interface Arrival {
  readonly linkId: string;
  readonly remote: RemoteAddress;
  readonly receivedAt: number;
  readonly raw: Buffer;
}

export interface SignalFacts {
  readonly arrival: Arrival;
  readonly header: Header;
  /** Null when the content could not be read. */
  readonly message: Message | null;
  readonly deviceId: string | null;
  readonly duplicateKey: string | null;
  readonly isClockWrong: boolean;
  readonly reason?: SignalReason;
}

export function toSignal(facts: SignalFacts): Signal {
  const { arrival, header, message, deviceId, duplicateKey, isClockWrong, reason } = facts;
  const deviceAt = message?.time?.at ?? null;
  return {
    linkId: arrival.linkId,
    protocol: 'dc09',
    remote: arrival.remote,
    receivedAt: arrival.receivedAt,
    raw: arrival.raw.toString('hex'),
    deviceId,
    account: header.account,
    sequence: header.sequence,
    token: header.token,
    events: reason === 'unreadable' || message === null ? [UNREADABLE] : toSignalEvents(message),
    deviceAt,
    skewMs: deviceAt === null ? null : deviceAt - arrival.receivedAt,
    isClockWrong,
    // Only a message that decrypted proves its sender; ciphertext that nobody could open proves nothing.
    authenticated: header.isEncrypted && message !== null ? 'encrypted' : 'clear',
    duplicateKey,
    ...(message && namedExtensions(message)),
    ...(reason && { reason }),
  };
}

const UNREADABLE: SignalEvent = plainEvent('unreadable', 'UNREADABLE', '无法解读的报文', 'Unreadable message');

/** Never empty: a message without an event code is shown as what it is. */
export function toSignalEvents(message: Message): readonly SignalEvent[] {
  if (message.events.length === 0) {
    if (message.header.token === 'NULL') return [plainEvent('info', 'NULL', '心跳', 'Heartbeat')];
    return [plainEvent('info', 'TEXT', '文字消息', 'Text message', { text: message.text })];
  }
  return message.events.map(toSignalEvent);
}

/**
 * §1.8: account, R, L, sequence, token and payload; the time is not part of it, because a retransmission may carry a new
 * one. Readable in front for the log, hashed behind to bound its size.
 */
export function duplicateKey(linkId: string, header: Header, payload: string): string {
  const { isEncrypted, account, receiver, line, sequence, token } = header;
  const identity = [account.toUpperCase(), receiver, line, sequence, token, payload];
  const digest = createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 32);
  return `${isEncrypted ? 'encrypted' : 'clear'}:${linkId}:${account.toUpperCase()}:${sequence}:${digest}`;
}

type NamedExtensions = Pick<Signal, 'occurredAt' | 'position' | 'text' | 'location' | 'verificationUrl'>;

/** PROTOCOLS §1.2, the letters an officer can use; the others stay in the raw frame. */
function namedExtensions(message: Message): NamedExtensions {
  const value = (letter: string) => extensionValue(message, letter) || undefined;
  const lon = readDegrees(value('X'), /^(\d{1,3})([EW])(\d{1,2}(?:\.\d*)?)$/, 'W', 180);
  const lat = readDegrees(value('Y'), /^(\d{1,2})([NS])(\d{1,2}(?:\.\d*)?)$/, 'S', 90);
  const occurredAt = readTime((value('H') ?? '').replace(/^_/, ''))?.at;
  const text = [value('I'), message.events.length > 0 ? message.text : null].filter(Boolean).join(' ');
  const location = ['S', 'O', 'L', 'R'].map(value).filter(Boolean).join(' ');
  const verificationUrl = value('V');
  return {
    ...(typeof occurredAt === 'number' && { occurredAt }),
    ...(lon !== null && lat !== null && { position: { lon, lat } }),
    ...(text && { text }),
    ...(location && { location }),
    ...(verificationUrl && { verificationUrl }),
  };
}

/** `116E24.1840`: whole degrees, hemisphere, minutes. Null for any other text, which the raw frame keeps. */
function readDegrees(text: string | undefined, shape: RegExp, negative: string, limit: number): number | null {
  const match = shape.exec(text ?? '');
  if (!match) return null;
  const minutes = Number(match[3]);
  const degrees = Number(match[1]) + minutes / 60;
  if (minutes >= 60 || degrees > limit) return null;
  return match[2] === negative ? -degrees : degrees;
}
