/**
 * An alarm receiver's automation output, as the manuals describe it: one record at a time, repeated until it is answered,
 * buffered when nobody answers, and sent again once a heartbeat is (PROTOCOLS §3.1).
 */
import type { Disposable } from '#shared/kit/disposable.ts';
import type { Wire } from './wire/wire.ts';

const ACK = 0x06;
const NAK = 0x15;

export interface ReceiverOptions {
  readonly wire: Wire;
  /** How long an answer may take; 4 s in the manuals. */
  readonly answerWithinMs?: number;
  /** Sent in all before the record is buffered. */
  readonly attempts?: number;
  /** Sees every transmission; what it returns goes out instead: nothing, twice, late, or with noise around it. */
  readonly spoil?: (bytes: Buffer) => readonly Buffer[];
}

export type RecordFate = 'acknowledged' | 'refused' | 'silence';

export class ReceiverSimulator implements Disposable {
  readonly #options: ReceiverOptions;
  #answer: ((byte: number) => void) | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  /** Records nobody acknowledged, oldest first: `flush` sends them again. */
  readonly buffered: string[] = [];
  readonly counts = { sent: 0, acknowledged: 0, refused: 0, silent: 0, strayAnswers: 0 };

  constructor(options: ReceiverOptions) {
    this.#options = options;
    options.wire.onBytes((bytes) => {
      for (const byte of bytes) this.#answered(byte);
    });
  }

  /** One record with its terminator; resolves when it is answered or given up. A given-up record is buffered. */
  send(record: string): Promise<RecordFate> {
    return this.#next(async () => {
      const fate = await this.#deliver(record);
      if (fate !== 'acknowledged') this.buffered.push(record);
      return fate;
    });
  }

  /** A heartbeat is never buffered; when it is answered, everything that was buffered is sent again. */
  async heartbeat(record: string): Promise<RecordFate> {
    const fate = await this.#next(() => this.#deliver(record));
    if (fate === 'acknowledged') for (const waiting of this.buffered.splice(0)) await this.send(waiting);
    return fate;
  }

  dispose(): void {
    this.#options.wire.close();
  }

  #next<Value>(run: () => Promise<Value>): Promise<Value> {
    const turn = this.#turn.then(run);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #deliver(record: string): Promise<RecordFate> {
    const { attempts = 3 } = this.#options;
    let fate: RecordFate = 'silence';
    for (let attempt = 0; attempt < attempts; attempt++) {
      fate = await this.#attempt(Buffer.from(record, 'latin1'));
      if (fate === 'acknowledged') break;
    }
    return fate;
  }

  #attempt(bytes: Buffer): Promise<RecordFate> {
    const { wire, answerWithinMs = 4_000, spoil } = this.#options;
    return new Promise((resolve) => {
      const finish = (fate: RecordFate) => {
        clearTimeout(limit);
        this.#answer = null;
        resolve(fate);
      };
      const limit = setTimeout(() => {
        this.counts.silent += 1;
        finish('silence');
      }, answerWithinMs);
      this.#answer = (byte) => {
        if (byte === ACK) this.counts.acknowledged += 1;
        else this.counts.refused += 1;
        finish(byte === ACK ? 'acknowledged' : 'refused');
      };
      this.counts.sent += 1;
      for (const part of spoil ? spoil(bytes) : [bytes]) wire.send(part);
    });
  }

  #answered(byte: number): void {
    if (byte !== ACK && byte !== NAK) return;
    if (this.#answer) this.#answer(byte);
    else this.counts.strayAnswers += 1;
  }
}

/** Records of made-up accounts, as each receiver prints them. */
export const RECORDS = {
  surgard: {
    alarm: (account: string, zone: number) => `5022 18${account}E12003${pad(zone)}\x14`,
    heartbeat: '1022           @    \x14',
  },
  ademco685: {
    alarm: (account: string, zone: number) => `\n12 ${account} 18 1120 03 C${pad(zone)}\r`,
    heartbeat: '\n00 OKAY @\r',
  },
  radionics6500: {
    alarm: (account: string, zone: number) => ` a022 ${account}18112003${pad(zone)}\x14`,
    heartbeat: ' 1022           @    \x14',
  },
} as const;

const pad = (zone: number) => String(zone % 1_000).padStart(3, '0');
