/** Core ⇄ media process, parsed on both sides: neither trusts what the other has become. */
import { z } from 'zod';
import { CHANNEL_FAULTS, streamSourceSchema } from '#shared/domain/channel.ts';
import { isAddressBlock } from '../address/addressRules.ts';

export const MOST_SDP = 64 * 1024;
/** Streams pulled whether anybody watches or not. */
export const MOST_HELD = 64;

const ticketSchema = z.string().regex(/^[\w-]{16,64}$/, 'a ticket is 16 to 64 letters of base64url');
const requestIdSchema = z.number().int().nonnegative();
const faultSchema = z.strictObject({ code: z.enum(CHANNEL_FAULTS), message: z.string() });

export const orderSchema = z.strictObject({
  streamId: z.string().min(1).max(100),
  source: streamSourceSchema,
  login: z.strictObject({ user: z.string().max(80), password: z.string().max(200) }).nullable(),
  offsetS: z.number().min(0),
});

export const setupSchema = z.strictObject({
  kind: z.literal('setup'),
  listen: z.strictObject({ host: z.string().min(1).max(253), port: z.number().int().min(0).max(65_535) }),
  mediaFolders: z.array(z.string().min(1)).max(16),
  allowedAddresses: z.array(z.string().refine(isAddressBlock, 'an address and its bits: 10.0.0.0/8')).max(256),
  allowedOrigins: z.array(z.string().min(1).max(300)).max(64),
  preRollS: z.number().min(0).max(30).default(0),
});
export type MediaSetup = z.infer<typeof setupSchema>;

/** `admit`, `end` and `hold` are not answered; `offer` and `probe` are, by their id. */
export const toMediaSchema = z.discriminatedUnion('kind', [
  setupSchema,
  z.strictObject({ kind: z.literal('admit'), ticket: ticketSchema, order: orderSchema, expiresAt: z.number() }),
  z.strictObject({
    kind: z.literal('offer'),
    id: requestIdSchema,
    ticket: ticketSchema,
    sdp: z.string().max(MOST_SDP),
  }),
  z.strictObject({ kind: z.literal('end'), ticket: ticketSchema }),
  z.strictObject({ kind: z.literal('hold'), orders: z.array(orderSchema).max(MOST_HELD) }),
  z.strictObject({ kind: z.literal('probe'), id: requestIdSchema, order: orderSchema, limitMs: z.number().positive() }),
]);
export type ToMedia = z.infer<typeof toMediaSchema>;

const healthSchema = z.strictObject({
  streamId: z.string(),
  state: z.enum(['connecting', 'live', 'backingOff', 'idle']),
  fault: z.enum(CHANNEL_FAULTS).nullable(),
  viewers: z.number(),
  lastFrameAt: z.number().nullable(),
  framesPerSecond: z.number(),
  bitsPerSecond: z.number(),
});

const probeReportSchema = z.strictObject({
  codec: z.string().max(40),
  widthPx: z.number().nullable(),
  heightPx: z.number().nullable(),
  tookMs: z.number(),
});

const outcomeOf = <Value extends z.ZodType>(value: Value) =>
  z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), value }),
    z.strictObject({ ok: z.literal(false), failure: faultSchema }),
  ]);

export const fromMediaSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready'), port: z.number().int().min(1).max(65_535) }),
  z.strictObject({ kind: z.literal('health'), streams: z.array(healthSchema) }),
  z.strictObject({ kind: z.literal('answer'), id: requestIdSchema, outcome: outcomeOf(z.string().max(MOST_SDP)) }),
  z.strictObject({ kind: z.literal('probed'), id: requestIdSchema, outcome: outcomeOf(probeReportSchema) }),
]);
export type FromMedia = z.infer<typeof fromMediaSchema>;
