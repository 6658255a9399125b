/** What seats and phones do with video calls. What becomes of a call by itself is main/core/calls. */
import type { z } from 'zod';
import {
  CALL_COMMAND_BODIES as BODIES,
  CALL_GROUP_MOST,
  type CalledParty,
  type CallParty,
  type CallState,
  isIn,
  isOpenCall,
  isRung,
} from '#shared/domain/call.ts';
import { decideCall } from '#shared/domain/callDecide.ts';
import type { GroupMember, GroupState } from '#shared/domain/group.ts';
import type { World } from '#shared/domain/world.ts';
import { fail, ok, type Result, refuse } from '#shared/kit/result.ts';
import { type CommandFamily, drafted, type ExecuteContext, handle, type Outcome, type Sender } from './command.ts';

export const callCommands: CommandFamily = {
  'call.start': handle(BODIES['call.start'], start),
  'call.answer': handle(BODIES['call.answer'], (context, { callId, unitId, endpoint }, sender) =>
    asParty(context, callId, unitId, sender, isRung, ({ partyId, unitId: isUnit }) => ({
      ...{ kind: 'answer', partyId, endpoint, personId: isUnit === null ? sender.actor.id : null },
    })),
  ),
  'call.refuse': handle(BODIES['call.refuse'], (context, { callId, unitId, reason }, sender) =>
    asParty(context, callId, unitId, sender, isRung, ({ partyId }) => ({ kind: 'refuse', partyId, reason })),
  ),
  'call.join': handle(BODIES['call.join'], join),
  'call.leave': handle(BODIES['call.leave'], (context, { callId, unitId }, sender) =>
    asParty(context, callId, unitId, sender, isIn, ({ partyId }) => ({ kind: 'leave', partyId, reason: 'hungUp' })),
  ),
  'call.record': handle(BODIES['call.record'], (context, { callId, on }, sender) =>
    asParty(context, callId, undefined, sender, isIn, ({ partyId }) => ({ kind: 'record', partyId, on })),
  ),
};

type StartBody = z.output<(typeof BODIES)['call.start']>;

function start({ desk }: ExecuteContext, body: StartBody, { actor }: Sender): Result<Outcome> {
  const { world } = desk;
  const { incidentId = null } = body;
  if (incidentId !== null && !world.incidents.has(incidentId)) return refuse('unknownIncident', '没有这起事件');
  const called = body.unitId === undefined ? groupParties(world, body) : unitParty(world, body.unitId);
  if (!called.ok) return called;
  const callId = desk.newId();
  const caller = { ...seatParty(actor), personId: actor.id, endpoint: body.endpoint };
  return drafted(
    decideCall(
      undefined,
      { kind: 'start', callId, incidentId, caller, ...called.value },
      desk.clock(),
      world.field.calls.values(),
    ),
    { callId },
  );
}

interface Called {
  readonly target: CallState['target'];
  readonly called: readonly CalledParty[];
}

const seatParty = ({ id, name }: Sender['actor']): CalledParty => ({
  ...{ partyId: `seat:${id}`, name: name ?? id, unitId: null, rungAt: null },
});

function unitParty({ units }: World, unitId: string): Result<Called> {
  const unit = units.get(unitId);
  if (!unit) return refuse('unknownUnit', `没有登记力量 ${unitId}`);
  return ok({ target: { kind: 'unit', id: unitId, name: unit.name }, called: [partyOfUnit(unit)] });
}

const partyOfUnit = ({ id, name }: { id: string; name: string }): CalledParty => ({
  ...{ partyId: `unit:${id}`, name, unitId: id, rungAt: null },
});

/** Those who have a phone or a seat; a printer and a webhook have no picture. */
function groupParties({ linkage, units }: World, { groupId = '', memberIds }: StartBody): Result<Called> {
  const group = linkage.groups.get(groupId);
  if (!group) return refuse('unknownGroup', `没有联动单位 ${groupId}`);
  const wanted = group.members.filter(({ id }) => memberIds?.includes(id) ?? true);
  const called = wanted.flatMap((member) => partyOfMember(group, member, units));
  const once = [...new Map(called.map((party) => [party.partyId, party])).values()];
  if (once.length > CALL_GROUP_MOST) return refuse('callFull', `一次最多呼叫 ${CALL_GROUP_MOST} 方，请选择成员`);
  return ok({ target: { kind: 'group', id: group.id, name: group.name }, called: once });
}

function partyOfMember(group: GroupState, member: GroupMember, units: World['units']): CalledParty[] {
  const { id, name, channel } = member;
  if (channel.kind === 'phone') {
    const unit = units.get(channel.unitId);
    return unit ? [partyOfUnit(unit)] : [];
  }
  if (channel.kind !== 'seat') return [];
  const rungAt = { role: channel.role, scope: channel.scope };
  return [{ partyId: `member:${group.id}/${id}`, name, unitId: null, rungAt }];
}

/** A further seat by itself, and whoever was rung or has left: by the window or page it is at now. */
function join(
  { desk }: ExecuteContext,
  { callId, unitId, endpoint }: z.output<(typeof BODIES)['call.join']>,
  sender: Sender,
): Result<Outcome> {
  const call = desk.world.field.calls.get(callId);
  const calls = desk.world.field.calls.values();
  const known = call && speakerIn(call, unitId, sender, () => true);
  if (known && !known.ok && sender.units) return known;
  const party = known?.ok ? known.value : seatParty(sender.actor);
  const { partyId, name, unitId: ofUnit, rungAt } = party;
  const personId = ofUnit === null ? sender.actor.id : null;
  const joining = { kind: 'join', party: { partyId, name, unitId: ofUnit, rungAt }, personId, endpoint } as const;
  return drafted(decideCall(call, joining, desk.clock(), calls), { callId });
}

function asParty(
  { desk }: ExecuteContext,
  callId: string,
  unitId: string | undefined,
  sender: Sender,
  isMeant: (party: CallParty) => boolean,
  commandOf: (party: CallParty) => Parameters<typeof decideCall>[1],
): Result<Outcome> {
  const call = desk.world.field.calls.get(callId);
  if (!call) return refuse('unknownCall', '没有这次通话');
  const speaker = speakerIn(call, unitId, sender, isMeant);
  return speaker.ok ? drafted(decideCall(call, commandOf(speaker.value), desk.clock()), { callId }) : speaker;
}

/**
 * A phone speaks for its units, a seat for whoever sits at it: himself, or the member of a group that is rung where he sits. Of
 * several the one the command can be about.
 */
function speakerIn(
  call: CallState,
  unitId: string | undefined,
  { units, actor, role, scope }: Sender,
  isMeant: (party: CallParty) => boolean,
): Result<CallParty> {
  const mayBe = call.parties.filter((party) => {
    if (units) return party.unitId !== null && units.has(party.unitId) && party.unitId === (unitId ?? party.unitId);
    if (party.unitId !== null) return false;
    if (party.personId !== null) return party.personId === actor.id;
    return party.rungAt?.role === role && party.rungAt.scope === (scope ?? null);
  });
  // Whoever is in it already does not answer for another as well.
  const present = mayBe.find((party) => party.personId !== null && isIn(party));
  const speaker = present ?? mayBe.find(isMeant) ?? mayBe[0];
  if (speaker) return ok(speaker);
  if (units) return refuse('notYourUnit', '该终端不代表通话中的力量');
  return isOpenCall(call)
    ? refuse('notInCall', '您不是本次通话的一方')
    : fail({ code: 'callOver', message: '通话已结束' });
}
