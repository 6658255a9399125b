import type { CallEventBody, CallEventKind, CalledParty, CallParty, CallPartyState, CallState } from './call.ts';
import { isIn, isRung } from './call.ts';
import { nameOfActor, type StoredEvent } from './event.ts';

/** As much of an event as folding needs: what was decided is folded before it has a place in the journal. */
export type CallFact = Pick<StoredEvent, 'kind' | 'body' | 'at' | 'actor'>;

const STATES: Partial<Record<CallEventKind, CallPartyState>> = {
  'call.rang': 'ringing',
  'call.answered': 'answered',
  'call.refused': 'refused',
  'call.missed': 'missed',
  'call.connected': 'connected',
  'call.interrupted': 'interrupted',
  'call.left': 'left',
};

export function evolveCall(state: CallState | undefined, event: CallFact): CallState | undefined {
  const kind = event.kind as CallEventKind;
  if (kind === 'call.started') return begin(event);
  if (!state) return undefined;
  const next = STATES[kind];
  if (next !== undefined) return moveParty(state, next, event);
  switch (kind) {
    case 'call.joined': {
      const { party, personId, endpoint } = event.body as CallEventBody['call.joined'];
      const before = state.parties.find(({ partyId }) => partyId === party.partyId);
      const fresh = { ...(before ?? partyAt(party, 'answered', event.at)), personId, endpoint };
      const joined: CallParty = { ...fresh, state: 'answered', since: event.at, answeredAt: event.at, reason: null };
      return {
        ...state,
        parties: before ? state.parties.map((one) => (one === before ? joined : one)) : [...state.parties, joined],
      };
    }
    case 'call.recordingStarted': {
      const { partyId, name, personId } = event.body as CallEventBody['call.recordingStarted'];
      const recorders = [...new Set([...state.recorders, personId])];
      return { ...state, recording: { partyId, name, since: event.at }, recorders };
    }
    case 'call.recordingStopped':
      return { ...state, recording: null };
    case 'call.recordingKept': {
      const { file, fromAt, untilAt } = event.body as CallEventBody['call.recordingKept'];
      const kept = { file, fromAt, untilAt, by: nameOfActor(event.actor) };
      return { ...state, recordings: [...state.recordings, kept] };
    }
    case 'call.ended': {
      const { reason } = event.body as CallEventBody['call.ended'];
      return { ...state, recording: null, endedAt: event.at, endReason: reason, parties: state.parties.map(over) };
    }
    default:
      return state;
  }

  function over(party: CallParty): CallParty {
    if (isRung(party)) return { ...party, state: 'missed', since: event.at, reason: 'cancelled' };
    return isIn(party) ? { ...party, state: 'left', since: event.at, reason: 'ended' } : party;
  }
}

function begin({ body, at, actor }: CallFact): CallState {
  const { callId, target, incidentId, caller, called } = body as CallEventBody['call.started'];
  const { personId, endpoint, ...party } = caller;
  return {
    ...{ id: callId, target, incidentId, startedAt: at, startedBy: nameOfActor(actor) },
    parties: [
      { ...partyAt(party, 'answered', at), personId, endpoint, answeredAt: at },
      ...called.map((each) => partyAt(each, 'called', at)),
    ],
    ...{ recording: null, recorders: [], recordings: [], endedAt: null, endReason: null },
  };
}

const partyAt = (party: CalledParty, state: CallPartyState, at: number): CallParty => ({
  ...party,
  ...{ personId: null, endpoint: null, state, since: at, calledAt: at, answeredAt: null, reason: null },
});

function moveParty(call: CallState, state: CallPartyState, { body, at }: CallFact): CallState {
  const { partyId, reason = null, ...said } = body as CallEventBody['call.answered'] & { reason?: string };
  const answered = state === 'answered' ? { personId: said.personId, endpoint: said.endpoint, answeredAt: at } : {};
  return {
    ...call,
    parties: call.parties.map((party) =>
      party.partyId === partyId ? { ...party, ...answered, state, since: at, reason } : party,
    ),
  };
}
