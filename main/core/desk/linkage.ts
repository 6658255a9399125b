/** Groups of the station, whom of them an incident is told to, and what they answer by whichever way. */
import type { z } from 'zod';
import {
  type Channel,
  decideGroup,
  GROUP_COMMAND_BODIES,
  type Group,
  type GroupState,
  type StatedGroup,
  type StatedMember,
} from '#shared/domain/group.ts';
import { type AnswerVia, LINKAGE_COMMAND_BODIES } from '#shared/domain/linkage.ts';
import { decideLinkage } from '#shared/domain/linkageDecide.ts';
import { proposeGroups } from '#shared/domain/linkageRule.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import { type CommandFamily, drafted, type ExecuteContext, handle, type Outcome, type Sender } from './command.ts';
import { goesOnIn } from './mergeSplit.ts';

type Contacts = ExecuteContext['contacts'];

export const linkageCommands: CommandFamily = {
  'group.save': handle(GROUP_COMMAND_BODIES['group.save'], saveGroup),
  'group.remove': handle(GROUP_COMMAND_BODIES['group.remove'], removeGroup),
  'incident.link': handle(LINKAGE_COMMAND_BODIES['incident.link'], link),
  'incident.answerLink': handle(LINKAGE_COMMAND_BODIES['incident.answerLink'], answer),
};

const ofWholeStation = () => refuse('outsideJurisdiction', '联动单位由全站席位维护');

function saveGroup(
  context: ExecuteContext,
  { groupId, ...stated }: { groupId?: string | undefined } & Omit<StatedGroup, 'id'>,
  { scope }: Sender,
): Result<Outcome> {
  const { desk, contacts } = context;
  if (scope !== undefined) return ofWholeStation();
  const id = groupId ?? `g-${desk.newId()}`;
  const before = desk.world.linkage.groups.get(id);
  if (before?.source === 'station')
    return refuse('groupOfStation', `${before.name} 由 station.json 定义，请在那里修改`);
  const lacking = stated.members.find((member) => needsNumber(member, before));
  if (lacking) return refuse('numberNeeded', `${lacking.name} 没有电话号码`);
  return drafted(decideGroup(before, { kind: 'save', group: groupOf({ id, ...stated }, 'desk', before, contacts) }), {
    groupId: id,
  });
}

function removeGroup({ desk, contacts }: ExecuteContext, { groupId }: { groupId: string }, { scope }: Sender) {
  if (scope !== undefined) return ofWholeStation();
  const before = desk.world.linkage.groups.get(groupId);
  const decided = decideGroup(before, { kind: 'remove', source: 'desk' });
  if (decided.ok && before) for (const ref of refsOf(before)) contacts.letGo(ref);
  return drafted(decided, { groupId });
}

/** What is kept of a group as it was stated: numbers go into the vault, and those no longer needed are let go. */
export function groupOf(
  { members, ...facts }: StatedGroup,
  source: Group['source'],
  before: GroupState | undefined,
  contacts: Contacts,
): Group {
  const kept = members.map(({ channel, ...member }) => ({
    ...member,
    channel: channel.kind === 'voice' ? voiceOf({ ...member, channel }, before, contacts) : channel,
  }));
  const needed = new Set(refsOf({ members: kept }));
  if (before) for (const ref of refsOf(before)) if (!needed.has(ref)) contacts.letGo(ref);
  const { id, name, kind, areas, silenceSeconds, answers } = facts;
  return { id, name, kind, areas, silenceSeconds, answers, members: kept, source };
}

function voiceOf({ id, name, channel }: StatedMember, before: GroupState | undefined, contacts: Contacts): Channel {
  const known = numberBefore(id, before);
  if (channel.kind !== 'voice' || channel.phone === undefined)
    return known ?? { kind: 'voice', ref: null, phone: null };
  const told = { name, phone: channel.phone };
  if (known?.ref && contacts.isKept(known.ref, told)) return known;
  return { kind: 'voice', ...contacts.keep(told) };
}

function numberBefore(memberId: string, before: GroupState | undefined) {
  const channel = before?.members.find(({ id }) => id === memberId)?.channel;
  return channel?.kind === 'voice' && channel.ref !== null ? channel : undefined;
}

const needsNumber = ({ id, channel }: StatedMember, before: GroupState | undefined) =>
  channel.kind === 'voice' && channel.phone === undefined && numberBefore(id, before) === undefined;

