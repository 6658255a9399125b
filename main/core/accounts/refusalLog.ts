/**
 * Every refusal for role, area or session becomes an event: the first at once, its repeats counted and told once a minute, so
 * that whoever tries all day fills neither the disk nor the list of an auditor. Beyond a bound of different ones a minute the
 * rest is one line with a count.
 */
import type { Actor, Draft } from '#shared/domain/event.ts';
import type { Clock } from '#shared/kit/clock.ts';

export type AccessEventBody = {
  /** `what`: a command's kind, or a route, or `seat`. `role` is null where nobody was known. */
  'access.refused': {
    what: string;
    code: string;
    role: string | null;
    address: string | null;
    times: number;
    sinceAt: number;
  };
};

export interface Refused {
  readonly actor: Actor;
  readonly role: string | null;
  readonly address?: string | null;
  readonly what: string;
  readonly code: string;
}

interface Counted {
  readonly refused: Refused;
  readonly sinceAt: number;
  untold: number;
}

const MINUTE_MS = 60_000;
const MOST_A_MINUTE = 30;
export const ACCESS_STREAM = 'access:refusals';

export class RefusalLog {
  readonly #clock: Clock;
  readonly #record: (drafts: Draft[], actor: Actor) => void;
  readonly #counted = new Map<string, Counted>();

  constructor(clock: Clock, record: (drafts: Draft[], actor: Actor) => void) {
    this.#clock = clock;
    this.#record = record;
  }

  note(refused: Refused): void {
    this.tick();
    const key = [refused.actor.id, refused.what, refused.code, refused.address ?? ''].join('\n');
    const known = this.#counted.get(key);
    if (known) {
      known.untold += 1;
    } else if (this.#counted.size < MOST_A_MINUTE) {
      this.#counted.set(key, { refused, sinceAt: this.#clock(), untold: 0 });
      this.#tell(refused, 1, this.#clock());
    } else {
      const more = this.#counted.get(MORE) ?? { refused: ANYBODY, sinceAt: this.#clock(), untold: 0 };
      more.untold += 1;
      this.#counted.set(MORE, more);
    }
  }

  /** Tells what has been counted for a minute. Call it as often as you like. */
  tick(): void {
    const now = this.#clock();
    for (const [key, { refused, sinceAt, untold }] of this.#counted) {
      if (Math.abs(now - sinceAt) < MINUTE_MS) continue;
      this.#counted.delete(key);
      if (untold > 0) this.#tell(refused, untold, sinceAt);
    }
  }

  /** Tells everything that was counted, now. */
  flush(): void {
    for (const { refused, sinceAt, untold } of this.#counted.values())
      if (untold > 0) this.#tell(refused, untold, sinceAt);
    this.#counted.clear();
  }

  #tell({ actor, role, address, what, code }: Refused, times: number, sinceAt: number): void {
    const body: AccessEventBody['access.refused'] = { what, code, role, address: address ?? null, times, sinceAt };
    this.#record([{ stream: ACCESS_STREAM, kind: 'access.refused', body }], actor);
  }
}

const MORE = 'more';
const ANYBODY: Refused = { actor: { kind: 'system', id: 'core' }, role: null, what: 'more', code: 'more' };
