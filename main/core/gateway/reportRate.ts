/** How many alarms one source may deliver: a burst, and a steady rate after it. Far above any honest system, far below harm. */
const BURST = 200;
const PER_SECOND = 50;
const TELL_EVERY_MS = 60_000;
/** Long enough for the bucket to hold a useful number again. */
export const RETRY_AFTER_SECONDS = 1;

export interface Admission {
  readonly isAdmitted: boolean;
  /** How many were refused and not told yet, this one included; null while there is none, or telling again is too soon. */
  readonly tell: number | null;
}

interface Source {
  tokens: number;
  countedAt: number;
  toldAt: number | null;
  untold: number;
}

/** A bucket per account. Accounts are those of station.json, so their number is bounded. */
export class ReportRate {
  readonly #sources = new Map<string, Source>();

  admit(accountId: string, now: number): Admission {
    const source = this.#sourceOf(accountId, now);
    // A clock set back must not stop a source until the old time comes round again.
    const elapsedMs = Math.max(0, now - source.countedAt);
    source.tokens = Math.min(BURST, source.tokens + (elapsedMs * PER_SECOND) / 1_000);
    source.countedAt = now;
    const isAdmitted = source.tokens >= 1;
    if (isAdmitted) source.tokens -= 1;
    else source.untold += 1;
    return { isAdmitted, tell: tellOf(source, now) };
  }

  #sourceOf(accountId: string, now: number): Source {
    const known = this.#sources.get(accountId);
    if (known) return known;
    const source: Source = { tokens: BURST, countedAt: now, toldAt: null, untold: 0 };
    this.#sources.set(accountId, source);
    return source;
  }
}

function tellOf(source: Source, now: number): number | null {
  const isTooSoon = source.toldAt !== null && Math.abs(now - source.toldAt) < TELL_EVERY_MS;
  if (source.untold === 0 || isTooSoon) return null;
  const tell = source.untold;
  source.untold = 0;
  source.toldAt = now;
  return tell;
}
