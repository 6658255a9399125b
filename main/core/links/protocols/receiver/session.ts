/**
 * An automation output of an alarm receiver (PROTOCOLS §3.1): one ACK for each record once it is durable, NAK for what is
 * none or could not be stored. Receivers match answers to records by order alone, so every record gets exactly one.
 */
import type { Bilingual } from '#shared/kit/bilingual.ts';
import type { RemoteAddress } from '#shared/wire/signal.ts';
import type { Answer, Connection, JudgeContext, LinkSession, Verdict } from '../../contract.ts';
import { describeRecord } from './describe.ts';
import { type DecodeRecord, noRecord, type ReceiverRecord } from './record.ts';
import { type Arrival, accountOf, repeatKeys, toSignal, unreadableSignal } from './signal.ts';
import { cutSeries, type Piece, RecordSplitter, SHORTEST_RECORD } from './splitter.ts';

const ACK: Answer = { kind: 'ack', write: () => Buffer.of(0x06) };
const NAK: Answer = { kind: 'nak', write: () => Buffer.of(0x15) };
/** Some receivers send no terminator. */
const QUIET_MS = 300;
/** Heartbeats that may be missed. */
const MISSED_LIMIT = 3;
/** A receiver repeats what we refuse and sends nothing else meanwhile: the third time it is kept unread and answered. */
const REFUSALS_OF_ONE_RECORD = 2;

export interface ReceiverFormat {
  readonly protocol: string;
  readonly decode: DecodeRecord;
  /** Seconds between heartbeats; 0 when this receiver sends none. */
  readonly heartbeatSeconds: number;
}

export function openReceiverSession(context: JudgeContext, format: ReceiverFormat): LinkSession {
  const life = new LifeWatch(format.heartbeatSeconds);
  return {
    openConnection: ({ remote }) => new ReceiverConnection(context, format, life, remote),
    fault: (now) => life.fault(now),
  };
}

/** One receiver may come by several connections, and none at all is a fault as well: so this is the link's. */
class LifeWatch {
  readonly #limitMs: number;
  #countedFrom: number | null = null;

  constructor(heartbeatSeconds: number) {
    this.#limitMs = heartbeatSeconds * MISSED_LIMIT * 1_000;
  }

  heard(at: number): void {
    this.#countedFrom = at;
  }

