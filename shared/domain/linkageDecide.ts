/** What may be told to groups, and what may be said for them. Pure; refusals carry the operator's sentence. */
import { ok, type Result, refuse } from '../kit/result.ts';
import type { Draft } from './event.ts';
import type { Group, GroupMember } from './group.ts';
import { emitter, type IncidentState } from './incident.ts';
import {
  type AnswerVia,
  hasAnswered,
  hasSpoken,
  isLinkLoud,
  isToTell,
  type LinkAnswer,
  type LinkedGroup,
  missingAnswers,
  rankOf,
  type ToldMember,
} from './linkage.ts';
import type { LinkReason } from './linkageRule.ts';

export type LinkageCommand =
  | { kind: 'link'; groups: readonly { readonly group: Group; readonly reasons: readonly LinkReason[] }[] }
  | {
      kind: 'answer';
      groupId: string;
      memberId: string | null;
      state: LinkAnswer;
      via: AnswerVia;
      saidBy: string | null;
      reason: string | null;
    }
  | { kind: 'watch' };

export function decideLinkage(state: IncidentState | undefined, command: LinkageCommand, now: number): Result<Draft[]> {
  if (!state) return refuse('unknownIncident', '没有这起事件');
  if (state.closedAt !== null) return refuse('incidentClosed', `事件 ${state.number} 已结案`);
  switch (command.kind) {
    case 'link':
      return link(state, command);
    case 'answer':
      return answer(state, command);
    case 'watch':
      return ok(state.linkage.filter((group) => isSilent(group, now)).map((group) => silence(state.id, group)));
  }
}

function link(state: IncidentState, { groups }: Extract<LinkageCommand, { kind: 'link' }>): Result<Draft[]> {
  const fresh = groups.filter(({ group }) => mayTell(state.linkage.find(({ groupId }) => groupId === group.id)));
  if (groups.length === 0) return refuse('nobodyToLink', '没有适合此事件的联动单位');
  if (fresh.length === 0) return refuse('alreadyLinked', '这些单位已通知，正在办理');
  const emit = emitter(state.id);
  return ok(
    fresh.map(({ group, reasons }) =>
      emit('incident.linked', {
        groupId: group.id,
        groupName: group.name,
        groupKind: group.kind,
        reasons,
        silenceSeconds: group.silenceSeconds,
        answers: group.answers,
        members: group.members
          .filter(({ id }) =>
            isToTell(
              state.linkage.find(({ groupId }) => groupId === group.id),
              id,
            ),
          )
          .map(toldMember),
      }),
    ),
  );
}

/** Told before and overdue, refused, or not reached in some part: it may be told again. */
const mayTell = (group: LinkedGroup | undefined): boolean =>
  !group || isLinkLoud(group) || group.members.some((member) => member.undelivered !== null && !hasSpoken(member));

const toldMember = ({ id, name, role, channel }: GroupMember): ToldMember => ({
  memberId: id,
  name,
  role,
  channel: channel.kind,
  ref: channel.kind === 'voice' ? channel.ref : null,
  phone: channel.kind === 'voice' ? channel.phone : null,
  to: 'unitId' in channel ? channel.unitId : channel.kind === 'webhook' ? channel.url : null,
});

function answer(state: IncidentState, said: Extract<LinkageCommand, { kind: 'answer' }>): Result<Draft[]> {
  const group = state.linkage.find(({ groupId }) => groupId === said.groupId);
  if (!group) return refuse('notLinked', '没有向该单位通知过此事件');
  const member = said.memberId === null ? undefined : group.members.find(({ memberId }) => memberId === said.memberId);
  if (said.memberId !== null && !member) return refuse('unknownMember', `${group.name} 没有此成员`);
  if (said.state === 'refused' && !said.reason) return refuse('reasonNeeded', '不能到场须写明原因');
  const before = (member ?? group.own).state;
  // Looking at it again is no news, and takes nothing back that was said since.
  if (said.state === 'seen' && rankOf(before) !== rankOf('told') && rankOf(before) !== rankOf('delivered'))
    return ok([]);
  const goesOn =
    said.state === 'refused' ? before !== 'done' && before !== 'refused' : rankOf(said.state) > rankOf(before);
  if (!goesOn) return refuse('illegalMove', `${group.name} 当前状态不能执行该操作`);
  const { groupId, state: to, via, saidBy, reason } = said;
  return ok([
    emitter(state.id)('incident.linkAnswered', {
      groupId,
      groupName: group.name,
      memberId: member?.memberId ?? null,
      memberName: member?.name ?? null,
      state: to,
      via,
      saidBy: saidBy || null,
      reason: reason || null,
    }),
  ]);
}

function isSilent(group: LinkedGroup, now: number): boolean {
  return group.silentAt === null && !hasAnswered(group) && now - group.toldAt >= group.silenceSeconds * 1_000;
}

function silence(incidentId: string, group: LinkedGroup): Draft {
  const { groupId, name: groupName, silenceSeconds: seconds, answers } = group;
  const memberNames = missingAnswers(group).map(({ name }) => name);
  return emitter(incidentId)('incident.linkSilent', {
    groupId,
    groupName,
    seconds,
    ...(answers === 'everyone' && { memberNames }),
  });
}
