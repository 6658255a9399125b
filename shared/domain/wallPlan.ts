/**
 * What stands on the displays of the wall 大屏: named compositions (presets), and for each display what was chosen by hand, at what
 * time of day which preset stands, and which preset an incident brings up. Everything is an event; what stands now is worked out
 * from these facts by wallStands.ts, the same in every window.
 */
import { z } from 'zod';
import { WALL_PRESETS } from '../catalog/wallPresets.ts';
import { ok, type Result, refuse } from '../kit/result.ts';
import { type Draft, nameOfActor, type StoredEvent } from './event.ts';
import {
  compositionFault,
  MOST_COLUMNS,
  MOST_REGIONS,
  MOST_ROWS,
  type WallContent,
  wallContentSchema,
  wallRegionIdSchema,
  wallRegionSchema,
} from './wallRegion.ts';

/** As the shell recognises a display: by what it is, not by where it is plugged in. */
export const wallDisplayIdSchema = z
  .string()
  .regex(/^[\w.:@+-]{1,160}$/, 'letters, digits and . : @ + - _, 160 at most')
  .describe('identity of a display');
const presetId = z.string().regex(/^[\w.-]{1,40}$/, 'letters, digits, dot, dash and underscore, 40 at most');
const name = z.string().trim().min(1).max(40);
const displayId = wallDisplayIdSchema;

const composition = {
  name,
  columns: z.number().int().min(1).max(MOST_COLUMNS),
  rows: z.number().int().min(1).max(MOST_ROWS),
  regions: z.array(wallRegionSchema).min(1).max(MOST_REGIONS),
};

const scheduleSchema = z
  .array(
    z.strictObject({
      minute: z.number().int().min(0).max(1_439).describe('of the day, from which it stands'),
      presetId,
    }),
  )
  .max(24)
  .refine((lines) => new Set(lines.map(({ minute }) => minute)).size === lines.length, 'a time of day is named twice');
const rulesSchema = z
  .array(
    z.strictObject({
      level: z.literal([1, 2, 3, 4]).describe('an open incident of this level or a graver one brings it up'),
      presetId,
    }),
  )
  .max(4)
  .refine((rules) => new Set(rules.map(({ level }) => level)).size === rules.length, 'a level is named twice');

export const WALL_COMMAND_BODIES = {
  'wallPreset.save': z
    .strictObject({ presetId: presetId.optional().describe('absent: a new one'), ...composition })
    .refine((preset) => compositionFault(preset, preset.regions) === null, 'regions overlap or leave the grid'),
  'wallPreset.remove': z.strictObject({ presetId }),
  'wall.show': z.strictObject({ displayId, presetId: presetId.nullable().describe('null: back to what is automatic') }),
  'wall.plan': z.strictObject({ displayId, schedule: scheduleSchema, rules: rulesSchema }),
  'wall.send': z.strictObject({
    displayId,
    regionId: wallRegionIdSchema.describe('of what stands there'),
    content: wallContentSchema,
    seconds: z.number().int().min(10).max(86_400).nullable().describe('how long it stays; null: until it is recalled'),
  }),
  'wall.recall': z.strictObject({
    displayId,
    regionId: wallRegionIdSchema.nullable().describe('null: all that was sent'),
    presetId: presetId.nullish().describe('to which it was sent; absent or null: to whichever'),
  }),
  'wall.name': z.strictObject({ displayId, name }),
  'wall.forget': z.strictObject({ displayId }),
} as const;
export type WallCommandKind = keyof typeof WALL_COMMAND_BODIES;
export type WallCommandBody<Kind extends WallCommandKind> = z.output<(typeof WALL_COMMAND_BODIES)[Kind]>;

export type WallComposition = Omit<WallCommandBody<'wallPreset.save'>, 'presetId'>;
export interface WallPreset extends WallComposition {
  readonly id: string;
}
export type WallSchedule = z.output<typeof scheduleSchema>;
export type WallRules = z.output<typeof rulesSchema>;

/** Instead of what its preset has in a region; `endsAt` null: until it is recalled. */
export interface SentContent {
  readonly regionId: string;
  /** The preset that stood: it belongs to no other. Null: of a journal of before 2026-11-22, in whichever has the region. */
  readonly presetId: string | null;
  readonly content: WallContent;
  readonly sentAt: number;
  readonly sentBy: string;
  readonly endsAt: number | null;
}

