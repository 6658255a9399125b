import { z } from 'zod';
import { INCIDENT_KINDS } from '../catalog/incidentKinds.ts';
import { CHECK_RESULTS, EVALUATION_GRADES, VERDICTS, VERIFY_MEANS } from './incidentLife.ts';

const id = z.string().min(1).max(80);
const incidentId = id;
const reason = z.string().trim().min(1).max(300);
const text = z.string().trim().min(1).max(2_000);
const note = z.string().trim().max(2_000).default('');
const dueAt = z.int().min(0).describe('deadline, UTC epoch ms');

/** The commands of an incident's life beside sending units (incidentLife.ts). Every body is strict. */
export const INCIDENT_LIFE_BODIES = {
  'incident.verify': z.strictObject({
    incidentId,
    verdict: z.enum(VERDICTS),
    means: z.enum(VERIFY_MEANS).describe('how it was found out'),
    note,
  }),
  'incident.classify': z.strictObject({
    incidentId,
    kind: z.enum(INCIDENT_KINDS),
    level: z.literal([1, 2, 3, 4]).describe('1 is the gravest'),
    reason,
  }),
  'incident.merge': z.strictObject({
    incidentId: incidentId.describe('the one that ends'),
    intoId: id.describe('the one it goes on in'),
    reason,
  }),
  'incident.split': z.strictObject({
    incidentId,
    alarmIds: z.array(id).min(1).max(50).describe('the last alarm of each line that is to go'),
    kind: z.enum(INCIDENT_KINDS).optional().describe('absent: the kind it was split from'),
    reason,
  }),
  'incident.relate': z.strictObject({ incidentId, otherId: id, note: z.string().trim().max(300).default('') }),
  'incident.transfer': z.strictObject({
    incidentId,
    to: z.strictObject({
      code: z.string().regex(/^\d{4,15}$/, 'is not a division code'),
      name: z.string().trim().min(1).max(60),
    }),
    dueAt,
    reason,
  }),
  'incident.acceptTransfer': z.strictObject({ incidentId }),
  'incident.returnTransfer': z.strictObject({ incidentId, reason }),
  'incident.urge': z.strictObject({ incidentId, text: text.max(500), dueAt }),
  'incident.feedback': z.strictObject({
    incidentId,
    text,
    unitId: id.optional().describe('whose words they are; absent: the desk’s own'),
  }),
  'incident.check': z.strictObject({
    incidentId,
    result: z.enum(CHECK_RESULTS),
    means: z.enum(VERIFY_MEANS),
    text: z.string().trim().max(2_000).default('').describe('needed when it did not pass'),
  }),
  'incident.reopen': z.strictObject({ incidentId, reason }),
  'incident.evaluate': z.strictObject({
    incidentId,
    result: z.enum(EVALUATION_GRADES),
    response: z.enum(EVALUATION_GRADES),
    note,
  }),
  'incident.claim': z.strictObject({ incidentId }),
  'incident.takeOver': z.strictObject({ incidentId }),
  'incident.keep': z.strictObject({ incidentId }),
  'incident.release': z.strictObject({ incidentId }),
} as const;

export type IncidentLifeCommandKind = keyof typeof INCIDENT_LIFE_BODIES;
export type IncidentLifeCommandBody<Kind extends IncidentLifeCommandKind> = z.output<
  (typeof INCIDENT_LIFE_BODIES)[Kind]
>;
