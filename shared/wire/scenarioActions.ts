/** What the desk is expected to do in a drill, each with the fact of the journal that shows it was done (domain/drillScore.ts). */
import { z } from 'zod';
import { INCIDENT_KINDS } from '../catalog/incidentKinds.ts';
import { SOP_STEPS } from '../catalog/sopSteps.ts';
import { UNIT_KINDS } from '../catalog/unitKinds.ts';
import { GROUP_KINDS } from '../domain/group.ts';
import { CLOSE_REASONS } from '../domain/incident.ts';
import { VERDICTS } from '../domain/incidentLife.ts';

const forces = z.array(z.enum(UNIT_KINDS)).max(UNIT_KINDS.length).default([]).describe('any of these; none: any unit');
const plain = <Kind extends string>(kind: Kind) => z.strictObject({ kind: z.literal(kind) });
const STEP_IDS = Object.keys(SOP_STEPS) as [string, ...string[]];

export const actionSchema = z.discriminatedUnion('kind', [
  plain('open').extend({
    as: z.array(z.enum(INCIDENT_KINDS)).max(INCIDENT_KINDS.length).default([]).describe('any of these; none: any'),
  }),
  plain('acknowledge'),
  plain('verify').extend({ verdict: z.enum(VERDICTS).optional() }),
  plain('classify').extend({
    as: z.array(z.enum(INCIDENT_KINDS)).min(1),
    level: z.literal([1, 2, 3, 4]).optional().describe('1 is the gravest'),
  }),
  plain('dispatch').extend({ forces, count: z.number().int().min(1).max(50).default(1).describe('so many units') }),
  plain('arrive').extend({ forces }),
  plain('link').extend({
    group: z.enum(GROUP_KINDS).describe('a group of this kind is told: police, community, fire …'),
  }),
  plain('step').extend({ step: z.enum(STEP_IDS).describe('done, by a person or by itself') }),
  plain('merge').extend({ with: z.string().describe('inject whose incident is the same matter') }),
  plain('transfer'),
  plain('feedback'),
  plain('close').extend({ reasons: z.array(z.enum(CLOSE_REASONS)).min(1) }),
  plain('broadcast'),
  plain('closeRoad'),
  plain('sealHandOver'),
]);
export type ExpectedAction = z.output<typeof actionSchema>;
export type ExpectedActionKind = ExpectedAction['kind'];

/** Done at the station as a whole, not on one incident. */
export const STATION_ACTIONS: ReadonlySet<ExpectedActionKind> = new Set(['broadcast', 'closeRoad', 'sealHandOver']);
