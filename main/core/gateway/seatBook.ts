/**
 * The seats of this core as a drill's director has to see them: on which machine, since when, what each did last, and whether it
 * is still heard. Telemetry, kept in memory only; what was done is in the journal.
 */
import type { Clock } from '#shared/kit/clock.ts';
import type { DrillSeat } from '#shared/wire/drill.ts';
import type { SeatPresence } from '#shared/wire/seat.ts';

type Opened = Pick<DrillSeat, 'seatId' | 'personId' | 'name' | 'role' | 'bearer' | 'machine' | 'address'>;

interface Entry extends Opened {
  readonly joinedAt: number;
  did: DrillSeat['did'];
  /** By the machine's own clock, as that of a drill may stand. */
  heardMs: number;
  left: { readonly at: number; readonly ms: number } | null;
}

const GONE_KEPT_MS = 3_600_000;
const GONE_KEPT = 40;

export class SeatBook {
  readonly #clock: Clock;
  readonly #monotonic: () => number;
  readonly #entries = new Map<string, Entry>();

  /** @param monotonic milliseconds that only go on, at the pace of the world */
  constructor(clock: Clock, monotonic: () => number) {
    this.#clock = clock;
    this.#monotonic = monotonic;
  }

  /** A window that was loaded anew takes the place of the one that left. */
  join(seat: Opened): void {
    const before = [...this.#entries.values()].find(
      ({ left, personId, address }) => left !== null && personId === seat.personId && address === seat.address,
    );
    if (before) this.#entries.delete(before.seatId);
    const did = before?.did ?? null;
    this.#entries.set(seat.seatId, {
      ...seat,
      did,
      joinedAt: this.#clock(),
      heardMs: this.#monotonic(),
      left: null,
    });
  }

  heard(seatId: string): void {
    const entry = this.#entries.get(seatId);
    if (entry) entry.heardMs = this.#monotonic();
  }

  /** @param code why it was refused; null: it was done */
  did(seatId: string, kind: string, code: string | null): void {
    const entry = this.#entries.get(seatId);
    if (entry) entry.did = { kind, at: this.#clock(), code };
  }

  leave(seatId: string): void {
    const entry = this.#entries.get(seatId);
    if (!entry || entry.left) return;
    entry.left = { at: this.#clock(), ms: this.#monotonic() };
    const gone = [...this.#entries.values()].filter(({ left }) => left !== null);
    for (const { seatId: oldest } of gone.slice(0, Math.max(0, gone.length - GONE_KEPT))) this.#entries.delete(oldest);
  }

  /** In order of coming; those that left last. */
  report(presence: readonly SeatPresence[]): DrillSeat[] {
    const now = this.#monotonic();
    const looks = new Map(presence.map((seat) => [seat.seatId, seat]));
    for (const { seatId, left } of [...this.#entries.values()])
      if (left && now - left.ms > GONE_KEPT_MS) this.#entries.delete(seatId);
    return [...this.#entries.values()]
      .map(({ heardMs, left, ...seat }) => {
        const look = left ? undefined : looks.get(seat.seatId);
        return {
          ...seat,
          incidentId: look?.incidentId ?? null,
          lookingSince: look?.incidentId ? look.since : null,
          silentSeconds: Math.floor((now - heardMs) / 1_000),
          leftAt: left?.at ?? null,
        };
      })
      .sort((one, other) => Number(one.leftAt !== null) - Number(other.leftAt !== null));
  }
}
