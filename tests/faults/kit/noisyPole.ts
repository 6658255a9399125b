/** One pole of the yard: what it says is right, what its wire makes of it is not. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { writeContactId } from '#main/core/links/protocols/dc09/contactId.ts';
import { readKey } from '#main/core/links/protocols/dc09/crypto.ts';
import { encodeMessage } from '#main/core/links/protocols/dc09/encode.ts';
import { readReplies } from '#main/core/links/protocols/dc09/reply.ts';
import { garbage } from '#tests/simulators/dc09.ts';
import { type Seeded, seeded } from '#tests/simulators/seeded.ts';
import { pressOf } from './alarmLoad.ts';
import type { FaultDevice, FaultStation } from './faultStation.ts';
import type { MessageBook } from './messageBook.ts';
import { openPoleWire, type PoleWire } from './poleWire.ts';

export interface PoleCounts {
  /** First transmissions of presses. */
  alarms: number;
  /** Transmissions of presses not answered yet. */
  repeats: number;
  /** Transmissions of what may have been answered already. */
  doubles: number;
  /** Frames with one byte turned. */
  spoilt: number;
  /** Bytes that are no frame. */
  noise: number;
  heartbeats: number;
  /** Connections the pole broke off itself, in the middle of whatever was on its way. */
  hangUps: number;
}

export interface NoisyPoleOptions {
  readonly station: FaultStation;
  readonly device: FaultDevice;
  readonly seed: number;
  readonly book: MessageBook;
  readonly patienceMs: number;
  count(what: keyof PoleCounts): void;
}

interface Press {
  readonly message: number;
  readonly index: number;
  readonly sequence: string;
  frame: Buffer;
  writtenAt: number;
  sentAt: number;
}

/** A pole has only so much to say: the same press comes again and again, each time with another number. */
const DIFFERENT_PRESSES = 40;
const REPEAT_MS = 250;
const CHECK_MS = 50;
/** A calm pole has few presses on its way, one in a burst many. */
const CALM_WINDOW = 2;
const BURST_WINDOW = 16;
/** An encrypted frame this old is written anew: the station would refuse its time. */
const TIME_GOOD_MS = 15_000;
const RECENT_KEPT = 32;

export class NoisyPole {
  readonly #options: NoisyPoleOptions;
  readonly #random: Seeded;
  readonly #noise: Generator<Buffer>;
  readonly #key: Buffer | undefined;
  readonly #wire: PoleWire;
  readonly #pending = new Map<string, Press>();
  readonly #recent: Buffer[] = [];
  #presses = 0;
  #answeredAt = performance.now();
  #wake: (() => void) | null = null;

  constructor(options: NoisyPoleOptions) {
    const { device, station, seed } = options;
    this.#options = options;
    this.#random = seeded(seed);
    this.#noise = garbage(seed + 1_000, Number.POSITIVE_INFINITY);
    const key = device.key && readKey(device.key);
    this.#key = key?.ok ? key.value : undefined;
    this.#wire = openPoleWire(device.overTcp ? 'tcp' : 'udp', station, this.#random, (frame) => this.#answered(frame));
  }

