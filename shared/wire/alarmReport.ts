/**
 * `POST /api/alarms`: alarms of other systems (access control, video analytics, fire panels, 110 transfer). The fields below
 * are all there are: what a system knows about people has no field here and is refused (DESIGN §1).
 */
import { z } from 'zod';
import type { AlarmClass } from '../catalog/codes.ts';
import { latitudeSchema, longitudeSchema } from '../domain/place.ts';
import { plainText } from '../kit/plainText.ts';

/** What kind of system speaks. It says nothing about the urgency: `class` or `code` does. */
export const REPORT_KINDS = ['access', 'video', 'fire', 'transfer110', 'environment', 'device', 'other'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** The catalogue's classes a system may name. What a link concludes about bytes (`unreadable`, `linkTrouble`) is not its to say. */
export const REPORT_CLASSES = [
  'emergency',
  'fire',
  'medical',
  'intrusion',
  'tamper',
  'environment',
  'trouble',
  'cancel',
  'test',
  'info',
  'unknown',
] as const satisfies readonly AlarmClass[];

const NO_CONTROLS = /^[^\p{Cc}\p{Zl}\p{Zp}\p{Cs}]+$/u;
const FIRST_AT = Date.UTC(2000, 0, 1);

/** One line of text, as a person will read it. */
const line = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .transform((text) => plainText(text, longest))
    .refine((text) => text !== '', 'holds nothing that can be read');

const moment = z
  .union([
    z.iso
      .datetime({ offset: true, message: 'ISO 8601 with an offset or Z, or epoch milliseconds' })
      .transform(Date.parse),
    z.number().int(),
  ])
  .refine((at) => at >= FIRST_AT && at < 8e15, 'not a moment of this century')
  .describe('when it happened by the source’s clock: ISO 8601 with offset, or epoch ms');

export const alarmReportSchema = z
  .strictObject({
    id: z
      .string()
      .min(1)
      .max(120)
      .regex(NO_CONTROLS, 'no control characters')
      .describe('the source’s own id of this alarm: repeated with the same token, it gets the first answer'),
    kind: z.enum(REPORT_KINDS),
    class: z.enum(REPORT_CLASSES).optional().describe('what happened, in the catalogue’s words'),
    code: z
      .string()
      .regex(/^(?:\d{3}|[A-Z]{2})$/, 'a Contact ID code of three digits or a SIA pair of two capitals')
      .optional()
      .describe('instead of class: Contact ID (120) or SIA (PA)'),
    title: line(120).describe('what the officer reads first'),
    lon: longitudeSchema.optional().describe('WGS-84 degrees'),
    lat: latitudeSchema.optional(),
    deviceId: z.string().min(1).max(40).optional().describe('an enrolled device, instead of or beside lon and lat'),
    occurredAt: moment.optional(),
    text: line(2_000).optional(),
    verificationUrl: z
      .url({ protocol: /^https?$/, message: 'an http or https address' })
      .max(1_000)
      .regex(NO_CONTROLS, 'no control characters')
      .optional()
      .describe('where a person can look; shown as text, never fetched'),
  })
  .superRefine((report, context) => {
    const complain = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
    if (report.class === undefined && report.code === undefined) complain('class', 'class or code is needed');
    if (report.class !== undefined && report.code !== undefined) complain('code', 'class or code, not both');
    if (report.lon === undefined && report.lat !== undefined) complain('lon', 'is needed with lat');
    if (report.lat === undefined && report.lon !== undefined) complain('lat', 'is needed with lon');
    if (report.lon === undefined && report.lat === undefined && report.deviceId === undefined) {
      complain('deviceId', 'deviceId, or lon and lat, is needed');
    }
  });
export type AlarmReport = z.infer<typeof alarmReportSchema>;

/** 201 the first time, 200 with the same body ever after. */
export interface AlarmReportAnswer {
  readonly ok: true;
  /** The last event written for it. */
  readonly seq: number;
  readonly alarmId: string;
  /** The incident it opened or joined; null when its class opens none. */
  readonly incidentId: string | null;
}
