/** What the core says over its message port, checked: the port is ours, what crosses it is still parsed once. */
import { z } from 'zod';
import { SUSPEND_REASONS } from '#shared/domain/drill.ts';
import type { CoreToHost, MediaWish } from '#shared/wire/host.ts';

const coreToHostSchema: z.ZodType<Exclude<CoreToHost, MediaWish>> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('ready'),
    url: z.string().regex(/^http:\/\/(?:[0-9A-Za-z.-]+|\[[0-9A-Fa-f:]+\]):\d{1,5}$/),
    realm: z.enum(['live', 'drill']),
    stationName: z.string(),
    packId: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
    packDirectory: z.string().min(1),
  }),
  z.object({
    kind: z.literal('pulse'),
    seq: z.number(),
    unanswered: z.array(
      z.object({
        incidentId: z.string(),
        level: z.number(),
        isSilent: z.boolean(),
        since: z.number(),
        step: z.number().int().min(0).default(0),
        note: z.string().default(''),
      }),
    ),
    reportAt: z.number().nullable().default(null),
    drill: z
      .object({
        phase: z.enum(['running', 'paused', 'suspended']),
        title: z.object({ zh: z.string(), en: z.string() }),
        suspended: z.object({ reason: z.enum(SUSPEND_REASONS), note: z.string() }).nullable(),
      })
      .nullable()
      .default(null),
  }),
  z.object({ kind: z.literal('drillStation'), id: z.number().int(), station: z.unknown() }),
  z.object({ kind: z.literal('fault'), code: z.string(), message: z.string() }),
]);

const mediaWishSchema: z.ZodType<MediaWish> = z.discriminatedUnion('wish', [
  z.object({ kind: z.literal('media'), id: z.number().int(), wish: z.enum(['start', 'kill']) }),
  z.object({ kind: z.literal('media'), id: z.number().int(), wish: z.literal('send'), message: z.unknown() }),
]);

export type CoreReady = Extract<CoreToHost, { kind: 'ready' }>;
export type CorePulse = Extract<CoreToHost, { kind: 'pulse' }>;
export type CoreFault = Extract<CoreToHost, { kind: 'fault' }>;

/** Null: it is about something else. */
export function parseMediaWish(message: unknown): MediaWish | null {
  const parsed = mediaWishSchema.safeParse(message);
  return parsed.success ? parsed.data : null;
}

export function parseCoreMessage(message: unknown): Exclude<CoreToHost, MediaWish> | null {
  const parsed = coreToHostSchema.safeParse(message);
  return parsed.success ? parsed.data : null;
}
