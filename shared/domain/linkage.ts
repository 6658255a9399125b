/**
 * Linkage 联动: the groups that were told of one incident, and what each of them and of their people said and did. Facts and the
 * folding of them; whom to tell is linkageRule.ts, what may be said is linkageDecide.ts.
 */
import { z } from 'zod';
import { nameOfActor, type StoredEvent } from './event.ts';
import type { ChannelKind, GroupAnswers, GroupKind } from './group.ts';
import type { LinkReason } from './linkageRule.ts';

/** In the order they follow each other; `refused` ends it from any of them. */
export const LINK_STATES = [
  ...(['told', 'delivered', 'seen', 'acknowledged', 'onTheWay', 'onScene', 'done', 'refused'] as const),
];
export type LinkState = (typeof LINK_STATES)[number];
/** What somebody says; the first two are what the station knows by itself. */
export const LINK_ANSWERS = ['seen', 'acknowledged', 'onTheWay', 'onScene', 'done', 'refused'] as const;
export type LinkAnswer = (typeof LINK_ANSWERS)[number];

/** By which way an answer came. `desk`: an officer says what he was told, on the phone or by mouth. */
export type AnswerVia = 'seat' | 'phone' | 'webhook' | 'desk';

/** Where the group as a whole, or one of its members, stands. */
export interface LinkStanding {
  readonly state: LinkState;
  readonly at: number;
  /** Who caused it, as `nameOfActor` says. */
  readonly by: string;
  readonly via: AnswerVia | null;
  /** Who said it to the officer: `王警官`. */
  readonly saidBy: string | null;
  readonly reason: string | null;
}

export interface LinkedMember extends LinkStanding {
  readonly memberId: string;
  readonly name: string;
  readonly role: string;
  readonly channel: ChannelKind;
  /** Of a number to be called: where it is sealed, and what may be shown of it. */
  readonly ref: string | null;
  readonly phone: string | null;
  /** Why the notice has not reached this member, as a code of notice.ts; null: it has, or it is still under way. */
  readonly undelivered: string | null;
}

export interface LinkedGroup {
  readonly groupId: string;
  readonly name: string;
  readonly kind: GroupKind;
  readonly reasons: readonly LinkReason[];
  readonly toldAt: number;
  readonly toldBy: string;
  readonly silenceSeconds: number;
  /** Whose answer is waited for. */
  readonly answers: GroupAnswers;
  /** When an answer that is waited for had not come in time. */
  readonly silentAt: number | null;
  /** What was said for the group as a whole. */
  readonly own: LinkStanding;
  readonly members: readonly LinkedMember[];
}

/** A member as an event names it: who it was and by which way, at that moment. */
export type ToldMember = Pick<LinkedMember, 'memberId' | 'name' | 'role' | 'channel' | 'ref' | 'phone'> & {
  /** Unit of a phone or terminal, address of a webhook. */
  readonly to: string | null;
};

export type LinkageEventBody = {
  'incident.linked': {
    incidentId: string;
    groupId: string;
    groupName: string;
    groupKind: GroupKind;
    reasons: readonly LinkReason[];
    silenceSeconds: number;
    /** Absent in journals older than the word: anyone's. */
    answers?: GroupAnswers;
    /** Those who are told now. Who has taken it up before is not called again, and stands as he stands. */
    members: readonly ToldMember[];
  };
  'incident.linkAnswered': {
    incidentId: string;
    groupId: string;
    groupName: string;
    memberId: string | null;
    memberName: string | null;
    state: LinkAnswer;
    via: AnswerVia;
    saidBy: string | null;
    reason: string | null;
  };
  'incident.linkSilent': {
    incidentId: string;
    groupId: string;
    groupName: string;
    seconds: number;
    /** Where everyone has to answer: who has not. */
    memberNames?: readonly string[];
  };
};