export interface WallDisplay {
  readonly id: string;
  /** What people here call it; null: nobody has named it. */
  readonly name: string | null;
  /** Chosen by hand; null: what is automatic stands. */
  readonly hand: { readonly presetId: string; readonly at: number; readonly by: string } | null;
  readonly schedule: WallSchedule;
  readonly rules: WallRules;
  readonly sent: readonly SentContent[];
}

export type WallEventBody = {
  'wallPreset.saved': { preset: WallPreset };
  'wallPreset.removed': { presetId: string; name: string };
  'wall.shown': { displayId: string; presetId: string | null };
  'wall.planned': { displayId: string; schedule: WallSchedule; rules: WallRules };
  /** `presetId` is absent in journals of before 2026-11-22. */
  'wall.sent': { displayId: string; regionId: string; presetId?: string; content: WallContent; endsAt: number | null };
  'wall.recalled': { displayId: string; regionId: string | null; presetId?: string | null };
  'wall.named': { displayId: string; name: string };
  'wall.forgotten': { displayId: string };
};

export interface WallState {
  /** Made at a desk, by id. Those of the catalogue are always there beside them. */
  readonly presets: ReadonlyMap<string, WallPreset>;
  readonly displays: ReadonlyMap<string, WallDisplay>;
}

/** What a display does that nobody has planned: the emergency comes up by itself. */
export const UNPLANNED: Pick<WallDisplay, 'schedule' | 'rules'> = {
  schedule: [],
  rules: [{ level: 1, presetId: 'emergency' }],
};

const MOST_PRESETS = 200;
const MOST_DISPLAYS = 64;

export type WallCommand =
  | { readonly kind: 'savePreset'; readonly preset: WallPreset }
  | { readonly kind: 'removePreset'; readonly presetId: string }
  | ({ readonly kind: 'show' } & WallCommandBody<'wall.show'>)
  | ({ readonly kind: 'plan' } & WallCommandBody<'wall.plan'>)
  /** `presetId` and `regionIds`: of what stands there now. */
  | ({
      readonly kind: 'send';
      readonly presetId: string;
      readonly regionIds: readonly string[];
    } & WallCommandBody<'wall.send'>)
  | ({ readonly kind: 'recall' } & WallCommandBody<'wall.recall'>)
  | ({ readonly kind: 'name' } & WallCommandBody<'wall.name'>)
  | ({ readonly kind: 'forget' } & WallCommandBody<'wall.forget'>);

export const presetOf = (state: WallState, presetId: string): WallPreset | undefined =>
  state.presets.get(presetId) ?? WALL_PRESETS.find(({ id }) => id === presetId);

export const isBuiltIn = (presetId: string): boolean => WALL_PRESETS.some(({ id }) => id === presetId);

/** Pure. Says nothing where nothing changes. */
export function decideWall(state: WallState, command: WallCommand, now: number): Result<Draft[]> {
  if (command.kind === 'savePreset') return savePreset(state, command.preset);
  if (command.kind === 'removePreset') return removePreset(state, command.presetId);
  const { displayId: id } = command;
  const display = state.displays.get(id);
  if (!display && command.kind !== 'recall' && command.kind !== 'forget' && state.displays.size >= MOST_DISPLAYS)
    return refuse('tooManyWalls', '大屏过多，请先移除不再使用的');
  const emit = <Kind extends keyof WallEventBody>(kind: Kind, body: Omit<WallEventBody[Kind], 'displayId'>) =>
    ok<Draft[]>([{ stream: `wall:${id}`, kind, body: { displayId: id, ...body } }]);
  switch (command.kind) {
    case 'show': {
      const { presetId: wanted } = command;
      if (wanted !== null && !presetOf(state, wanted)) return unknownPreset();
      return wanted === null && !display?.hand ? ok([]) : emit('wall.shown', { presetId: wanted });
    }
    case 'plan': {
      const { schedule, rules } = command;
      if ([...schedule, ...rules].some((line) => !presetOf(state, line.presetId))) return unknownPreset();
      return emit('wall.planned', { schedule: schedule.toSorted((one, other) => one.minute - other.minute), rules });
    }
    case 'send': {
      const { presetId: onto, regionId, regionIds, content, seconds } = command;
      if (!regionIds.includes(regionId)) return refuse('unknownRegion', '这块大屏现在没有这个区域');
      const endsAt = seconds === null ? null : now + seconds * 1_000;
      return emit('wall.sent', { regionId, presetId: onto, content, endsAt });
    }
    case 'recall': {
      const { regionId, presetId: from } = command;
      if (!display?.sent.some((one) => isStillSent(one, now) && isRecalled(one, command)))
        return refuse('nothingSent', '这里没有送上的内容');
      return emit('wall.recalled', { regionId, ...(from && { presetId: from }) });
    }
    case 'name':
      return display?.name === command.name ? ok([]) : emit('wall.named', { name: command.name });
    case 'forget':
      return display ? emit('wall.forgotten', {}) : refuse('unknownWall', '没有这块大屏');
  }
}

