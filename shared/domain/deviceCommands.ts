/** What a seat may ask of the registry and of the wires. Every body is strict: an unknown field is refused with its path. */
import { z } from 'zod';
import { ALARM_CLASSES } from '../catalog/codes.ts';
import { linkRecordSchema } from '../wire/links/index.ts';
import { deviceRecordSchema } from './device.ts';

const id = z.string().min(1).max(80);
const reason = z.string().trim().max(300);

/** A walk test of more poles than this is two walks. */
const WALK_LIMIT = 200;

export const DEVICE_COMMAND_BODIES = {
  'device.save': z
    .strictObject({
      device: deviceRecordSchema,
      keepsKey: z
        .boolean()
        .default(false)
        .describe('the device keeps the key it has; `device.key` must be absent then'),
    })
    .refine(({ device, keepsKey }) => !(keepsKey && device.key), {
      path: ['device', 'key'],
      message: 'must be absent where the old key is kept',
    }),
  'device.retire': z.strictObject({ deviceId: id }),
  'device.import': z.strictObject({ previewId: id }),
  'device.startMaintenance': z.strictObject({
    deviceId: id,
    untilAt: z.number().int().positive().describe('epoch ms; at most a week from now'),
    reason: reason.min(1),
  }),
  'device.endMaintenance': z.strictObject({ deviceId: id }),
  'device.shelve': z.strictObject({
    deviceId: id,
    classes: z.array(z.enum(ALARM_CLASSES)).min(1).max(ALARM_CLASSES.length).describe('classes of its alarms'),
    untilAt: z.number().int().positive().describe('epoch ms; at most eight hours from now'),
    reason: reason.min(1),
  }),
  'device.unshelve': z.strictObject({ deviceId: id }),
  'walkTest.start': z.strictObject({
    name: z.string().trim().min(1).max(80),
    deviceIds: z
      .array(id)
      .min(1)
      .max(WALK_LIMIT)
      .refine((ids) => new Set(ids).size === ids.length, 'a device is named twice'),
    windowSeconds: z
      .number()
      .int()
      .min(30)
      .max(1_800)
      .default(300)
      .describe('how long the press of one pole is awaited; afterwards that pole alarms as ever'),
  }),
  'walkTest.arm': z.strictObject({ walkTestId: id, deviceId: id }),
  'walkTest.skip': z.strictObject({ walkTestId: id, deviceId: id, reason: reason.min(1) }),
  'walkTest.finish': z.strictObject({ walkTestId: id }),
  'link.save': z.strictObject({
    link: linkRecordSchema,
    knownChangedAt: z
      .number()
      .int()
      .nullable()
      .optional()
      .describe(
        '`changedAt` of the link that the form was filled from, null for a new one; refused when it is another by now',
      ),
  }),
  'link.stop': z.strictObject({ linkId: id, reason: reason.min(1) }),
  'link.start': z.strictObject({ linkId: id }),
  'link.remove': z.strictObject({ linkId: id }),
} as const;

export type DeviceCommandKind = keyof typeof DEVICE_COMMAND_BODIES;
export type DeviceCommandBody<Kind extends DeviceCommandKind> = z.output<(typeof DEVICE_COMMAND_BODIES)[Kind]>;
