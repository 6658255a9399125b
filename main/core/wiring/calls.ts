/** Video calls: who is which party, what becomes of a call by itself, and what is recorded of it. */
import {
  type CallDesk,
  CallRecordings,
  CallRooms,
  CallWatch,
  iceServersFor,
  SeatsHere,
} from '#main/core/calls/index.ts';
import { decideCall } from '#shared/domain/callDecide.ts';
import type { Actor } from '#shared/domain/event.ts';
import type { Records } from './records.ts';
import type { Root } from './root.ts';

const CALLS: Actor = { kind: 'system', id: 'calls' };

export function wireCalls({ station, clock, desk, everyTick }: Root, { evidence }: Records): CallDesk {
  const { world } = desk;
  const find = (callId: string) => world.field.calls.get(callId);
  const rooms = new CallRooms(find);
  const seats = new SeatsHere();
  const record = (drafts: Parameters<typeof desk.record>[0]) => void desk.record(drafts, CALLS).durable;
  const watch = new CallWatch({
    ...{ config: station.calls, clock, rooms, find, record },
    calls: () => [...world.field.calls.values()],
    isSeatHere: (rungAt) => seats.has(rungAt),
  });
  everyTick(() => watch.tick());
  return {
    rooms,
    seats,
    recordings: new CallRecordings({
      ...{ world, store: evidence, clock },
      async record(drafts, actor) {
        const { events, published } = desk.record(drafts, actor);
        await published;
        return events.at(-1)?.seq ?? desk.journal.head.seq;
      },
    }),
    iceServers: (partyId) => iceServersFor(station.calls, partyId, clock()),
    rang(callId, partyId) {
      const decided = decideCall(find(callId), { kind: 'rang', partyId }, clock());
      if (decided.ok && decided.value.length > 0) record(decided.value);
    },
  };
}
