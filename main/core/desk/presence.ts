/**
 * Who sits at this station now and looks at which incident. Told to the other seats and kept nowhere: the journal learns only
 * that an incident lost its holder because the holder's last seat was gone (C4).
 */
import type { Actor } from '#shared/domain/event.ts';
import { decideClaim } from '#shared/domain/incidentClaim.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { type Disposable, toDisposable } from '#shared/kit/disposable.ts';
import type { SeatPresence } from '#shared/wire/seat.ts';
import type { Desk } from './desk.ts';

/**
 * From the end of the last connection, which itself is noticed within twelve seconds of silence (gateway/index.ts): the queue
 * has the incident back within thirty. Long enough for a window that reloads.
 */
export const SEAT_LOST_MS = 15_000;

const SEATS: Actor = { kind: 'system', id: 'seats' };

export class PresenceBoard {
  readonly #desk: Desk;
  readonly #clock: Clock;
  readonly #seats = new Map<string, SeatPresence>();
  readonly #listeners = new Set<() => void>();
  /** When each person was last seen at a seat; of holders nobody has seen, when this core started. */
  readonly #seenAt = new Map<string, number>();
  readonly #startedAt: number;

  constructor(desk: Desk) {
    this.#desk = desk;
    this.#clock = desk.clock;
    this.#startedAt = desk.clock();
  }

  get seats(): readonly SeatPresence[] {
    return [...this.#seats.values()];
  }

  onChange(listener: () => void): Disposable {
    this.#listeners.add(listener);
    return toDisposable(() => this.#listeners.delete(listener));
  }

  join(seat: Omit<SeatPresence, 'incidentId' | 'since'>): void {
    this.#seats.set(seat.seatId, { ...seat, incidentId: null, since: this.#clock() });
    this.#changed();
  }

  /** Null: at none in particular. */
  focus(seatId: string, incidentId: string | null): void {
    const seat = this.#seats.get(seatId);
    if (!seat || seat.incidentId === incidentId) return;
    this.#seats.set(seatId, { ...seat, incidentId, since: this.#clock() });
    this.#changed();
  }

  leave(seatId: string): void {
    const seat = this.#seats.get(seatId);
    if (!seat) return;
    this.#seats.delete(seatId);
    this.#seenAt.set(seat.personId, this.#clock());
    this.#changed();
  }

  /** Takes incidents back from those who are gone, and gives them over to those whose asking went unanswered. Once a tick. */
  tick(): void {
    const now = this.#clock();
    const present = new Set(this.seats.map(({ personId }) => personId));
    for (const incident of this.#desk.world.incidents.values()) {
      const { claim } = incident;
      if (!claim || incident.closedAt !== null) continue;
      const isGone = !present.has(claim.personId) && now - this.#lastSeen(claim.personId) >= SEAT_LOST_MS;
      const command = isGone
        ? ({ kind: 'loseSeat', personId: claim.personId } as const)
        : ({ kind: 'lapseGrace' } as const);
      const decided = decideClaim(incident, command, now);
      if (decided.ok && decided.value.length > 0) this.#desk.record(decided.value, SEATS);
    }
  }

  #lastSeen(personId: string): number {
    return this.#seenAt.get(personId) ?? this.#startedAt;
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
