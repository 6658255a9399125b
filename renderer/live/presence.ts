/** Who else is at the station now, as this window sees it. Pure: the seat client feeds it, panels read it. */
import type { SeatPresence } from '#shared/wire/seat.ts';
import type { LiveState } from './liveState.ts';

/** This window's own person, as claims name it; null before the core has said who sits where. */
export function ownPersonId({ presence, seat }: Pick<LiveState, 'presence' | 'seat'>): string | null {
  return presence.find(({ seatId }) => seatId === seat?.id)?.personId ?? null;
}

/** Names of the others who look at an incident, once each, whoever came first in front. */
export function othersAt(
  { presence, seat }: Pick<LiveState, 'presence' | 'seat'>,
  incidentId: string,
): readonly string[] {
  const own = ownPersonId({ presence, seat });
  const looking = presence
    .filter((each) => each.incidentId === incidentId && each.personId !== own)
    .toSorted((one: SeatPresence, other: SeatPresence) => one.since - other.since);
  return [...new Set(looking.map(({ name }) => name))];
}
