import type { Journal } from '#main/core/journal/index.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { type Disposable, toDisposable } from '#shared/kit/disposable.ts';
import type { SeatPulse } from '#shared/wire/seat.ts';

const EVERY_MS = 10_000;

/** Proof of life: recomputes the journal's chain from disk, the new part every ten seconds, and says how far it holds. */
export class ChainWatch implements Disposable {
  readonly #journal: Journal;
  readonly #clock: Clock;
  readonly #timer: Disposable;
  #chain: SeatPulse['chain'];
  #isChecking = false;

  constructor(journal: Journal, clock: Clock) {
    this.#journal = journal;
    this.#clock = clock;
    this.#chain = { checkedAt: clock(), checkedSeq: 0, brokenAtSeq: null };
    const timer = setInterval(() => void this.check(), EVERY_MS);
    this.#timer = toDisposable(() => clearInterval(timer));
    void this.check();
  }

  get chain(): SeatPulse['chain'] {
    return this.#chain;
  }

  async check(): Promise<void> {
    if (this.#isChecking || this.#chain.brokenAtSeq !== null) return;
    this.#isChecking = true;
    try {
      const { head, faults } = await this.#journal.verify({ afterSeq: this.#chain.checkedSeq });
      this.#chain = { checkedAt: this.#clock(), checkedSeq: head.seq, brokenAtSeq: faults[0]?.seq ?? null };
    } finally {
      this.#isChecking = false;
    }
  }

  dispose(): void {
    this.#timer.dispose();
  }
}
