/** One box of a bus: what it is asked, what its inputs say, and what has yet to be told of it. Outlives a cut line. */
import type { ModbusBoxRecord } from '#shared/wire/links/modbus.ts';
import type { OutputPermit } from '../../outputPermit.ts';
import type { BusBox } from './bus.ts';
import { Buttons, type InputChange } from './buttons.ts';
import { type Request, readBits } from './pdu.ts';
import { Latches, Siren, type WriteTask } from './writes.ts';

/** A siren without buttons is only asked whether it is there. */
const SIREN_POLL_MS = 1_000;
/** Unchanged answers are told this often, as a sign of life. */
const TELL_EVERY_MS = 1_000;
/** Refusals in a row after which nobody may believe that a press would be seen. */
const EXCEPTIONS_LIMIT = 3;

/** A press or release with the time that makes it one of its own, epoch ms. */
export interface DatedChange extends InputChange {
  readonly at: number;
}

export type FaultKind = 'inputs' | 'siren';

export class ModbusBox implements BusBox {
  readonly record: ModbusBoxRecord;
  readonly poll: Request;
  readonly pollMs: number;
  /** Null without a siren, and where nothing may be written. */
  readonly siren: Siren | null;
  readonly latches: Latches | null;
  /** Presses and releases that could not be stored: told again until they are. */
  readonly owed: DatedChange[] = [];
  readonly toldFaults = new Set<FaultKind>();
  readonly #start: number;
  readonly #buttons: Buttons;
  #exceptions = 0;
  #lastBits = '';
  #toldAt = Number.NEGATIVE_INFINITY;

  constructor(record: ModbusBoxRecord, pollMs: number, permit: OutputPermit | undefined) {
    const { unit, area, buttons, siren } = record;
    const inputs = buttons.map(({ input }) => input);
    this.record = record;
    this.#start = inputs.length > 0 ? Math.min(...inputs) : 0;
    this.#buttons = new Buttons(inputs);
    this.poll =
      inputs.length > 0 || !siren
        ? readBits(unit, area, this.#start, Math.max(0, ...inputs) - this.#start + 1)
        : readBits(unit, 'coils', siren.coil, 1);
    this.pollMs = inputs.length > 0 ? pollMs : Math.max(pollMs, SIREN_POLL_MS);
    this.siren = permit && siren ? new Siren(permit, unit, siren) : null;
    this.latches = permit ? new Latches(permit, unit) : null;
  }

  /** A siren is more urgent than a latch. */
  takeTask(now: number): WriteTask | null {
    return this.siren?.takeTask(now) ?? this.latches?.takeTask(now) ?? null;
  }

  /** Changes to be told, those owed first. */
  sample(bits: readonly boolean[], receivedAt: number): DatedChange[] {
    this.#exceptions = 0;
    const changes = this.#buttons.sample(bits, this.#start).map((change) => ({ ...change, at: receivedAt }));
    return [...this.owed.splice(0), ...changes];
  }

  refuse(): void {
    this.#exceptions += 1;
    this.#buttons.interrupt();
  }

  /** It missed its turn: the next answer is a sign of life at once. */
  interrupt(): void {
    this.#buttons.interrupt();
    this.#toldAt = Number.NEGATIVE_INFINITY;
  }

  faults(): Set<FaultKind> {
    const faults = new Set<FaultKind>();
    if (this.#exceptions >= EXCEPTIONS_LIMIT) faults.add('inputs');
    if (this.siren?.isFaulty) faults.add('siren');
    return faults;
  }

  /** `now` never jumps. Sixteen boxes say the same ten times a second: news at once, the rest as a sign of life. */
  isWorthTelling(bits: readonly boolean[], now: number): boolean {
    const text = bits.map(Number).join('');
    if (text === this.#lastBits && now - this.#toldAt < TELL_EVERY_MS) return false;
    this.#lastBits = text;
    this.#toldAt = now;
    return true;
  }

  buttonAt(input: number) {
    return this.record.buttons.find((button) => button.input === input);
  }

  /** The inputs that are down, after bounce. */
  held(): number[] {
    return this.record.buttons.map(({ input }) => input).filter((input) => this.#buttons.isHeld(input));
  }
}