  /** Sends while there are frames `isLeft` to send; resolves when everything is answered, or nobody answers any more. */
  async run(isLeft: () => boolean): Promise<void> {
    const repeating = setInterval(() => this.#repeatLate(), CHECK_MS);
    for (let step = 0, window = CALM_WINDOW; isLeft(); step++) {
      if (step % 64 === 0) window = this.#random.chance(0.3) ? BURST_WINDOW : CALM_WINDOW;
      this.#sendSomething();
      await this.#wire.flushed();
      while (this.#pending.size >= window && !this.#isGivenUp()) await this.#somethingHappens();
      if (step % 16 === 0) await nextTurn();
    }
    while (this.#pending.size > 0 && !this.#isGivenUp()) await this.#somethingHappens();
    clearInterval(repeating);
    this.#wire.dispose();
  }

  #sendSomething(): void {
    const { count } = this.#options;
    const dice = this.#random.next();
    if (dice < 0.07) {
      count('heartbeats');
      this.#wire.send(this.#encode('0000', null));
    } else if (dice < 0.22) {
      count('noise');
      this.#wire.send(this.#noise.next().value as Buffer);
    } else if (dice < 0.4 && this.#recent.length > 0) {
      count('spoilt');
      this.#wire.send(turnByte(this.#random, this.#recent[this.#random.below(this.#recent.length)]!));
    } else if (dice < 0.65 && this.#recent.length > 0) {
      count('doubles');
      this.#wire.send(this.#recent[this.#random.below(this.#recent.length)]!);
    } else {
      this.#press();
    }
    if (this.#random.chance(0.0005) && this.#wire.hangUp()) count('hangUps');
  }

  #press(): void {
    const { book, count } = this.#options;
    const index = this.#presses++;
    const sequence = String((index % 9_999) + 1).padStart(4, '0');
    const message = book.open();
    const frame = this.#encode(sequence, index);
    const press: Press = {
      message,
      index,
      sequence,
      frame,
      writtenAt: performance.now(),
      sentAt: performance.now(),
    };
    book.note(message, frame);
    this.#pending.set(sequence, press);
    this.#remember(frame);
    // One press in ten arrives spoilt the first time: only its repetition can bring it.
    const isSpoilt = this.#random.chance(0.1);
    count(isSpoilt ? 'spoilt' : 'alarms');
    this.#wire.send(isSpoilt ? turnByte(this.#random, frame) : frame);
  }

  #repeatLate(): void {
    const now = performance.now();
    for (const press of this.#pending.values()) {
      if (now - press.sentAt < REPEAT_MS) continue;
      if (this.#key && now - press.writtenAt > TIME_GOOD_MS) {
        press.frame = this.#encode(press.sequence, press.index);
        press.writtenAt = now;
        this.#options.book.note(press.message, press.frame);
      }
      press.sentAt = now;
      this.#options.count('repeats');
      this.#wire.send(press.frame);
    }
    this.#wake?.();
  }

  #answered(bytes: Buffer): void {
    for (const { kind, sequence } of readReplies(bytes, this.#key)) {
      const press = kind === 'ack' ? this.#pending.get(sequence) : undefined;
      if (!press) continue;
      this.#pending.delete(sequence);
      this.#options.book.acknowledge(press.message);
      this.#answeredAt = performance.now();
    }
    this.#wake?.();
  }

  #somethingHappens(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = () => {
        this.#wake = null;
        resolve();
      };
    });
  }

  #isGivenUp(): boolean {
    return performance.now() - this.#answeredAt > this.#options.patienceMs;
  }

  #remember(frame: Buffer): void {
    this.#recent.push(frame);
    if (this.#recent.length > RECENT_KEPT) this.#recent.shift();
  }

  #encode(sequence: string, index: number | null): Buffer {
    const { account } = this.#options.device;
    const isEncrypted = this.#key !== undefined;
    return encodeMessage({
      header: {
        form: this.#options.seed % 3 === 0 ? 'binary' : 'ascii',
        token: index === null ? 'NULL' : 'ADM-CID',
        isEncrypted,
        sequence,
        receiver: null,
        line: '0',
        account,
      },
      data: index === null ? '' : `#${account}|${writeContactId(pressOf(index % DIFFERENT_PRESSES).contactId)}`,
      ...(isEncrypted && { at: Date.now() }),
      ...(this.#key && { key: this.#key }),
    });
  }
}

/** One byte of the body turned into another: a CRC of sixteen bits finds every one of these. */
function turnByte(random: Seeded, frame: Buffer): Buffer {
  const copy = Buffer.from(frame);
  const at = 9 + random.below(copy.length - 10);
  copy[at] = copy[at]! ^ (1 + random.below(255));
  return copy;
}
