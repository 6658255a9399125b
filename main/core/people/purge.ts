import type { Draft } from '#shared/domain/event.ts';
import { type PersonEventBody, personStream } from '#shared/domain/person.ts';
import type { Clock } from '#shared/kit/clock.ts';
import type { PeopleVault } from './vault.ts';

const EVERY_MS = 3_600_000;

/** Deletes what nobody may keep any longer, once an hour and at every start, and says how many went. Call `tick` as often as you like. */
export class PeoplePurge {
  readonly #vault: PeopleVault;
  readonly #clock: Clock;
  readonly #record: (drafts: Draft[]) => void;
  #purgedAt: number | null = null;

  constructor(vault: PeopleVault, clock: Clock, record: (drafts: Draft[]) => void) {
    this.#vault = vault;
    this.#clock = clock;
    this.#record = record;
  }

  tick(): void {
    const now = this.#clock();
    // A clock set back must not put the purge off until the old time comes round again.
    if (this.#purgedAt !== null && Math.abs(now - this.#purgedAt) < EVERY_MS) return;
    this.#purgedAt = now;
    const counts = this.#vault.purge();
    if (Object.values(counts).every((count) => count === 0)) return;
    const body: PersonEventBody['person.purged'] = { counts };
    this.#record([{ stream: personStream('purge'), kind: 'person.purged', body }]);
  }
}