const id = z.string().min(1).max(80);
export const LINKAGE_COMMAND_BODIES = {
  'incident.link': z.strictObject({
    incidentId: id,
    groupIds: z.array(id).min(1).max(50).optional().describe('absent: those the rule proposes'),
  }),
  'incident.answerLink': z.strictObject({
    incidentId: id,
    groupId: id,
    memberId: id.optional().describe('absent: the group, or the member that the sender is'),
    state: z.enum(LINK_ANSWERS),
    reason: z.string().trim().max(300).default('').describe('of a refusal: why'),
    saidBy: z.string().trim().max(60).default('').describe('who said so to the officer'),
  }),
} as const;
export type LinkageCommandKind = keyof typeof LINKAGE_COMMAND_BODIES;

const RANK = new Map<LinkState, number>(LINK_STATES.map((state, index) => [state, index]));
/** What can be said next, by what was said; null: it has come to an end. */
export const NEXT_LINK_ANSWER: Readonly<Record<LinkState, Exclude<LinkAnswer, 'seen' | 'refused'> | null>> = {
  told: 'acknowledged',
  delivered: 'acknowledged',
  seen: 'acknowledged',
  acknowledged: 'onTheWay',
  onTheWay: 'onScene',
  onScene: 'done',
  done: null,
  refused: null,
};
export const rankOf = (state: LinkState): number => (state === 'refused' ? -1 : (RANK.get(state) ?? 0));
export const ACKNOWLEDGED_RANK = rankOf('acknowledged');

/** The furthest of what was said counts; a refusal only where nobody else of the group has taken it up. */
export function standingOf(group: LinkedGroup): LinkStanding & { readonly memberName: string | null } {
  const said = [
    { ...group.own, memberName: null },
    ...group.members.map((each) => ({ ...each, memberName: each.name })),
  ];
  const furthest = said.reduce((best, each) => (rankOf(each.state) > rankOf(best.state) ? each : best));
  if (rankOf(furthest.state) >= ACKNOWLEDGED_RANK) return furthest;
  return said.find(({ state }) => state === 'refused') ?? furthest;
}

const hasTakenUp = ({ state }: LinkStanding): boolean => rankOf(state) >= ACKNOWLEDGED_RANK;
/** He has said yes or no. */
export const hasSpoken = (standing: LinkStanding): boolean => standing.state === 'refused' || hasTakenUp(standing);

/** Whose answer is still waited for. A word for the group as a whole speaks for all of them. */
export function missingAnswers(group: LinkedGroup): readonly LinkedMember[] {
  if (hasSpoken(group.own)) return [];
  if (group.answers !== 'everyone') return hasSpoken(standingOf(group)) ? [] : group.members;
  return group.members.filter((member) => !hasSpoken(member));
}

export const hasAnswered = (group: LinkedGroup): boolean =>
  group.answers === 'everyone' ? hasSpoken(group.own) || group.members.every(hasSpoken) : hasSpoken(standingOf(group));

/** No way is left by which an answer that is waited for could still come: the notice has not arrived. */
export function isUnreached(group: LinkedGroup): boolean {
  const missing = missingAnswers(group);
  const isLost = ({ undelivered }: LinkedMember) => undelivered !== null;
  return group.answers === 'everyone' ? missing.some(isLost) : missing.length > 0 && missing.every(isLost);
}

/** Somebody at the desk has to do something about this group: an answer is overdue, was no, or cannot come. */
export function isLinkLoud(group: LinkedGroup): boolean {
  if (hasTakenUp(group.own)) return false;
  const isRefused =
    group.answers === 'everyone'
      ? [group.own, ...group.members].some(({ state }) => state === 'refused')
      : standingOf(group).state === 'refused';
  return isRefused || (!hasAnswered(group) && (group.silentAt !== null || isUnreached(group)));
}

/** This member is why: he said no, or his own answer is overdue or cannot come. */
export function isMemberLoud(group: LinkedGroup, member: LinkedMember): boolean {
  if (!isLinkLoud(group)) return false;
  if (member.state === 'refused') return true;
  return missingAnswers(group).includes(member) && (group.silentAt !== null || member.undelivered !== null);
}

/** Who is told when it is told again: everybody but who has taken it up. */
export const isToTell = (group: LinkedGroup | undefined, memberId: string): boolean =>
  !group?.members.some((member) => member.memberId === memberId && hasTakenUp(member));

