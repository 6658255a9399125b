/**
 * Who sits at this station now and looks at which incident. Told to the other seats at once. The journal learns of it later and
 * less: that an incident lost its holder because the holder's last seat was gone (C4), and what has stood before a seat for a
 * while, for review (seat.looked).
 */
import type { Actor } from '#shared/domain/event.ts';
import { decideClaim } from '#shared/domain/incidentClaim.ts';
import { type ReviewEventBody, seatStream } from '#shared/domain/review.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { type Disposable, toDisposable } from '#shared/kit/disposable.ts';
import type { SeatPresence } from '#shared/wire/seat.ts';
import type { Desk } from './desk.ts';

/**
 * From the end of the last connection, which itself is noticed within twelve seconds of silence (gateway/index.ts): the queue
 * has the incident back within thirty. Long enough for a window that reloads.
 */
export const SEAT_LOST_MS = 15_000;

/** What only flits by is not looked at; and no seat says more than this often what it looks at. */
export const LOOK_RESTS_MS = 1_000;
const LOOK_EVERY_MS = 2_000;

/** What the journal was told last of a seat. */
interface Told {
  readonly incidentId: string | null;
  readonly at: number;
}

interface Sitting {
  readonly seat: SeatPresence;
  readonly machine: string | null;
}

const SEATS: Actor = { kind: 'system', id: 'seats' };

export class PresenceBoard {
  readonly #desk: Desk;
  readonly #clock: Clock;
  readonly #seats = new Map<string, SeatPresence>();
  readonly #machines = new Map<string, string | null>();
  readonly #told = new Map<string, Told>();
  /** Left since the last tick with an incident before them. */
  readonly #left: Sitting[] = [];
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

  /** @param machine the name of the one it stands at; null: the station's own, or not known */
  join(seat: Omit<SeatPresence, 'incidentId' | 'since'>, machine: string | null = null): void {
    this.#machines.set(seat.seatId, machine);
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
    const gone = { ...seat, incidentId: null, since: this.#clock() };
    if (this.#told.get(seatId)?.incidentId != null)
      this.#left.push({ seat: gone, machine: this.#machines.get(seatId) ?? null });
    this.#machines.delete(seatId);
    this.#told.delete(seatId);
    this.#seenAt.set(seat.personId, this.#clock());
    this.#changed();
  }

  /** Takes incidents back from those who are gone, and gives them over to those whose asking went unanswered. Once a tick. */
  tick(): void {
    const now = this.#clock();
    this.#tellLooks(now);
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

  /** Writes down what rests before the seats. A tick of its own, so that nothing waits for it. */
  #tellLooks(now: number): void {
    for (const { seat, machine } of this.#left.splice(0)) this.#record(seat, machine);
    for (const seat of this.#seats.values()) {
      const told = this.#told.get(seat.seatId) ?? { incidentId: null, at: Number.NEGATIVE_INFINITY };
      const hasRested = now - seat.since >= LOOK_RESTS_MS && now - told.at >= LOOK_EVERY_MS;
      // What a window calls an incident need not be one.
      const incidentId = this.#desk.world.incidents.has(seat.incidentId ?? '') ? seat.incidentId : null;
      if (!hasRested || incidentId === told.incidentId) continue;
      this.#told.set(seat.seatId, { incidentId, at: now });
      this.#record({ ...seat, incidentId }, this.#machines.get(seat.seatId) ?? null);
    }
  }

  #record({ seatId, personId, name, role, incidentId, since }: SeatPresence, machine: string | null): void {
    const body: ReviewEventBody['seat.looked'] = { seatId, incidentId, sinceAt: since, machine };
    const draft = { stream: seatStream(personId), kind: 'seat.looked', body };
    this.#desk.record([draft], { kind: 'operator', id: personId, name, role });
  }

  #lastSeen(personId: string): number {
    return this.#seenAt.get(personId) ?? this.#startedAt;
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
