/**
 * How walls of video are laid out: presets 预置 (which camera in which place) and patrols 轮巡 (cameras one after the other, with
 * the time each page stays). Kept in the journal as groups are; those of station.json are changed there.
 */
import { z } from 'zod';
import { ok, type Result, refuse } from '../kit/result.ts';
import type { Draft } from './event.ts';

export const VIDEO_LAYOUTS = [1, 4, 6, 9, 16, 25] as const;
export type VideoLayout = (typeof VIDEO_LAYOUTS)[number];

const id = z.string().regex(/^[\w.-]{1,40}$/, 'letters, digits, dot, dash and underscore, 40 at most');
const name = z.string().trim().min(1).max(40);
const channelId = z.string().min(1).max(40);
const layout = z.literal(VIDEO_LAYOUTS).describe('tiles on a page');

const preset = {
  name,
  layout,
  channelIds: z
    .array(channelId.nullable())
    .min(1)
    .max(25)
    .refine((ids) => ids.some((one) => one !== null), 'at least one camera')
    .describe('place by place; null: empty'),
};
const patrol = {
  name,
  layout,
  areaCode: z
    .string()
    .regex(/^\d{6,15}$/)
    .nullable()
    .default(null)
    .describe('every camera of this area; null: those named'),
  channelIds: z.array(channelId).max(500).default([]),
  dwellSeconds: z.number().int().min(5).max(600).default(15).describe('how long a page stays'),
};
const namesCameras = ({ areaCode, channelIds }: { areaCode: string | null; channelIds: readonly string[] }) =>
  (areaCode === null) === channelIds.length > 0;
const SAYS_WHICH = 'either an area or cameras by name';

export const presetRecordSchema = z.strictObject({ id, ...preset });
export const patrolRecordSchema = z.strictObject({ id, ...patrol }).refine(namesCameras, SAYS_WHICH);

export const VIDEO_PLAN_BODIES = {
  'videoPreset.save': z.strictObject({ presetId: id.optional().describe('absent: a new one'), ...preset }),
  'videoPreset.remove': z.strictObject({ presetId: id }),
  'videoPatrol.save': z
    .strictObject({ patrolId: id.optional().describe('absent: a new one'), ...patrol })
    .refine(namesCameras, SAYS_WHICH),
  'videoPatrol.remove': z.strictObject({ patrolId: id }),
} as const;
export type VideoPlanCommandKind = keyof typeof VIDEO_PLAN_BODIES;

interface Plan {
  /** Of station.json: changed there. */
  readonly source: 'station' | 'desk';
}
export type VideoPreset = z.output<typeof presetRecordSchema> & Plan;
export type VideoPatrol = z.output<typeof patrolRecordSchema> & Plan;

export type VideoPlanEventBody = {
  'videoPreset.saved': { preset: VideoPreset };
  'videoPreset.removed': { presetId: string; name: string };
  'videoPatrol.saved': { patrol: VideoPatrol };
  'videoPatrol.removed': { patrolId: string; name: string };
};

/** More than anybody finds his way in. */
const MOST_PLANS = 200;

/** What is saved or removed, beside what there is of its kind. */
export type VideoPlanChange =
  | { readonly kind: 'savePreset'; readonly preset: VideoPreset }
  | { readonly kind: 'savePatrol'; readonly patrol: VideoPatrol }
  | { readonly kind: 'removePreset' | 'removePatrol'; readonly id: string };

export function decideVideoPlan(
  present: ReadonlyMap<string, VideoPreset | VideoPatrol>,
  change: VideoPlanChange,
): Result<Draft[]> {
  const planId = 'id' in change ? change.id : 'preset' in change ? change.preset.id : change.patrol.id;
  const before = present.get(planId);
  if (before?.source === 'station') return refuse('planOfStation', `${before.name} 由 station.json 定义，请在那里修改`);
  const stream = `videoPlan:${planId}`;
  switch (change.kind) {
    case 'savePreset':
    case 'savePatrol': {
      if (!before && present.size >= MOST_PLANS) return refuse('tooManyPlans', '预置和轮巡过多，请先删除一些');
      if (change.kind === 'savePreset')
        return ok([{ stream, kind: 'videoPreset.saved', body: { preset: change.preset } }]);
      return ok([{ stream, kind: 'videoPatrol.saved', body: { patrol: change.patrol } }]);
    }
    default: {
      if (!before) return refuse('unknownPlan', '没有这个预置或轮巡');
      const { name: removed } = before;
      return change.kind === 'removePreset'
        ? ok([{ stream, kind: 'videoPreset.removed', body: { presetId: planId, name: removed } }])
        : ok([{ stream, kind: 'videoPatrol.removed', body: { patrolId: planId, name: removed } }]);
    }
  }
}
