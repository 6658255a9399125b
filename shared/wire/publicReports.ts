/** `reports` of station.json: the doors of the public. Each is shut until it is configured. */
import { z } from 'zod';
import { latitudeSchema, longitudeSchema } from '../domain/place.ts';

const webAddress = z.url({ protocol: /^https?$/ }).max(300);

const wechatSchema = z
  .strictObject({
    token: z
      .string()
      .regex(/^[A-Za-z0-9]{3,64}$/, 'letters and digits, as entered at WeChat')
      .describe('Token of the account'),
    appId: z.string().regex(/^[A-Za-z0-9]{6,64}$/, 'an AppID such as wx0123456789abcdef'),
    encodingAESKey: z
      .string()
      .regex(/^[A-Za-z0-9+/]{43}$/, 'the 43 characters of EncodingAESKey')
      .optional()
      .describe('needed for compatible and safe'),
    mode: z
      .enum(['plain', 'compatible', 'safe'])
      .default('plain')
      .describe('as chosen at WeChat; safe is to be preferred'),
    greeting: z
      .string()
      .trim()
      .max(600)
      .optional()
      .describe('to who follows the account; empty: none; default: our own'),
    receipt: z
      .string()
      .trim()
      .max(600)
      .default('')
      .describe('answered at once to a report; {receipt} becomes its code; empty: nothing but `success`'),
  })
  .refine(({ mode, encodingAESKey }) => mode === 'plain' || encodingAESKey !== undefined, {
    path: ['encodingAESKey'],
    message: 'compatible and safe need the key',
  });
export type WechatConfig = z.output<typeof wechatSchema>;

const pointSchema = z.strictObject({
  code: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,24}$/, 'up to 24 letters and digits')
    .describe('stands in the QR code'),
  name: z.string().trim().min(1).max(80).describe('where it hangs, as the sheet and the report say it'),
  lon: longitudeSchema,
  lat: latitudeSchema,
});
export type ReportPoint = z.output<typeof pointSchema>;

const formSchema = z.strictObject({
  title: z.string().trim().min(1).max(40).default('平安上报').describe('over the form'),
  points: z
    .array(pointSchema)
    .max(2_000)
    .default([])
    .refine((points) => new Set(points.map(({ code }) => code)).size === points.length, 'a code is used twice')
    .describe('places where a QR code hangs: its report stands there'),
  isBehindRelay: z
    .boolean()
    .default(false)
    .describe('a relay on this machine forwards to it: the sender is the last address of X-Forwarded-For'),
});
export type PublicFormConfig = z.output<typeof formSchema>;

const repliesSchema = z.strictObject({
  url: webAddress.describe('a relay that passes customer messages on to WeChat; they are POSTed here'),
  token: z.string().min(1).max(200).optional().describe('sent to it as a bearer token'),
});
export type RepliesConfig = z.output<typeof repliesSchema>;

export const publicReportsSchema = z
  .strictObject({
    url: webAddress
      .optional()
      .describe(
        'how the public reaches this station through its relay: in the QR codes, and a host name it answers to',
      ),
    wechat: wechatSchema.optional(),
    form: formSchema.optional(),
    replies: repliesSchema.optional(),
  })
  .default({});
export type PublicReportsConfig = z.output<typeof publicReportsSchema>;
