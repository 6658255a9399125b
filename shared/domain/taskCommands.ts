import { z } from 'zod';
import { INCIDENT_KINDS } from '../catalog/incidentKinds.ts';
import { EVIDENCE_SUBJECTS, HASH_PATTERN } from './evidence.ts';
import { MESSAGE_LIMIT } from './message.ts';
import { latitudeSchema, longitudeSchema } from './place.ts';
import { FIELD_TASK_KINDS, ITEM_RESULTS, POINT_ORDERS } from './task.ts';

const id = z.string().min(1).max(80);
const unitId = z.string().min(1).max(40);
const reason = z.string().trim().max(300);
const at = z.number().int().min(0);
const point = z.strictObject({ lon: longitudeSchema, lat: latitudeSchema });
const areaCode = z.string().regex(/^\d{6,15}$/, 'an area code of 6 to 15 digits');

const checkPoint = z.strictObject({
  name: z.string().trim().min(1).max(60),
  ...point.shape,
  radiusM: z.number().int().min(10).max(500).default(40).describe('a fix this near proves the place'),
});
const timedPoint = z.strictObject({
  ...checkPoint.shape,
  fromAt: at.nullable().default(null),
  untilAt: at.nullable().default(null),
});

/** A position the phone took at the moment of the deed, for what waited in its queue. WGS-84 or the datum of source `worker`. */
export const deedFixSchema = z.strictObject({
  ...point.shape,
  accuracyM: z.number().min(0).nullable().default(null),
  at,
});

const doneAt = at.optional().describe('when it was done, by the phone, where it waited in a queue; default: now');

/** What seats and phones may ask of tasks, routes, messages, evidence and field reports. Strict: an unknown field is refused. */
export const TASK_COMMAND_BODIES = {
  'task.publish': z.strictObject({
    kind: z.enum(FIELD_TASK_KINDS),
    title: z.string().trim().min(1).max(80),
    note: z.string().trim().max(500).default(''),
    audience: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('grid'), gridCode: areaCode }),
      z.strictObject({ kind: z.literal('team'), unitIds: z.array(unitId).min(1).max(200) }),
      z.strictObject({ kind: z.literal('radius'), ...point.shape, radiusM: z.number().int().min(50).max(20_000) }),
      z.strictObject({ kind: z.literal('unit'), unitId }),
    ]),
    startAt: at.optional().describe('default: now'),
    dueAt: at,
    place: z
      .strictObject({ ...point.shape, name: z.string().trim().max(120).default('') })
      .nullable()
      .default(null),
    routeId: id.optional().describe('its check-points are those of this route'),
    order: z.enum(POINT_ORDERS).default('free'),
    points: z.array(timedPoint).max(40).default([]),
    items: z.array(z.string().trim().min(1).max(80)).max(30).default([]).describe('what is to be looked at'),
    hasMusts: z.boolean().optional().describe('default: patrols and visits have the five musts'),
    recheckDays: z.number().int().min(1).max(365).default(7),
  }),
  'task.assign': z.strictObject({ taskId: id, unitId }),
  'task.claim': z.strictObject({ taskId: id, unitId }),
  'task.accept': z.strictObject({ taskId: id }),
  'task.refuse': z.strictObject({ taskId: id, reason: reason.min(1) }),
  'task.start': z.strictObject({ taskId: id }),
  'task.checkIn': z.strictObject({
    taskId: id,
    pointId: id,
    reason: reason.default('').describe('why by hand, where the place cannot be proved'),
    doneAt,
    fix: deedFixSchema.optional(),
  }),
  'task.item': z.strictObject({
    taskId: id,
    itemId: id,
    result: z.enum(ITEM_RESULTS),
    text: reason.default(''),
    isUrgent: z.boolean().default(false).describe('a hazard the desk should see now: reported as well'),
    recheckAt: at.optional().describe('when a hazard is looked at again; default: after the days the task states'),
    doneAt,
  }),
  'task.finish': z.strictObject({ taskId: id, note: reason.default('') }),
  'task.cancel': z.strictObject({ taskId: id, reason: reason.min(1) }),
  'route.save': z.strictObject({
    routeId: id.optional().describe('absent: a new one'),
    name: z.string().trim().min(1).max(60),
    gridCode: areaCode.optional().describe('whose route it is; default: the grid of its first point'),
    order: z.enum(POINT_ORDERS).default('free'),
    points: z.array(checkPoint).min(1).max(40),
  }),
  'route.remove': z.strictObject({ routeId: id }),
  'message.send': z.strictObject({
    unitIds: z.array(unitId).min(1).max(500),
    text: z.string().trim().min(1).max(MESSAGE_LIMIT),
  }),
  'message.broadcast': z.strictObject({
    audience: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('everyone') }),
      z.strictObject({ kind: z.literal('team'), unitIds: z.array(unitId).min(1).max(500) }),
      z.strictObject({ kind: z.literal('groups'), groupIds: z.array(id).min(1).max(50) }),
      z.strictObject({ kind: z.literal('grid'), gridCode: areaCode }),
      z.strictObject({ kind: z.literal('radius'), ...point.shape, radiusM: z.number().int().min(50).max(50_000) }),
    ]),
    text: z.string().trim().min(1).max(MESSAGE_LIMIT),
  }),
  'message.mark': z.strictObject({ unitId, upTo: id, as: z.enum(['delivered', 'read']) }),
  'evidence.add': z.strictObject({
    subject: z.strictObject({ kind: z.enum(EVIDENCE_SUBJECTS), id }),
    hash: z.string().regex(HASH_PATTERN, 'a SHA-256 in hex'),
    takenAt: at.optional(),
    place: point.nullable().default(null),
  }),
  'field.report': z.strictObject({
    unitId,
    kind: z.enum(INCIDENT_KINDS),
    text: z.string().trim().max(500).default(''),
    ...point.shape,
    evidence: z.array(z.string().regex(HASH_PATTERN, 'a SHA-256 in hex')).max(6).default([]),
  }),
  'fieldReport.open': z.strictObject({ reportId: id }),
  'fieldReport.dismiss': z.strictObject({ reportId: id, reason: reason.min(1) }),
} as const;

export type TaskCommandKind = keyof typeof TASK_COMMAND_BODIES;
export type TaskCommandBody<Kind extends TaskCommandKind> = z.output<(typeof TASK_COMMAND_BODIES)[Kind]>;
export type TaskCommandInput<Kind extends TaskCommandKind> = z.input<(typeof TASK_COMMAND_BODIES)[Kind]>;
