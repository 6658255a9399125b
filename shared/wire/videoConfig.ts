import { z } from 'zod';
import { channelStatementSchema } from '../domain/channel.ts';
import { patrolRecordSchema, presetRecordSchema } from '../domain/videoPlan.ts';
import { urlPartsOf } from '../kit/urlParts.ts';
import { idField, portField } from './links/fields.ts';

/** `10.1.0.0/16`, `fd00::/8`. Whether it is one is asked where it is used. */
const cidr = z.string().regex(/^[0-9a-f.:]+\/\d{1,3}$/i, 'a network as ADDRESS/BITS');

const httpUrl = z
  .string()
  .max(500)
  .refine((url) => /^https?:$/.test(urlPartsOf(url)?.scheme ?? ''), 'an http or https URL')
  .refine((url) => (urlPartsOf(url)?.userInfo ?? null) === null, 'user and password belong in `login`');

export const MEDIA_SERVER_KINDS = ['zlmediakit', 'mediamtx', 'go2rtc'] as const;
export type MediaServerKind = (typeof MEDIA_SERVER_KINDS)[number];

const mediaServerSchema = z.strictObject({
  id: idField,
  kind: z.enum(MEDIA_SERVER_KINDS),
  api: httpUrl.describe('where its API answers: `http://10.1.0.5:9997`'),
  play: httpUrl
    .optional()
    .describe('where its streams are played, when that is not the host and usual port of its kind beside the API'),
  secret: z.string().max(200).optional().describe('ZLMediaKit: the `secret` of its API'),
  login: z.strictObject({ user: z.string().max(80), password: z.string().max(200) }).optional(),
  streams: z
    .record(z.string().min(1).max(200), z.string().min(1).max(40))
    .default({})
    .describe('stream name → channel id, where a stream is not called as its channel; `NAME-sub` is the sub stream'),
  pollSeconds: z.number().int().min(5).max(3_600).default(30),
});
export type MediaServerConfig = z.output<typeof mediaServerSchema>;

/** station.json `video`: which cameras there are, how they are played, and which addresses may be fetched for it. */
export const videoConfigSchema = z
  .strictObject({
    channels: z
      .union([z.array(channelStatementSchema).max(50_000), z.string().min(1)])
      .default([])
      .describe(
        'statements about channels, or the path of a JSON file with them; what a statement omits stays as the scene has it',
      ),
    mediaServers: z.array(mediaServerSchema).max(20).default([]),
    presets: z.array(presetRecordSchema).max(200).default([]),
    patrols: z.array(patrolRecordSchema).max(200).default([]),
    allow: z
      .array(cidr)
      .max(100)
      .default([])
      .describe('networks cameras and media servers may be fetched from; none: nothing is fetched from anywhere'),
    mediaFolder: z
      .string()
      .min(1)
      .optional()
      .describe('where `file` sources lie; left out: `media` in the data folder'),
    port: portField.default(0).describe('of the media process; 0: any free one'),
    preRoll: z
      .strictObject({
        seconds: z
          .number()
          .min(0)
          .max(30)
          .default(10)
          .describe('kept in memory of every stream that is pulled, at most 16 MB of each; 0: nothing'),
        camerasPerPole: z
          .number()
          .int()
          .min(0)
          .max(4)
          .default(0)
          .describe(
            'pulled always, so that there is a past at an alarm: the best for each alarm pole, 64 streams in all',
          ),
      })
      .prefault({}),
    probe: z
      .strictObject({
        everyMinutes: z.number().int().min(0).max(10_080).default(360).describe('each channel; 0: never'),
        atOnce: z.number().int().min(1).max(32).default(4),
        hostSpacingSeconds: z.number().min(0).max(600).default(2).describe('between two probes of one host'),
      })
      .prefault({}),
  })
  .prefault({});
export type VideoConfig = z.output<typeof videoConfigSchema>;
