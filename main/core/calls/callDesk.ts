/** Everything of calls that the gateway is handed. */
import type { CallIceServer } from '#shared/wire/calls.ts';
import type { CallRecordings } from './recordings.ts';
import type { CallRooms } from './rooms.ts';
import type { SeatsHere } from './seatsHere.ts';

export interface CallDesk {
  readonly rooms: CallRooms;
  readonly seats: SeatsHere;
  readonly recordings: CallRecordings;
  /** For one party, now. */
  iceServers(partyId: string): readonly CallIceServer[];
  /** A phone of the unit shows that it rings. */
  rang(callId: string, partyId: string): void;
}
