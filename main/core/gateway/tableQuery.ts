import { z } from 'zod';
import { plainText } from '#shared/kit/plainText.ts';

/** What is said beside a list that is sent to be looked at: its file's name, and the datum of its coordinates. */
export const tableQuery = z.strictObject({
  name: z
    .string()
    .max(400)
    .default('')
    .transform((name) => plainText(name, 120)),
  datum: z.enum(['wgs84', 'gcj02', 'bd09']).default('wgs84'),
});
