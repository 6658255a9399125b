/**
 * The ledger outside the system: every message a device was answered for, held against what the station says it has.
 * A frame is the whole message, so account, sequence number and payload are all compared at once.
 */
import type { SendOutcome } from '#main/core/links/protocols/dc09/sender.ts';

export interface LedgerEntry {
  readonly account: string;
  readonly sequence: string;
  /** The answered frame, hex. */
  readonly frame: string;
}

export interface Balance {
  readonly acknowledged: number;
  /** Answered, and not there. */
  readonly lost: readonly LedgerEntry[];
  /** Answered, and there more than once. */
  readonly repeated: readonly LedgerEntry[];
}

export class Ledger {
  readonly #entries: LedgerEntry[] = [];

  get size(): number {
    return this.#entries.length;
  }

  /** Writes down what was acknowledged; anything else is not owed. */
  note(account: string, { kind, sequence, frame }: SendOutcome): void {
    if (kind === 'ack') this.#entries.push({ account, sequence, frame: frame.toString('hex') });
  }

  add(entry: LedgerEntry): void {
    this.#entries.push(entry);
  }

  /** What is owed at this moment; what is answered later is not in it. */
  copy(): Ledger {
    const copy = new Ledger();
    for (const entry of this.#entries) copy.add(entry);
    return copy;
  }

  /** `alarms` is everything the station has, each with the frame it came in, in hex. */
  compare(alarms: Iterable<{ readonly raw: string }>): Balance {
    const times = new Map<string, number>();
    for (const { raw } of alarms) times.set(raw, (times.get(raw) ?? 0) + 1);
    return {
      acknowledged: this.#entries.length,
      lost: this.#entries.filter(({ frame }) => !times.has(frame)),
      repeated: this.#entries.filter(({ frame }) => (times.get(frame) ?? 0) > 1),
    };
  }
}
