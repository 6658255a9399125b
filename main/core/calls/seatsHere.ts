import type { CallParty } from '#shared/domain/call.ts';
import { type Disposable, toDisposable } from '#shared/kit/disposable.ts';

type Seat = NonNullable<CallParty['rungAt']>;

/** Seats that are connected now, by what a member of a group is rung by. */
export class SeatsHere {
  readonly #seats = new Set<Seat>();

  add(seat: Seat): Disposable {
    this.#seats.add(seat);
    return toDisposable(() => this.#seats.delete(seat));
  }

  has({ role, scope }: Seat): boolean {
    for (const seat of this.#seats) if (seat.role === role && seat.scope === scope) return true;
    return false;
  }
}