  fault(now: number): Bilingual | null {
    this.#countedFrom ??= now;
    if (this.#limitMs === 0 || now - this.#countedFrom <= this.#limitMs) return null;
    const seconds = Math.round((now - this.#countedFrom) / 1_000);
    return { zh: `接收机 ${seconds} 秒没有心跳`, en: `no heartbeat of the receiver for ${seconds} s` };
  }
}

class ReceiverConnection implements Connection {
  /** A little later, so that the clock agrees that it was quiet. */
  readonly quietMs = QUIET_MS + 20;
  readonly #context: JudgeContext;
  readonly #format: ReceiverFormat;
  readonly #life: LifeWatch;
  readonly #remote: RemoteAddress;
  readonly #splitter = new RecordSplitter();
  #lastBytesAt = 0;
  #refused: { readonly text: string; readonly times: number } | null = null;

  constructor(context: JudgeContext, format: ReceiverFormat, life: LifeWatch, remote: RemoteAddress) {
    this.#context = context;
    this.#format = format;
    this.#life = life;
    this.#remote = remote;
  }

  *receive(chunk: Buffer, receivedAt: number): Generator<Verdict> {
    this.#lastBytesAt = receivedAt;
    for (const piece of this.#splitter.push(chunk)) yield* this.#judge(piece, receivedAt);
  }

  *tick(now: number): Generator<Verdict> {
    if (Math.abs(now - this.#lastBytesAt) < QUIET_MS) return;
    const isWhole = (text: string) => this.#isComplete(text) || cutSeries(text, this.#isComplete) !== null;
    for (const piece of this.#splitter.settle(isWhole)) yield* this.#judge(piece, now);
  }

  *close(now: number): Generator<Verdict> {
    for (const piece of this.#splitter.end()) yield* this.#judge(piece, now);
  }

  #isComplete = (text: string): boolean => {
    const decoded = this.#format.decode(text);
    return decoded.ok && !decoded.isOpenEnded;
  };

  *#judge(piece: Piece, receivedAt: number): Generator<Verdict> {
    const { raw } = piece;
    if (!piece.ok) {
      const describe = () => describeRecord(noRecord(piece.reason));
      // Nobody is there to be answered when the line was cut.
      yield {
        raw,
        outcome: 'dropped',
        reason: piece.reason,
        describe,
        ...(piece.reason === 'oversize' && { answer: NAK }),
      };
      return;
    }
    const decoded = this.#format.decode(piece.text);
    const series = decoded.ok ? null : cutSeries(piece.text, this.#isComplete);
    const texts = series ?? [piece.text];
    for (const text of texts) yield this.#judgeRecord(text, Buffer.from(text, 'latin1'), receivedAt);
  }

  #judgeRecord(text: string, raw: Buffer, receivedAt: number): Verdict {
    const { linkId } = this.#context;
    const decoded = this.#format.decode(text);
    const describe = () => describeRecord(decoded);
    const arrival: Arrival = { linkId, protocol: this.#format.protocol, remote: this.#remote, receivedAt, raw };
    if (!decoded.ok) return this.#refuse(text, arrival, describe);
    this.#refused = null;
    this.#life.heard(receivedAt);
    const { record } = decoded;
    const device = this.#findDevice(record);
    const heard = device ? { heard: device } : {};
    if (record.kind === 'heartbeat') return { raw, outcome: 'heartbeat', describe, ...heard, answer: ACK };

    const [key, keyBefore] = repeatKeys(linkId, record.line + accountOf(record), text, receivedAt);
    if (device) {
      const known = [key, keyBefore].find((candidate) => this.#context.isDuplicate(candidate));
      if (known !== undefined)
        return {
          raw,
          outcome: 'duplicate',
          describe,
          ...heard,
          duplicateOf: known,
          answer: ACK,
          answerIfNotStored: NAK,
        };
    }
    const signal = toSignal(arrival, record, device, key);
    const due = { raw, describe, ...heard, signal, answer: ACK, answerIfNotStored: NAK };
    if (!device) return { ...due, outcome: 'stranger', reason: 'unknownAccount' };
    if (signal.reason === 'unreadable') return { ...due, outcome: 'unreadable', reason: 'unreadable' };
    return { ...due, outcome: 'accepted' };
  }

  #refuse(text: string, arrival: Arrival, describe: () => object): Verdict {
    // Noise is no attempt at a record: an answer to it would be taken for the answer to the record beside it.
    if (text.trim().length < SHORTEST_RECORD)
      return { raw: arrival.raw, outcome: 'dropped', reason: 'noise', describe };
    const times = this.#refused?.text === text ? this.#refused.times : 0;
    if (times < REFUSALS_OF_ONE_RECORD) {
      this.#refused = { text, times: times + 1 };
      return { raw: arrival.raw, outcome: 'dropped', reason: 'format', describe, answer: NAK };
    }
    this.#refused = null;
    const signal = unreadableSignal(arrival);
    return {
      raw: arrival.raw,
      outcome: 'stranger',
      reason: 'undecodable',
      describe,
      signal,
      answer: ACK,
      answerIfNotStored: NAK,
    };
  }

  /** System III pads a four-digit account to six with zeros or blanks; the station may have enrolled either. */
  #findDevice(record: ReceiverRecord) {
    const account = accountOf(record);
    const found = this.#context.findDevice(account);
    if (found || !/^0{1,2}[0-9A-F]{4}$/.test(account)) return found;
    return this.#context.findDevice(account.slice(-4));
  }
}
