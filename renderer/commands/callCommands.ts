/** Video calls at this seat: whom it is in a call with, and what one key does about it. */
import { type CallParty, type CallState, isIn, isOpenCall, isRung } from '#shared/domain/call.ts';
import { callEndpoint } from '../calls/endpoint.ts';
import type { Command } from './command.ts';
import { type CommandContext, currentDispatch, currentIncident, maySend, sendCommand } from './context.ts';

/** A call with the party that this seat is in it. */
export interface SeatCallSide {
  readonly call: CallState;
  readonly own: CallParty;
}

const openCalls = ({ client }: CommandContext): CallState[] =>
  [...client.live.world.field.calls.values()].filter(isOpenCall);

/** The call that this very window holds. */
export function heldCall(context: CommandContext): SeatCallSide | null {
  const endpoint = callEndpoint();
  for (const call of openCalls(context)) {
    const own = call.parties.find((party) => party.unitId === null && party.endpoint === endpoint && isIn(party));
    if (own) return { call, own };
  }
  return null;
}

/** One in which a member of a group is rung that sits here. */
export function ringingCall(context: CommandContext): SeatCallSide | null {
  const { seat } = context.client.live;
  if (!seat || heldCall(context)) return null;
  for (const call of openCalls(context)) {
    const own = call.parties.find(
      (party) => isRung(party) && party.rungAt?.role === seat.role && party.rungAt.scope === seat.scope,
    );
    if (own) return { call, own };
  }
  return null;
}

/** One that somebody else holds and this seat may join. */
export function joinableCall(context: CommandContext): CallState | null {
  if (!maySend(context, 'call.join') || heldCall(context) || ringingCall(context)) return null;
  return openCalls(context).findLast(({ parties }) => parties.some(isIn)) ?? null;
}

/** What the call is about is what the officer works on. */
export function callUnit(context: CommandContext, unitId: string): void {
  void sendCommand(context, 'call.start', { unitId, ...aboutOf(context), endpoint: callEndpoint() }, `call:${unitId}`);
}

export function callGroup(context: CommandContext, groupId: string, incidentId: string): void {
  void sendCommand(context, 'call.start', { groupId, incidentId, endpoint: callEndpoint() }, `call:${groupId}`);
}

function aboutOf(context: CommandContext): { readonly incidentId?: string } {
  const incident = currentIncident(context);
  return incident?.closedAt === null ? { incidentId: incident.id } : {};
}

/** Answers where this seat is rung, and joins a call of others else. */
export function takeCall(context: CommandContext, call: CallState): void {
  const isRinging = ringingCall(context)?.call.id === call.id;
  const kind = isRinging ? 'call.answer' : 'call.join';
  void sendCommand(context, kind, { callId: call.id, endpoint: callEndpoint() }, `call:${call.id}`);
}

export function refuseCall(context: CommandContext, { call }: SeatCallSide): void {
  void sendCommand(context, 'call.refuse', { callId: call.id });
}

export function hangUp(context: CommandContext, { call }: SeatCallSide): void {
  void sendCommand(context, 'call.leave', { callId: call.id }, `leave:${call.id}`);
}

export function record(context: CommandContext, { call, own }: SeatCallSide): void {
  void sendCommand(context, 'call.record', { callId: call.id, on: call.recording?.partyId !== own.partyId });
}

/** The unit whose card is open, else the one the radio keys speak of. */
function unitMeant(context: CommandContext): string | null {
  const { beside } = context.view.state;
  if (beside?.kind === 'unit') return beside.id;
  return currentDispatch(context)?.unitId ?? null;
}

export const callCommands: readonly Command[] = [
  {
    id: 'call.unit',
    group: 'video',
    keys: ['F6'],
    isAvailable: (context) =>
      maySend(context, 'call.start') && unitMeant(context) !== null && heldCall(context) === null,
    run: (context) => {
      const unitId = unitMeant(context);
      if (unitId !== null) callUnit(context, unitId);
    },
  },
  {
    id: 'call.answer',
    group: 'video',
    keys: ['F7'],
    isAvailable: (context) => ringingCall(context) !== null || joinableCall(context) !== null,
    run: (context) => {
      const call = ringingCall(context)?.call ?? joinableCall(context);
      if (call) takeCall(context, call);
    },
  },
  {
    id: 'call.hangUp',
    group: 'video',
    keys: ['Control+F6'],
    isAvailable: (context) => heldCall(context) !== null,
    run: (context) => {
      const side = heldCall(context);
      if (side) hangUp(context, side);
    },
  },
  {
    id: 'call.record',
    group: 'video',
    keys: ['Control+F7'],
    isAvailable: (context) => heldCall(context) !== null && maySend(context, 'call.record'),
    run: (context) => {
      const side = heldCall(context);
      if (side) record(context, side);
    },
  },
];
