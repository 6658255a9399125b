import { z } from 'zod';
import { INCIDENT_KINDS } from '../catalog/incidentKinds.ts';
import { TASK_KINDS } from './dispatch.ts';
import { CLOSE_REASONS } from './incident.ts';
import { INCIDENT_SOURCES } from './incidentLife.ts';
import { INCIDENT_LIFE_BODIES } from './incidentLifeCommands.ts';
import { latitudeSchema, longitudeSchema } from './place.ts';

const id = z.string().min(1).max(80);
const reason = z.string().trim().max(300);

/** What a seat may ask of an incident. Every body is strict: an unknown field is refused with its path. */
export const INCIDENT_COMMAND_BODIES = {
  'incident.open': z.strictObject({
    kind: z.enum(INCIDENT_KINDS),
    lon: longitudeSchema,
    lat: latitudeSchema,
    title: z.string().trim().max(120).default(''),
    address: z.string().trim().max(200).default(''),
    alarmId: id.optional().describe('a signal that opened no incident of its own'),
    source: z
      .enum(INCIDENT_SOURCES.filter((source) => source !== 'alarm'))
      .default('officer')
      .describe('where the desk has it from; a signal named by `alarmId` is its own source'),
    callerWords: z.string().trim().max(1_000).default('').describe('as the caller said it'),
    reporter: z
      .strictObject({ name: z.string().trim().max(60).default(''), phone: z.string().trim().max(40).default('') })
      .optional()
      .describe('kept sealed beside the journal, which holds it masked'),
  }),
  'incident.acknowledge': z.strictObject({ incidentId: id }),
  'incident.acknowledgeEscalation': z.strictObject({
    incidentIds: z
      .array(id)
      .min(1)
      .max(500)
      .describe('what was risen to whoever reads it; one press for a whole storm'),
  }),
  'incident.dispatch': z
    .strictObject({
      incidentId: id,
      unitId: id,
      task: z.enum(TASK_KINDS).default('respond'),
      target: z
        .strictObject({
          lon: longitudeSchema,
          lat: latitudeSchema,
          name: z.string().trim().min(1).max(200),
          nameEn: z.string().trim().min(1).max(200).optional(),
        })
        .nullable()
        .default(null)
        .describe('where to stand; of a relocation, and only of one'),
      reason: reason.default('').describe('why this one and not the first that was proposed; kept for review'),
    })
    .refine(({ task, target }) => (task === 'relocate') === (target !== null), {
      path: ['target'],
      message: 'a relocation needs a target, and nothing else may have one',
    }),
  'incident.markStep': z.strictObject({
    incidentId: id,
    stepId: id,
    state: z.enum(['done', 'skipped']),
    reason: reason.default(''),
  }),
  'incident.note': z.strictObject({ incidentId: id, text: z.string().trim().min(1).max(2_000) }),
  'incident.close': z.strictObject({
    incidentId: id,
    reason: z.enum(CLOSE_REASONS),
    note: z.string().trim().max(2_000).default(''),
    forceReason: reason.default('').describe('why it is closed although something is missing'),
  }),
  ...INCIDENT_LIFE_BODIES,
  'dispatch.accept': z.strictObject({ incidentId: id, dispatchId: id }),
  'dispatch.refuse': z.strictObject({ incidentId: id, dispatchId: id, reason: reason.min(1) }),
  'dispatch.depart': z.strictObject({ incidentId: id, dispatchId: id }),
  'dispatch.arrive': z.strictObject({ incidentId: id, dispatchId: id }),
  'dispatch.finish': z.strictObject({ incidentId: id, dispatchId: id, reason: reason.default('') }),
  'dispatch.withdraw': z.strictObject({ incidentId: id, dispatchId: id, reason: reason.min(1) }),
} as const;

export type IncidentCommandKind = keyof typeof INCIDENT_COMMAND_BODIES;
export type IncidentCommandBody<Kind extends IncidentCommandKind> = z.output<(typeof INCIDENT_COMMAND_BODIES)[Kind]>;
