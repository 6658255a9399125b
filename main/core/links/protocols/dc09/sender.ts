/**
 * A DC-09 device: sends real datagrams to a real port, repeats them until answered, corrects its clock on NAK
 * (PROTOCOLS §1.8). The drill presses poles with it; tests and benches use it as the other end of the wire.
 */
import { createSocket, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { Clock } from '#shared/kit/clock.ts';
import type { Disposable } from '#shared/kit/disposable.ts';
import { type ContactIdEvent, writeContactId } from './contactId.ts';
import { type KeyText, readKey } from './crypto.ts';
import { encodeMessage, type OutgoingMessage } from './encode.ts';
import type { CrcForm } from './frame.ts';
import type { Extension } from './message.ts';
import { type Reply, readReplies } from './reply.ts';

export interface SenderOptions {
  readonly host: string;
  readonly port: number;
  readonly account: string;
  /** Digits without R and L; null leaves the field out. */
  readonly receiver?: string | null;
  readonly line?: string | null;
  /** Present: everything is sent encrypted. */
  readonly key?: KeyText;
  readonly form?: CrcForm;
  /** The device's own clock, which may be wrong on purpose. */
  readonly clock?: Clock;
  /** First sequence number to use, 1 to 9999. */
  readonly firstSequence?: number;
  readonly giveUpAfterMs?: number;
  readonly resendEveryMs?: number;
  /** Sees every datagram before it leaves; return null to lose it. For faults in tests and drills. */
  readonly onSend?: (datagram: Buffer) => Buffer | null;
}

/** What to say. Without an event it is the supervision message `NULL`. */
export interface Outgoing {
  readonly contactId?: Omit<ContactIdEvent, 'kind'>;
  /** A whole SIA payload, as `Nri1/BA05^Kitchen^`. */
  readonly sia?: string;
  readonly extensions?: readonly Extension[];
  /** Clear messages may leave the time out; encrypted ones always carry it. */
  readonly hasTime?: boolean;
  /** Use this number instead of the next one, as a retransmission or a broken device does. */
  readonly sequence?: string;
}

/** `silence`: nobody answered in time. `nak` only when the corrected time was refused too. */
export interface SendOutcome {
  readonly kind: Reply['kind'] | 'silence';
  readonly sequence: string;
  /** Datagrams sent for this message. */
  readonly datagrams: number;
  readonly elapsedMs: number;
  readonly reply: Reply | null;
  /** The last datagram that was sent. */
  readonly frame: Buffer;
}

export class Dc09Sender implements Disposable {
  readonly #options: SenderOptions;
  readonly #key: Buffer | undefined;
  readonly #socket: Socket;
  readonly #clock: Clock;
  #sequence: number;
  /** Added to our clock after a NAK told us the receiver's time. */
  #clockOffsetMs = 0;
  #listener: ((reply: Reply) => void) | null = null;
  /** A device says one thing at a time: a NAK names no message, so two at once could not be told apart. */
  #turn: Promise<unknown> = Promise.resolve();
  #isDisposed = false;

  /** Throws for a key that is none: the caller configured it. */
  constructor(options: SenderOptions) {
    this.#options = options;
    this.#clock = options.clock ?? Date.now;
    this.#sequence = options.firstSequence ?? 1;
    const key = options.key && readKey(options.key);
    if (key && !key.ok) throw new TypeError(key.failure.message);
    this.#key = key?.value;
    this.#socket = createSocket(isIPv6(options.host) ? 'udp6' : 'udp4');
    this.#socket.on('message', (datagram) => {
      for (const reply of readReplies(datagram, this.#key)) this.#listener?.(reply);
    });
    // An unreachable port is silence to a device: it keeps trying.
    this.#socket.on('error', () => undefined);
  }

  send(outgoing: Outgoing): Promise<SendOutcome> {
    const outcome = this.#turn.then(() => this.#converse(outgoing));
    this.#turn = outcome;
    return outcome;
  }

  /** One supervision message. */
  heartbeat(): Promise<SendOutcome> {
    return this.send({ sequence: '0000' });
  }

  /** Bytes as they are, without waiting for anything. */
  sendRaw(datagram: Buffer): void {
    const { host, port, onSend } = this.#options;
    const bytes = onSend ? onSend(datagram) : datagram;
    if (bytes && !this.#isDisposed) this.#socket.send(bytes, port, host, () => undefined);
  }

  dispose(): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    this.#socket.close();
  }

  async #converse(outgoing: Outgoing): Promise<SendOutcome> {
    const sequence = outgoing.sequence ?? this.#nextSequence();
    const first = await this.#attempt(outgoing, sequence);
    if (first.kind !== 'nak' || first.reply?.at == null) return first;
    this.#clockOffsetMs = first.reply.at - this.#clock();
    // Every repetition of the first try may still be answered with its own NAK: those say nothing new.
    const second = await this.#attempt(outgoing, sequence, first.datagrams - 1);
    return {
      ...second,
      datagrams: first.datagrams + second.datagrams,
      elapsedMs: first.elapsedMs + second.elapsedMs,
    };
  }

  /** The same bytes every second until a reply that can be ours, or until it is too late. */
  #attempt(outgoing: Outgoing, sequence: string, lateNaks = 0): Promise<SendOutcome> {
    const { giveUpAfterMs = 5_000, resendEveryMs = 1_000 } = this.#options;
    const frame = encodeMessage(this.#compose(outgoing, sequence));
    const startedAt = performance.now();
    let datagrams = 0;
    let naksToIgnore = lateNaks;
    const transmit = () => {
      datagrams += 1;
      this.sendRaw(frame);
    };
    return new Promise((resolve) => {
      const finish = (kind: SendOutcome['kind'], reply: Reply | null) => {
        clearInterval(resend);
        clearTimeout(giveUp);
        this.#listener = null;
        resolve({ kind, sequence, datagrams, elapsedMs: performance.now() - startedAt, reply, frame });
      };
      const resend = setInterval(transmit, resendEveryMs);
      const giveUp = setTimeout(() => finish('silence', null), giveUpAfterMs);
      this.#listener = (reply) => {
        if (reply.kind === 'nak' && naksToIgnore-- > 0) return;
        if (reply.kind === 'nak' || reply.sequence === sequence) finish(reply.kind, reply);
      };
      transmit();
    });
  }

  #compose(outgoing: Outgoing, sequence: string): OutgoingMessage {
    const { account, receiver = null, line = '0', form = 'ascii' } = this.#options;
    const { contactId, sia, extensions = [], hasTime = true } = outgoing;
    const token = contactId ? 'ADM-CID' : sia === undefined ? 'NULL' : 'SIA-DCS';
    const payload = contactId ? writeContactId(contactId) : sia;
    const isEncrypted = this.#key !== undefined;
    return {
      header: { form, token, isEncrypted, sequence, receiver, line, account },
      data: payload === undefined ? '' : `#${account}|${payload}`,
      extensions,
      ...((hasTime || isEncrypted) && { at: this.#clock() + this.#clockOffsetMs }),
      ...(this.#key && { key: this.#key }),
    };
  }

  #nextSequence(): string {
    const sequence = this.#sequence;
    this.#sequence = (sequence % 9_999) + 1;
    return String(sequence).padStart(4, '0');
  }
}
