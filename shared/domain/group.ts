/**
 * Bodies that are called in beside the station's own units 联动单位: a police station, a community, a property office, a brigade,
 * a hospital. Who they are and how each of their people is reached; what they do about one incident is linkage.ts.
 */
import { z } from 'zod';
import { STEP_PARTNERS } from '../catalog/sopSteps.ts';
import { ok, type Result, refuse } from '../kit/result.ts';
import { type Draft, nameOfActor, type StoredEvent } from './event.ts';

export const GROUP_KINDS = [...STEP_PARTNERS, 'other'] as const;
export type GroupKind = (typeof GROUP_KINDS)[number];

/** Whose answer is waited for: of a station that has one duty desk, anyone's; of a team made up of several bodies, everyone's. */
export const GROUP_ANSWERS = ['anyone', 'everyone'] as const;
export type GroupAnswers = (typeof GROUP_ANSWERS)[number];

export const CHANNEL_KINDS = ['seat', 'phone', 'terminal', 'webhook', 'printer', 'voice'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

const id = z.string().regex(/^[\w.-]{1,40}$/, 'letters, digits, dot, dash and underscore, 40 at most');
const areaCode = z.string().regex(/^\d{6,15}$/, 'an area code of 6 to 15 digits');
const unitId = z.string().min(1).max(40);

/** How one member is reached, as it is stated. A number to be called is sealed before anything is kept of it. */
const statedChannel = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('seat'),
    role: z.enum(['duty', 'leader', 'admin']).default('duty'),
    scope: areaCode.nullable().describe('the area its account is bound to; null: a seat of the whole station'),
  }),
  z.strictObject({ kind: z.literal('phone'), unitId: unitId.describe('the phone page of this unit') }),
  z.strictObject({ kind: z.literal('terminal'), unitId: unitId.describe('the JT/T 808 terminal of this unit') }),
  z.strictObject({
    kind: z.literal('webhook'),
    url: z.string().max(500).refine(isPlainHttps, 'https://, a host, and no user or fragment'),
  }),
  z.strictObject({ kind: z.literal('printer') }),
  z.strictObject({
    kind: z.literal('voice'),
    phone: z.string().trim().min(3).max(32).optional().describe('sealed in the vault; absent: as it was'),
  }),
]);

const statedMember = z.strictObject({
  id: id.describe('within its group'),
  name: z.string().trim().min(1).max(60),
  role: z.string().trim().max(40).default('').describe('in words: 值班民警'),
  channel: statedChannel,
});

const stated = {
  name: z.string().trim().min(1).max(60),
  kind: z.enum(GROUP_KINDS),
  areas: z.array(areaCode).max(50).default([]).describe('area codes it serves; none: the whole station'),
  silenceSeconds: z.number().int().min(10).max(3_600).default(120).describe('no answer for so long is loud'),
  answers: z.enum(GROUP_ANSWERS).default('anyone').describe('whose answer is waited for'),
  members: z
    .array(statedMember)
    .min(1)
    .max(200)
    .refine(
      (members) => new Set(members.map((member) => member.id)).size === members.length,
      'a member is named twice',
    ),
};

/** A group of station.json. */
export const groupRecordSchema = z.strictObject({ id, ...stated });
export type StatedGroup = z.output<typeof groupRecordSchema>;
export type StatedMember = z.output<typeof statedMember>;

export const GROUP_COMMAND_BODIES = {
  'group.save': z.strictObject({ groupId: id.optional().describe('absent: a new one'), ...stated }),
  'group.remove': z.strictObject({ groupId: id }),
} as const;
export type GroupCommandKind = keyof typeof GROUP_COMMAND_BODIES;

/** How a member is reached, as it is kept: a number is a ref into the vault, and what may be shown of it. */
export type Channel =
  | Exclude<z.output<typeof statedChannel>, { kind: 'voice' }>
  | { readonly kind: 'voice'; readonly ref: string | null; readonly phone: string | null };

export interface GroupMember {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly channel: Channel;
}

export interface Group {
  readonly id: string;
  readonly name: string;
  readonly kind: GroupKind;
  readonly areas: readonly string[];
  readonly silenceSeconds: number;
  readonly answers: GroupAnswers;
  readonly members: readonly GroupMember[];
  /** Groups of station.json are changed there. */
  readonly source: 'station' | 'desk';
}

export interface GroupState extends Group {
  readonly savedAt: number;
  readonly savedBy: string;
}

export type GroupEventBody = {
  'group.saved': { group: Group };
  'group.removed': { groupId: string };
};

export type GroupCommand =
  | { kind: 'save'; group: Group }
  /** `source`: who asks; the desk does not remove what station.json states. */
  | { kind: 'remove'; source: Group['source'] };

export const groupStream = (groupId: string) => `group:${groupId}`;

/** Says nothing where nothing changes. */
export function decideGroup(state: GroupState | undefined, command: GroupCommand): Result<Draft[]> {
  if (command.kind === 'remove') {
    if (!state) return refuse('unknownGroup', '没有这个联动单位');
    if (state.source === 'station' && command.source === 'desk') return ofStation(state);
    return ok([{ stream: groupStream(state.id), kind: 'group.removed', body: { groupId: state.id } }]);
  }
  const { group } = command;
  if (state?.source === 'station' && group.source === 'desk') return ofStation(state);
  if (state) {
    const { savedAt, savedBy, ...before } = state;
    if (JSON.stringify(before) === JSON.stringify(group)) return ok([]);
  }
  return ok([{ stream: groupStream(group.id), kind: 'group.saved', body: { group } }]);
}

export function evolveGroup(state: GroupState | undefined, event: StoredEvent): GroupState | undefined {
  if (event.kind === 'group.removed') return undefined;
  if (event.kind !== 'group.saved') return state;
  const { group } = event.body as GroupEventBody['group.saved'];
  // A group of a journal older than the word has one voice.
  return { ...group, answers: group.answers ?? 'anyone', savedAt: event.at, savedBy: nameOfActor(event.actor) };
}

const ofStation = ({ name }: Group) => refuse('groupOfStation', `${name} 由 station.json 定义，请在那里修改`);

/** Nothing before the host but the scheme: who calls shows by the signature, and an address is kept where all may read it. */
function isPlainHttps(url: string): boolean {
  return /^https:\/\/(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::\d{1,5})?(?:\/[^\s#@\\]*)?$/i.test(url);
}
