import { z } from 'zod';
import { mustSchema } from '../catalog/fiveMusts.ts';
import { deviceRecordSchema } from '../domain/device.ts';
import { isSystemName, SYSTEM_PREFIX } from '../domain/event.ts';
import { groupRecordSchema } from '../domain/group.ts';
import { DEFAULT_LAN_PORT } from '../domain/lan.ts';
import { unitRecordSchema } from '../domain/unit.ts';
import { DATUMS } from '../geo/datum.ts';
import { callsConfigSchema } from './calls.ts';
import { escalationConfigSchema } from './escalationConfig.ts';
import { hostField, idField, portField } from './links/fields.ts';
import { linkRecordSchema } from './links/index.ts';
import { noticesConfigSchema } from './notices.ts';
import { publicReportsSchema } from './publicReports.ts';
import { ROLES } from './roles.ts';
import { videoConfigSchema } from './videoConfig.ts';

/** A list in place, or the path of a JSON file that holds one, relative to station.json. */
const listOrFile = <Item extends z.ZodType>(item: Item) => z.union([z.array(item), z.string().min(1)]).default([]);

/** station.json. Unknown fields are refused with their path: a misspelt field must not silently do nothing. */
export const stationConfigSchema = z.strictObject({
  station: z.strictObject({
    id: idField.describe('written into every event'),
    name: z.string().min(1).max(80),
    jurisdiction: z.string().regex(/^\d{6,15}$/, 'a division code of 6 to 15 digits'),
  }),
  realm: z.enum(['live', 'drill']).default('live'),
  http: z
    .strictObject({ host: hostField.default('127.0.0.1'), port: portField })
    .default({ host: '127.0.0.1', port: 4700 }),
  lan: z
    .strictObject({
      host: hostField.default('0.0.0.0').describe('an address of this machine; 0.0.0.0 is all of them'),
      port: portField.default(DEFAULT_LAN_PORT),
    })
    .optional()
    .describe(
      'other machines may join over TLS at this address; left out: nobody can, until an administrator opens it at a seat',
    ),
  scene: z.string().min(1).default('builtin:demo').describe('builtin:demo, or the folder of a scene pack'),
  profile: z
    .enum(['fujian-a', 'wuhan-b', 'tianjin-c'])
    .default('fujian-a')
    .describe('response profile, catalog/profiles.ts'),
  escalation: escalationConfigSchema,
  links: z.array(linkRecordSchema).max(64).default([]),
  positions: z
    .strictObject({
      sources: z
        .record(
          z.string().min(1).max(40),
          z.strictObject({ datum: z.enum(DATUMS).describe('what this source sends; converted when it comes in') }),
        )
        .default({})
        .describe('by source: osmand, owntracks, worker, or the id of a link; WGS-84 where nothing is said'),
    })
    .default({ sources: {} }),
  tracks: z
    .strictObject({
      keepDays: z.number().int().min(1).max(3_650).default(30).describe('positions older than this are removed'),
    })
    .default({ keepDays: 30 }),
  patrol: z
    .strictObject({
      auto: z.boolean().default(false).describe('idle units are given the routes of their grid'),
      restMinutes: z.number().int().min(0).max(480).default(15).describe('left alone after a task or an incident'),
      dueMinutes: z
        .number()
        .int()
        .min(10)
        .max(720)
        .default(90)
        .describe('a patrol given by the rule is due after this'),
    })
    .default({ auto: false, restMinutes: 15, dueMinutes: 90 }),
  fiveMusts: z.array(mustSchema).max(10).optional().describe('what a visit or patrol must not leave out, in own words'),
  reports: publicReportsSchema,
  groups: z
    .array(groupRecordSchema)
    .max(500)
    .default([])
    .describe('bodies that are called in, docs/integrator/notices.md'),
  notices: noticesConfigSchema,
  calls: callsConfigSchema,
  video: videoConfigSchema,
  devices: listOrFile(deviceRecordSchema),
  units: listOrFile(unitRecordSchema),
  tokens: z
    .array(
      z.strictObject({
        token: z.string().min(1).max(200).describe('make it long and random: the core warns below 16 characters'),
        role: z.enum(ROLES),
        name: z
          .string()
          .min(1)
          .max(60)
          .refine((name) => !isSystemName(name), `may not begin with ${SYSTEM_PREFIX}`)
          .describe('written into what this seat does; `system:…` is the station itself'),
        units: z
          .array(idField)
          .min(1)
          .max(1_000)
          .optional()
          .describe('of a worker: the units it speaks for, on the phones’ socket and in commands, and for no other'),
      }),
    )
    .default([]),
});
export type StationConfig = z.infer<typeof stationConfigSchema>;