export type LinkageChange = { readonly linkage: readonly LinkedGroup[] };

/** Told, or told again after a refusal or silence: it starts anew for all but who has taken it up. */
export function foldLinked(
  linkage: readonly LinkedGroup[],
  body: LinkageEventBody['incident.linked'],
  event: StoredEvent,
): LinkageChange {
  const told: LinkStanding = {
    state: 'told',
    at: event.at,
    by: nameOfActor(event.actor),
    via: null,
    saidBy: null,
    reason: null,
  };
  const before = linkage.find(({ groupId }) => groupId === body.groupId);
  const isToldNow = ({ memberId }: LinkedMember) => body.members.some((member) => member.memberId === memberId);
  const kept = before?.members.filter((member) => hasTakenUp(member) && !isToldNow(member)) ?? [];
  const fresh = body.members.map(({ to, ...member }) => ({ ...member, ...told, undelivered: null }));
  const place = new Map(before?.members.map(({ memberId }, index) => [memberId, index]));
  const placeOf = ({ memberId }: LinkedMember) => place.get(memberId) ?? Number.MAX_SAFE_INTEGER;
  const group: LinkedGroup = {
    groupId: body.groupId,
    name: body.groupName,
    kind: body.groupKind,
    reasons: body.reasons,
    toldAt: event.at,
    toldBy: told.by,
    silenceSeconds: body.silenceSeconds,
    answers: body.answers ?? 'anyone',
    silentAt: null,
    own: told,
    members: [...kept, ...fresh].toSorted((one, other) => placeOf(one) - placeOf(other)),
  };
  return { linkage: before ? linkage.with(linkage.indexOf(before), group) : [...linkage, group] };
}

export function foldLinkAnswered(
  linkage: readonly LinkedGroup[],
  body: LinkageEventBody['incident.linkAnswered'],
  event: StoredEvent,
): LinkageChange {
  const { state, via, saidBy, reason, memberId } = body;
  const standing: LinkStanding = { state, at: event.at, by: nameOfActor(event.actor), via, saidBy, reason };
  return changeGroup(linkage, body.groupId, (group) =>
    memberId === null
      ? { ...group, own: standing }
      : {
          ...group,
          members: group.members.map((each) => (each.memberId === memberId ? { ...each, ...standing } : each)),
        },
  );
}

export function foldLinkSilent(
  linkage: readonly LinkedGroup[],
  { groupId }: LinkageEventBody['incident.linkSilent'],
  event: StoredEvent,
): LinkageChange {
  return changeGroup(linkage, groupId, (group) => ({ ...group, silentAt: event.at }));
}

/** What another incident brought along; a group that both know stands as it stands here. */
export const joinLinkage = (here: readonly LinkedGroup[], brought: readonly LinkedGroup[]): readonly LinkedGroup[] => [
  ...here,
  ...brought.filter(({ groupId }) => !here.some((group) => group.groupId === groupId)),
];

/**
 * What became of the notice to one member. A notice that came late does not take an answer back, and one of an earlier call says
 * nothing about this one.
 */
export function noteDelivery(
  linkage: readonly LinkedGroup[],
  { groupId, memberId, bornAt }: { readonly groupId: string; readonly memberId: string; readonly bornAt: number },
  {
    at,
    undelivered,
    isDelivered,
  }: { readonly at: number; readonly undelivered: string | null; readonly isDelivered: boolean },
): LinkageChange {
  return changeGroup(linkage, groupId, (group) => ({
    ...group,
    members: group.members.map((each) => {
      if (each.memberId !== memberId || bornAt < group.toldAt) return each;
      return isDelivered && each.state === 'told'
        ? { ...each, state: 'delivered' as const, at, undelivered }
        : { ...each, undelivered };
    }),
  }));
}

function changeGroup(
  linkage: readonly LinkedGroup[],
  groupId: string,
  change: (group: LinkedGroup) => LinkedGroup,
): LinkageChange {
  return { linkage: linkage.map((group) => (group.groupId === groupId ? change(group) : group)) };
}
