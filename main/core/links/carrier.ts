/**
 * Carries out what a protocol session judged, as far as it is due before the answer (DESIGN §5): sign of life, places, news, and
 * the alarm itself.
 */
import type { RemoteAddress, Signal } from '#shared/wire/signal.ts';
import type { Verdict } from './contract.ts';
import type { Counters } from './counters.ts';
import type { LinkSurroundings } from './link.ts';
import type { LinkFaults } from './linkFaults.ts';
import { OVERFLOW_KEY, RateLimit } from './rateLimit.ts';

const STRANGER_MS = 60_000;

interface CarrierParts {
  readonly linkId: string;
  readonly around: LinkSurroundings;
  readonly counters: Counters;
  readonly faults: LinkFaults;
  readonly isAccepting: () => boolean;
}

export class Carrier {
  readonly #linkId: string;
  readonly #around: LinkSurroundings;
  readonly #counters: Counters;
  readonly #faults: LinkFaults;
  readonly #isAccepting: () => boolean;
  readonly #strangers = new RateLimit();
  readonly #newsLimit = new RateLimit();

  constructor({ linkId, around, counters, faults, isAccepting }: CarrierParts) {
    this.#linkId = linkId;
    this.#around = around;
    this.#counters = counters;
    this.#faults = faults;
    this.#isAccepting = isAccepting;
  }

  /** Everything that is due before the answer. Resolves when the answer may leave; rejects when it may not. */
  carryOut(verdict: Verdict, remote: RemoteAddress, now: number): Promise<void> | null {
    const { desk, contacts, duplicates } = this.#around;
    const { heard, lost, fixes, news, signal, duplicateOf } = verdict;
    this.#noteCaller(verdict, remote);
    const contactNews = heard ? contacts.heard(heard, now) : null;
    if (contactNews) desk.report(contactNews);
    // That we hang up ourselves says nothing about a device.
    const lossNews = lost && this.#isAccepting() ? contacts.lose(lost, now) : null;
    if (lossNews) desk.report(lossNews);
    for (const fix of fixes ?? []) desk.locate?.(fix);
    if (news) {
      const suppressed = this.#newsLimit.admit(news.key, news.everyMs, now);
      if (suppressed !== null) desk.report(news.tell(suppressed));
    }
    if (duplicateOf !== undefined) return duplicates.find(duplicateOf, now);
    if (!signal) return null;
    const isStranger = signal.deviceId === null && signal.unitId === undefined;
    if (isStranger || signal.duplicateKey === null) return this.#deliverStranger(signal, now);
    const original = duplicates.find(signal.duplicateKey, now);
    if (original) return original;
    const durable = this.#store(signal);
    duplicates.claim(signal.duplicateKey, now, durable);
    return durable;
  }

  /** Tells what the rate limits withheld and nobody has told yet. */
  tellSuppressed(now: number): void {
    for (const { key, suppressed } of this.#strangers.close(now)) {
      const account = key === OVERFLOW_KEY ? OVERFLOW_KEY : key.slice(key.indexOf(':') + 1);
      this.#around.desk.report({ kind: 'unknownCaller', linkId: this.#linkId, account, at: now, suppressed });
    }
    this.#newsLimit.close(now);
  }

  /** Strangers are kept for the panel, however often they call; who is believed has left. */
  #noteCaller({ heard, signal }: Verdict, remote: RemoteAddress): void {
    const { callers } = this.#around;
    if (signal && signal.deviceId === null && signal.unitId === undefined) callers.note(signal);
    else if (heard) callers.forget(this.#linkId, signal?.account ?? heard.account, remote);
  }

  /** An alarm of an unknown pole must not hide behind that pole's heartbeats: they are limited apart. */
  #deliverStranger(signal: Signal, now: number): Promise<void> | null {
    const kind = signal.events.every((event) => event.class === 'info') ? 'quiet' : (signal.reason ?? 'alarm');
    const key = `${kind}:${signal.account.toUpperCase()}`;
    const suppressed = this.#strangers.admit(key, STRANGER_MS, now);
    if (suppressed === null) return null;
    return this.#store(suppressed > 0 ? { ...signal, suppressed } : signal);
  }

  async #store(signal: Signal): Promise<void> {
    try {
      await this.#around.desk.deliver(signal);
      this.#faults.noteStored();
    } catch (error) {
      this.#faults.noteNotStored(error);
      this.#counters.notStored();
      throw error;
    }
  }
}
