import { z } from 'zod';

/** A moment as a query spells it: epoch ms, or ISO 8601 with offset. */
export const momentSchema = z
  .string()
  .transform((text) => (/^\d+$/.test(text) ? Number(text) : Date.parse(text)))
  .refine((at) => Number.isSafeInteger(at), 'epoch ms, or ISO 8601 with offset');
