import type { LatestPositions } from '#main/core/tracks/latest.ts';
import type { World } from '#shared/domain/world.ts';
import type { Clock } from '#shared/kit/clock.ts';
import type { Signal } from '#shared/wire/signal.ts';
import { type SosCall, sosSignal } from './desk/sos.ts';
import { DuplicateBook, type RecentKey } from './links/duplicates.ts';
import { RateLimit } from './links/rateLimit.ts';

const STRANGER_MS = 60_000;

export interface SosDoorOptions {
  readonly world: World;
  readonly positions: LatestPositions;
  readonly clock: Clock;
  /** Keys stored in the last ten minutes: a call repeated across a restart is still the same call. */
  readonly recentKeys: Iterable<RecentKey>;
  /** Resolves when the signal is on disk. */
  deliver(signal: Signal): Promise<void>;
}

/**
 * Calls for help of phones, over HTTP: each is kept before its phone is answered, and one sent again (same phone, same time,
 * same words) waits for the first and is no second alarm. Of phones nobody enrolled one a minute is shown, with a count.
 */
export class SosDoor {
  readonly #options: SosDoorOptions;
  readonly #book: DuplicateBook;
  readonly #strangers = new RateLimit();

  constructor(options: SosDoorOptions) {
    this.#options = options;
    this.#book = new DuplicateBook(options.recentKeys);
  }

  /** Resolves when it is durable, or was already. */
  raise(call: SosCall): Promise<void> {
    const { world, positions, clock, deliver } = this.#options;
    const now = clock();
    const signal = sosSignal(world, positions, call, now);
    const { duplicateKey } = signal;
    if (signal.unitId === undefined) {
      this.#strangers.close(now);
      const suppressed = this.#strangers.admit(call.unitKey, STRANGER_MS, now);
      return suppressed === null ? Promise.resolve() : deliver({ ...signal, suppressed });
    }
    if (duplicateKey === null) return deliver(signal);
    const original = this.#book.find(duplicateKey, now);
    if (original) return original;
    const durable = deliver(signal);
    this.#book.claim(duplicateKey, now, durable);
    return durable;
  }
}
