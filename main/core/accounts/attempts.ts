/**
 * How often a sign-in may be tried. Three counts, each with a growing delay: this name from this address, this address whatever
 * the name, and this name from wherever it has never signed in. So guessing is slow from one address and from many, and the
 * officer who signs in where he always does is let in while others guess at his name.
 */
import type { Clock } from '#shared/kit/clock.ts';

interface Rule {
  /** Free attempts before the first delay. */
  readonly free: number;
  readonly firstDelayMs: number;
  readonly longestMs: number;
}

const MINUTE_MS = 60_000;
export const ATTEMPT_RULES = {
  pair: { free: 5, firstDelayMs: 30_000, longestMs: 60 * MINUTE_MS },
  address: { free: 20, firstDelayMs: 30_000, longestMs: 60 * MINUTE_MS },
  name: { free: 30, firstDelayMs: 10_000, longestMs: 15 * MINUTE_MS },
} as const satisfies Record<string, Rule>;

/** Counts are forgotten when nothing was tried for this long. */
const FORGET_MS = 24 * 60 * MINUTE_MS;
const MOST_COUNTS = 20_000;

interface Count {
  attempts: number;
  lastAt: number;
}

export class Attempts {
  readonly #clock: Clock;
  /** Least recently tried first. */
  readonly #counts = new Map<string, Count>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Takes one attempt, before the password is looked at: many at once are counted like many after another. Returns how long to
   * wait, ms; 0 when it may be tried. `isKnown`: the name has signed in from this address before.
   */
  take(loginName: string, address: string, isKnown: boolean): number {
    const place = placeOf(address);
    const rules = [
      [`pair ${loginName} ${place}`, ATTEMPT_RULES.pair],
      [`address ${place}`, ATTEMPT_RULES.address],
      ...(isKnown ? [] : ([[`name ${loginName}`, ATTEMPT_RULES.name]] as const)),
    ] as const;
    const waitMs = Math.max(...rules.map(([key, rule]) => this.#waitMs(key, rule)));
    if (waitMs > 0) return waitMs;
    for (const [key] of rules) this.#add(key);
    return 0;
  }

  /** It was no guess: the one attempt is given back, and nothing before it is forgiven. `isKnown` as it was taken. */
  giveBack(loginName: string, address: string, isKnown: boolean): void {
    const place = placeOf(address);
    for (const key of [`pair ${loginName} ${place}`, `address ${place}`, ...(isKnown ? [] : [`name ${loginName}`])])
      this.#forget(key);
  }

  /** It was the right password: what it cost is given back, and the slips before it at this place are forgiven. */
  succeeded(loginName: string, address: string): void {
    const place = placeOf(address);
    this.#counts.delete(`pair ${loginName} ${place}`);
    for (const key of [`address ${place}`, `name ${loginName}`]) this.#forget(key);
  }

  #forget(key: string): void {
    const count = this.#counts.get(key);
    if (count && --count.attempts <= 0) this.#counts.delete(key);
  }

  #waitMs(key: string, { free, firstDelayMs, longestMs }: Rule): number {
    const count = this.#counts.get(key);
    if (!count) return 0;
    // A clock set back must not lock anybody out until the old time comes round again.
    const elapsedMs = Math.max(0, this.#clock() - count.lastAt);
    if (elapsedMs >= FORGET_MS) this.#counts.delete(key);
    if (elapsedMs >= FORGET_MS || count.attempts < free) return 0;
    const delayMs = Math.min(longestMs, firstDelayMs * 2 ** Math.min(20, count.attempts - free));
    return Math.max(0, delayMs - elapsedMs);
  }

  #add(key: string): void {
    const attempts = (this.#counts.get(key)?.attempts ?? 0) + 1;
    this.#counts.delete(key);
    this.#counts.set(key, { attempts, lastAt: this.#clock() });
    if (this.#counts.size <= MOST_COUNTS) return;
    const [oldest] = this.#counts.keys();
    this.#counts.delete(oldest!);
  }
}

/** A household of IPv6 has a /64 of its own: its addresses are one place. */
export function placeOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').toLowerCase();
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length);
  const groups = [...front, ...Array.from({ length: gap }, () => '0'), ...back];
  return groups.every((group, index) => group === '0' || (index === 7 && group === '1'))
    ? '::1'
    : groups.slice(0, 4).join(':');
}