function savePreset(state: WallState, preset: WallPreset): Result<Draft[]> {
  if (isBuiltIn(preset.id)) return builtIn();
  if (!state.presets.has(preset.id) && state.presets.size >= MOST_PRESETS)
    return refuse('tooManyWallPresets', '大屏预案过多，请先删除一些');
  return ok([{ stream: `wallPreset:${preset.id}`, kind: 'wallPreset.saved', body: { preset } }]);
}

function removePreset(state: WallState, id: string): Result<Draft[]> {
  if (isBuiltIn(id)) return builtIn();
  const preset = state.presets.get(id);
  if (!preset) return unknownPreset();
  const user = [...state.displays.values()].find(
    ({ hand, schedule, rules }) =>
      hand?.presetId === id || [...schedule, ...rules].some((line) => line.presetId === id),
  );
  if (user) return refuse('wallPresetInUse', `大屏 ${user.name ?? user.id} 正在使用这个预案`);
  return ok([{ stream: `wallPreset:${id}`, kind: 'wallPreset.removed', body: { presetId: id, name: preset.name } }]);
}

const unknownPreset = () => refuse('unknownWallPreset', '没有这个大屏预案');
const builtIn = () => refuse('wallPresetBuiltIn', '内置预案不能修改或删除，请另存为新的预案');

export const isStillSent = ({ endsAt }: Pick<SentContent, 'endsAt'>, now: number) => endsAt === null || now < endsAt;

/** What a recall that names no region, or no preset, leaves open is true of all. */
const isRecalled = (
  sent: SentContent,
  { regionId, presetId: from }: { readonly regionId: string | null; readonly presetId?: string | null | undefined },
): boolean => (regionId ?? sent.regionId) === sent.regionId && (from ?? sent.presetId) === sent.presetId;

export function evolveWallPreset(state: WallPreset | undefined, event: StoredEvent): WallPreset | undefined {
  if (event.kind === 'wallPreset.removed') return undefined;
  return event.kind === 'wallPreset.saved' ? (event.body as WallEventBody['wallPreset.saved']).preset : state;
}

export function evolveWallDisplay(state: WallDisplay | undefined, event: StoredEvent): WallDisplay | undefined {
  const { at } = event;
  const by = nameOfActor(event.actor);
  const { displayId: id } = event.body as { displayId: string };
  const display = state ?? { id, name: null, hand: null, ...UNPLANNED, sent: [] };
  switch (event.kind as keyof WallEventBody) {
    case 'wall.shown': {
      const { presetId: shown } = event.body as WallEventBody['wall.shown'];
      return { ...display, hand: shown === null ? null : { presetId: shown, at, by } };
    }
    case 'wall.planned': {
      const { schedule, rules } = event.body as WallEventBody['wall.planned'];
      return { ...display, schedule, rules };
    }
    case 'wall.sent': {
      const { regionId, presetId: onto = null, content, endsAt } = event.body as WallEventBody['wall.sent'];
      const isReplaced = (one: SentContent) =>
        one.regionId === regionId && (onto === null || one.presetId === null || one.presetId === onto);
      const others = display.sent.filter((one) => !isReplaced(one) && isStillSent(one, at));
      return { ...display, sent: [...others, { regionId, presetId: onto, content, sentAt: at, sentBy: by, endsAt }] };
    }
    case 'wall.recalled': {
      const recall = event.body as WallEventBody['wall.recalled'];
      return { ...display, sent: display.sent.filter((one) => !isRecalled(one, recall)) };
    }
    case 'wall.named':
      return { ...display, name: (event.body as WallEventBody['wall.named']).name };
    case 'wall.forgotten':
      return undefined;
    default:
      return state;
  }
}
