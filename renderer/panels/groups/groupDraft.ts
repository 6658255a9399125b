/** What stands in the form of a linked group, what is wrong with it, and what is sent of it. Pure. */
import type { z } from 'zod';
import {
  type ChannelKind,
  GROUP_COMMAND_BODIES,
  type GroupAnswers,
  type GroupKind,
  type GroupState,
} from '#shared/domain/group.ts';
import type { GroupProblem } from '#shared/text/groups.ts';

export type SeatRole = 'duty' | 'leader' | 'admin';

/** Every way it may be reached keeps what was entered for it: changing one's mind loses nothing. */
export interface MemberDraft {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly channel: ChannelKind;
  readonly unitId: string;
  readonly url: string;
  readonly phone: string;
  /** What is kept already, masked; null: nothing is. */
  readonly keptPhone: string | null;
  readonly seatRole: SeatRole;
  readonly seatScope: string;
}

export interface GroupDraft {
  readonly groupId: string | null;
  readonly name: string;
  readonly kind: GroupKind;
  readonly areas: string;
  readonly silence: string;
  readonly answers: GroupAnswers;
  readonly members: readonly MemberDraft[];
}

export type GroupProblems = Partial<
  Record<
    'name' | 'areas' | 'silence' | 'members' | `${string} ${'name' | 'unit' | 'url' | 'phone' | 'scope'}`,
    GroupProblem
  >
>;
export type GroupBody = z.input<(typeof GROUP_COMMAND_BODIES)['group.save']>;

const MEMBERS = 200;
const EMPTY_MEMBER: Omit<MemberDraft, 'id'> = {
  name: '',
  role: '',
  channel: 'phone',
  unitId: '',
  url: '',
  phone: '',
  keptPhone: null,
  seatRole: 'duty',
  seatScope: '',
};

export const emptyDraft = (): GroupDraft =>
  withMember({ groupId: null, name: '', kind: 'police', areas: '', silence: '120', answers: 'anyone', members: [] });

export const draftOf = ({ id, name, kind, areas, silenceSeconds, answers, members }: GroupState): GroupDraft => ({
  groupId: id,
  name,
  kind,
  areas: areas.join(' '),
  silence: String(silenceSeconds),
  answers,
  members: members.map(({ channel, ...member }) => ({
    ...EMPTY_MEMBER,
    ...member,
    channel: channel.kind,
    ...('unitId' in channel && { unitId: channel.unitId }),
    ...(channel.kind === 'webhook' && { url: channel.url }),
    ...(channel.kind === 'voice' && { keptPhone: channel.phone }),
    ...(channel.kind === 'seat' && { seatRole: channel.role, seatScope: channel.scope ?? '' }),
  })),
});

/** One more, under an id that none of them has had. */
export function withMember(draft: GroupDraft): GroupDraft {
  if (draft.members.length >= MEMBERS) return draft;
  const taken = new Set(draft.members.map(({ id }) => id));
  let number = draft.members.length + 1;
  while (taken.has(`m${number}`)) number++;
  return { ...draft, members: [...draft.members, { ...EMPTY_MEMBER, id: `m${number}` }] };
}

export const withoutMember = (draft: GroupDraft, id: string): GroupDraft => ({
  ...draft,
  members: draft.members.filter((member) => member.id !== id),
});

export const withArea = (draft: GroupDraft, code: string): GroupDraft =>
  areaCodes(draft.areas).includes(code) ? draft : { ...draft, areas: [...areaCodes(draft.areas), code].join(' ') };

const areaCodes = (areas: string): string[] => areas.split(/[\s,，、;；]+/).filter(Boolean);
const AREA_CODE = /^\d{6,15}$/;

export function problemsOf(draft: GroupDraft): GroupProblems {
  const silence = Number(draft.silence.trim());
  const isSilenceGood = Number.isInteger(silence) && silence >= 10 && silence <= 3_600;
  const found: [string, GroupProblem | null][] = [
    ['name', draft.name.trim() === '' ? 'nameMissing' : null],
    ['areas', areaCodes(draft.areas).every((code) => AREA_CODE.test(code)) ? null : 'areaCode'],
    ['silence', isSilenceGood ? null : 'silence'],
    ['members', draft.members.length === 0 ? 'noMembers' : null],
    ...draft.members.flatMap((member): [string, GroupProblem | null][] => [
      [`${member.id} name`, member.name.trim() === '' ? 'memberName' : null],
      channelProblem(member),
    ]),
  ];
  return Object.fromEntries(found.filter(([, problem]) => problem !== null)) as GroupProblems;
}

function channelProblem(member: MemberDraft): [string, GroupProblem | null] {
  const { id, channel } = member;
  switch (channel) {
    case 'phone':
    case 'terminal':
      return [`${id} unit`, member.unitId === '' ? 'unitMissing' : null];
    case 'webhook':
      return [`${id} url`, isTaken(member) ? null : 'badUrl'];
    case 'voice':
      return [`${id} phone`, isTaken(member) ? null : 'phoneMissing'];
    case 'seat':
      return [`${id} scope`, isTaken(member) ? null : 'areaCode'];
    case 'printer':
      return [`${id} name`, null];
  }
}

/** As the core would: the schema of the command itself judges, so that the form never promises what is refused. */
function isTaken(member: MemberDraft): boolean {
  if (member.channel === 'voice' && member.phone.trim() === '') return member.keptPhone !== null;
  const channel = channelOf(member);
  const body = { name: 'x', kind: 'other', members: [{ id: 'm', name: 'x', channel }] };
  return GROUP_COMMAND_BODIES['group.save'].safeParse(body).success;
}

function channelOf(member: MemberDraft): GroupBody['members'][number]['channel'] {
  const { channel: kind, unitId, url, phone, seatRole, seatScope } = member;
  switch (kind) {
    case 'phone':
    case 'terminal':
      return { kind, unitId };
    case 'webhook':
      return { kind, url: url.trim() };
    case 'voice':
      return { kind, ...(phone.trim() !== '' && { phone: phone.trim() }) };
    case 'seat':
      return { kind, role: seatRole, scope: seatScope.trim() || null };
    case 'printer':
      return { kind };
  }
}

/** Of a draft without problems. */
export const bodyOf = ({ groupId, name, kind, areas, silence, answers, members }: GroupDraft): GroupBody => ({
  ...(groupId !== null && { groupId }),
  name: name.trim(),
  kind,
  areas: areaCodes(areas),
  silenceSeconds: Number(silence),
  answers,
  members: members.map((member) => ({
    id: member.id,
    name: member.name.trim(),
    role: member.role.trim(),
    channel: channelOf(member),
  })),
});
