/**
 * How much the public may send: a bucket for each sender, and one for all of them together. A report more than this is not
 * taken, is counted and is answered politely; alarms have another door and are never counted here (RELIABILITY S23).
 */
export interface Allowance {
  readonly burst: number;
  readonly perMinute: number;
}

/** One person tells of one thing in a few messages. */
export const OF_ONE: Allowance = { burst: 10, perMinute: 2 };
/** A whole town after a thunderclap. */
export const OF_ALL: Allowance = { burst: 120, perMinute: 60 };
/** Files are what fills a disk. */
export const OF_PHOTOS: Allowance = { burst: 40, perMinute: 4 };
/** Guesses at receipts, and pages. */
export const OF_LOOKS: Allowance = { burst: 60, perMinute: 30 };

const SENDERS_KEPT = 10_000;

interface Bucket {
  tokens: number;
  at: number;
}

export class Limits {
  readonly #allowance: Allowance;
  /** In order of last use. */
  readonly #buckets = new Map<string, Bucket>();

  constructor(allowance: Allowance) {
    this.#allowance = allowance;
  }

  admit(sender: string, now: number): boolean {
    const { burst, perMinute } = this.#allowance;
    const known = this.#buckets.get(sender) ?? { tokens: burst, at: now };
    // A clock set back must not stop a sender until the old time comes round again.
    const elapsedMs = Math.max(0, now - known.at);
    const tokens = Math.min(burst, known.tokens + (elapsedMs * perMinute) / 60_000);
    const isAdmitted = tokens >= 1;
    this.#buckets.delete(sender);
    this.#buckets.set(sender, { tokens: isAdmitted ? tokens - 1 : tokens, at: now });
    if (this.#buckets.size > SENDERS_KEPT) this.#forgetOldest();
    return isAdmitted;
  }

  #forgetOldest(): void {
    const [oldest] = this.#buckets.keys();
    if (oldest !== undefined) this.#buckets.delete(oldest);
  }
}