const refsOf = ({ members }: Pick<Group, 'members'>): string[] =>
  members.flatMap(({ channel }) => (channel.kind === 'voice' && channel.ref !== null ? [channel.ref] : []));

/** Those the rule proposes, or those the officer ticked; what the rule says of the ticked ones stays with them. */
function link(
  { desk }: ExecuteContext,
  { incidentId, groupIds }: { incidentId: string; groupIds?: string[] | undefined },
): Result<Outcome> {
  const { groups } = desk.world.linkage;
  const incident = desk.world.incidents.get(incidentId);
  const proposals = incident ? proposeGroups(incident, groups.values()) : [];
  const named = [...new Set(groupIds ?? proposals.map(({ groupId }) => groupId))];
  const stranger = named.find((groupId) => !groups.has(groupId));
  if (stranger !== undefined) return refuse('unknownGroup', `没有联动单位 ${stranger}`);
  const chosen = named.map((groupId) => ({
    group: groups.get(groupId)!,
    reasons: proposals.find((proposal) => proposal.groupId === groupId)?.reasons ?? [{ code: 'officer' as const }],
  }));
  return drafted(decideLinkage(incident, { kind: 'link', groups: chosen }, desk.clock()), { incidentId });
}

type AnswerBody = z.output<(typeof LINKAGE_COMMAND_BODIES)['incident.answerLink']>;

/** A phone speaks for the members it is; a seat of the group for itself; any other seat for whoever told its officer so. */
function answer(context: ExecuteContext, body: AnswerBody, sender: Sender): Result<Outcome> {
  const { desk } = context;
  const incident = goesOnIn(desk.world, body.incidentId);
  const group = desk.world.linkage.groups.get(body.groupId);
  const speaker = whoSpeaks(group, body.memberId, sender);
  if (!speaker) return refuse('notYourGroup', '该终端不代表此联动单位');
  const { groupId, state, saidBy, reason } = body;
  const said = {
    kind: 'answer',
    groupId,
    state,
    reason,
    ...speaker,
    saidBy: speaker.via === 'desk' ? saidBy : null,
  } as const;
  const decided = decideLinkage(incident, said, desk.clock());
  return drafted(decided, { incidentId: incident?.id ?? body.incidentId });
}

function whoSpeaks(
  group: GroupState | undefined,
  memberId: string | undefined,
  sender: Sender,
): { readonly memberId: string | null; readonly via: AnswerVia } | undefined {
  const { units, role, scope, actor } = sender;
  if (units) {
    const own = group?.members.find(
      ({ id, channel }) =>
        (channel.kind === 'phone' || channel.kind === 'terminal') &&
        units.has(channel.unitId) &&
        (memberId === undefined || id === memberId),
    );
    return own && { memberId: own.id, via: 'phone' };
  }
  // What a partner's own system signed has been looked at where it came in.
  if (actor.kind === 'system') return { memberId: memberId ?? null, via: 'webhook' };
  if (memberId !== undefined) return { memberId, via: 'desk' };
  const own = group?.members.find(
    ({ channel }) => channel.kind === 'seat' && channel.role === role && channel.scope === (scope ?? null),
  );
  return own ? { memberId: own.id, via: 'seat' } : { memberId: null, via: 'desk' };
}

/** The groups of station.json as events: who is new, who has changed, who is gone. */
export function stateGroups(
  groups: ReadonlyMap<string, GroupState>,
  stated: readonly StatedGroup[],
  contacts: Contacts,
): Result<NonNullable<Outcome['drafts']>> {
  const ids = new Set(stated.map(({ id }) => id));
  const gone = [...groups.values()].filter(({ id, source }) => source === 'station' && !ids.has(id));
  const drafts = stated.flatMap((group) => {
    const before = groups.get(group.id);
    const decided = decideGroup(before, { kind: 'save', group: groupOf(group, 'station', before, contacts) });
    return decided.ok ? decided.value : [];
  });
  const removals = gone.flatMap((group) => {
    for (const ref of refsOf(group)) contacts.letGo(ref);
    const decided = decideGroup(group, { kind: 'remove', source: 'station' });
    return decided.ok ? decided.value : [];
  });
  return ok([...drafts, ...removals]);
}
