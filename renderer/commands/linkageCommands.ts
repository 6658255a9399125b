/** Telling groups of an incident, and the one key by which the seat of a group answers for it. */
import type { GroupState } from '#shared/domain/group.ts';
import type { IncidentState } from '#shared/domain/incident.ts';
import {
  type LinkAnswer,
  type LinkedGroup,
  type LinkedMember,
  NEXT_LINK_ANSWER,
  standingOf,
} from '#shared/domain/linkage.ts';
import { type LinkProposal, proposeGroups } from '#shared/domain/linkageRule.ts';
import type { Command } from './command.ts';
import { type CommandContext, maySend, openIncident, sendCommand } from './context.ts';

/** Those the rule proposes and that have not been told yet. */
export function proposalsFor({ client }: CommandContext, incident: IncidentState): readonly LinkProposal[] {
  const told = new Set(incident.linkage.map(({ groupId }) => groupId));
  return proposeGroups(incident, client.live.world.linkage.groups.values()).filter(({ groupId }) => !told.has(groupId));
}

/** `groupIds` left out: those the rule proposes. */
export function tellGroups(context: CommandContext, incidentId: string, groupIds?: readonly string[]): void {
  void sendCommand(context, 'incident.link', { incidentId, ...(groupIds && { groupIds }) });
}

export interface AnswerFor {
  readonly incidentId: string;
  readonly groupId: string;
  readonly memberId?: string;
  readonly state: LinkAnswer;
  readonly reason?: string;
  readonly saidBy?: string;
}

export function answerLink(context: CommandContext, answer: AnswerFor): void {
  void sendCommand(context, 'incident.answerLink', answer, `link:${answer.groupId}`);
}

/** A call for the group that this seat is, with what it has said so far. */
export interface SeatCall {
  readonly incident: IncidentState;
  readonly group: LinkedGroup;
  readonly member: LinkedMember;
}

/** Those that are not finished, the one told first in front. */
export function callsForSeat({ client }: CommandContext): readonly SeatCall[] {
  const { seat, world } = client.live;
  if (!seat) return [];
  const isOwn = ({ channel }: GroupState['members'][number]) =>
    channel.kind === 'seat' && channel.role === seat.role && channel.scope === seat.scope;
  const calls: SeatCall[] = [];
  for (const incident of world.incidents.values()) {
    if (incident.closedAt !== null) continue;
    for (const group of incident.linkage) {
      const own = world.linkage.groups.get(group.groupId)?.members.find(isOwn);
      const member = group.members.find(({ memberId }) => memberId === own?.id);
      const { state } = standingOf(group);
      if (member && state !== 'done' && state !== 'refused') calls.push({ incident, group, member });
    }
  }
  return calls.sort((one, other) => one.group.toldAt - other.group.toldAt);
}

/** What one key says next for a group. */
export const nextAnswer = ({ member }: SeatCall) => NEXT_LINK_ANSWER[member.state];

export const linkageCommands: readonly Command[] = [
  {
    id: 'incident.link',
    group: 'incident',
    keys: ['Control+b'],
    isAvailable: (context) => {
      const incident = openIncident(context);
      return incident !== undefined && maySend(context, 'incident.link') && proposalsFor(context, incident).length > 0;
    },
    run: (context) => {
      const incident = openIncident(context);
      if (incident)
        tellGroups(
          context,
          incident.id,
          proposalsFor(context, incident).map(({ groupId }) => groupId),
        );
    },
  },
  {
    id: 'linkage.answer',
    group: 'incident',
    keys: ['Control+.'],
    isAvailable: (context) => maySend(context, 'incident.answerLink') && callsForSeat(context).some(nextAnswer),
    run: (context) => {
      const call = callsForSeat(context).find(nextAnswer);
      const state = call && nextAnswer(call);
      if (call && state) answerLink(context, { incidentId: call.incident.id, groupId: call.group.groupId, state });
    },
  },
];
