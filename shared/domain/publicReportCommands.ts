import { z } from 'zod';
import { INCIDENT_KINDS } from '../catalog/incidentKinds.ts';
import { latitudeSchema, longitudeSchema } from './place.ts';
import { SET_ASIDE_REASONS } from './publicReport.ts';

const id = z.string().min(1).max(80);

/** What a seat may do with a report of a citizen. Strict: an unknown field is refused. */
export const PUBLIC_REPORT_COMMAND_BODIES = {
  'publicReport.open': z.strictObject({
    reportId: id,
    kind: z.enum(INCIDENT_KINDS),
    lon: longitudeSchema.optional().describe('default: where the report says'),
    lat: latitudeSchema.optional(),
    title: z.string().trim().max(120).default('').describe('default: its words'),
    address: z.string().trim().max(200).default(''),
  }),
  'publicReport.attach': z.strictObject({ reportId: id, incidentId: id }),
  'publicReport.detach': z.strictObject({ reportId: id }),
  'publicReport.setAside': z.strictObject({
    reportId: id,
    reason: z.enum(SET_ASIDE_REASONS),
    note: z.string().trim().max(300).default(''),
  }),
  'publicReport.answer': z.strictObject({ reportId: id, text: z.string().trim().min(1).max(600) }),
} as const;

export type PublicReportCommandKind = keyof typeof PUBLIC_REPORT_COMMAND_BODIES;
export type PublicReportCommandBody<Kind extends PublicReportCommandKind> = z.output<
  (typeof PUBLIC_REPORT_COMMAND_BODIES)[Kind]
>;
