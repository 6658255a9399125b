import { type AccountEventBody, accountStream, NOBODY } from '#shared/domain/account.ts';
import type { Draft } from '#shared/domain/event.ts';
import type { Clock } from '#shared/kit/clock.ts';

const MINUTE_MS = 60_000;
/** Enough to see whether it is one machine or many. */
const ADDRESSES_TOLD = 8;

interface Counted {
  readonly sinceAt: number;
  readonly addresses: Set<string>;
  untold: number;
}

/**
 * Refused sign-ins as events: the first at once, then counted and told once a minute for each account. Names that are nobody's
 * share one count and are not written down: a password typed into the wrong field is such a name.
 */
export class SignInRefusals {
  readonly #clock: Clock;
  readonly #record: (drafts: Draft[]) => void;
  readonly #counted = new Map<string | null, Counted>();

  constructor(clock: Clock, record: (drafts: Draft[]) => void) {
    this.#clock = clock;
    this.#record = record;
  }

  note(accountId: string | null, address: string): void {
    this.tick();
    const known = this.#counted.get(accountId);
    const counted = known ?? { sinceAt: this.#clock(), addresses: new Set<string>(), untold: 0 };
    if (counted.addresses.size < ADDRESSES_TOLD) counted.addresses.add(address);
    counted.untold += 1;
    if (known) return;
    this.#counted.set(accountId, counted);
    this.#tell(accountId, counted);
  }

  tick(): void {
    const now = this.#clock();
    for (const [accountId, counted] of this.#counted) {
      if (Math.abs(now - counted.sinceAt) < MINUTE_MS) continue;
      this.#counted.delete(accountId);
      if (counted.untold > 0) this.#tell(accountId, counted);
    }
  }

  /** Tells everything that was counted, now. */
  flush(): void {
    for (const [accountId, counted] of this.#counted) if (counted.untold > 0) this.#tell(accountId, counted);
    this.#counted.clear();
  }

  #tell(accountId: string | null, counted: Counted): void {
    const body: AccountEventBody['account.signInRefused'] = {
      accountId,
      times: counted.untold,
      addresses: [...counted.addresses],
      sinceAt: counted.sinceAt,
    };
    counted.untold = 0;
    this.#record([{ stream: accountStream(accountId ?? NOBODY), kind: 'account.signInRefused', body }]);
  }
}
