import { z } from 'zod';
import { deviceRecordSchema } from '../domain/device.ts';
import { unitRecordSchema } from '../domain/unit.ts';
import { ROLES } from './roles.ts';

const id = z
  .string()
  .regex(/^[0-9A-Za-z][0-9A-Za-z_.-]{0,39}$/, 'letters, digits, dot, dash and underscore, at most 40');
const host = z.string().min(1).max(253);
const port = z.number().int().min(0).max(65_535).describe('0 picks a free port, reported in the ready line');

/** A wire the station listens on. One entry per protocol folder of main/core/links/protocols. */
export const linkRecordSchema = z.strictObject({
  id,
  protocol: z.literal('dc09'),
  transport: z.strictObject({ kind: z.literal('udp'), host, port }),
});
export type LinkRecord = z.infer<typeof linkRecordSchema>;

/** A list in place, or the path of a JSON file that holds one, relative to station.json. */
const listOrFile = <Item extends z.ZodType>(item: Item) => z.union([z.array(item), z.string().min(1)]).default([]);

/** station.json. Unknown fields are refused with their path: a misspelt field must not silently do nothing. */
export const stationConfigSchema = z.strictObject({
  station: z.strictObject({
    id: id.describe('written into every event'),
    name: z.string().min(1).max(80),
    jurisdiction: z.string().regex(/^\d{6,15}$/, 'a division code of 6 to 15 digits'),
  }),
  realm: z.enum(['live', 'drill']).default('live'),
  http: z.strictObject({ host: host.default('127.0.0.1'), port }).default({ host: '127.0.0.1', port: 4700 }),
  scene: z.string().min(1).default('builtin:demo').describe('builtin:demo, or the folder of a scene pack'),
  profile: z
    .enum(['fujian-a', 'wuhan-b', 'tianjin-c'])
    .default('fujian-a')
    .describe('response profile, catalog/profiles.ts'),
  links: z.array(linkRecordSchema).max(64).default([]),
  devices: listOrFile(deviceRecordSchema),
  units: listOrFile(unitRecordSchema),
  tokens: z
    .array(
      z.strictObject({
        token: z.string().min(1).max(200).describe('make it long and random: the core warns below 16 characters'),
        role: z.enum(ROLES),
        name: z.string().min(1).max(60),
      }),
    )
    .default([]),
});
export type StationConfig = z.infer<typeof stationConfigSchema>;
