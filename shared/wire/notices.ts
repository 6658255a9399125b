import { z } from 'zod';

/** `10.1.0.0/16`, `fd00::/8`. Whether it is one is asked where it is used. */
const cidr = z.string().regex(/^[0-9a-f.:]+\/\d{1,3}$/i, 'a network as ADDRESS/BITS');

/** station.json `notices`: what the station may say to the outside, and to whom. Nobody is listed: nothing leaves. */
export const noticesConfigSchema = z
  .strictObject({
    webhooks: z
      .array(
        z.strictObject({
          host: z
            .string()
            .regex(/^[a-z0-9.-]+(?::\d{1,5})?$|^\[[0-9a-f:]+\](?::\d{1,5})?$/, 'HOST or HOST:PORT in lower case')
            .describe('the only hosts a webhook may name; port 443 where none is said'),
          secret: z.string().min(16).max(200).describe('shared with that host: both sides sign with it'),
          networks: z
            .array(cidr)
            .max(20)
            .default([])
            .describe('the host must resolve into these; none: public addresses only'),
          ca: z
            .string()
            .max(20_000)
            .optional()
            .describe('PEM of the authority of its certificate, where it is an own one'),
        }),
      )
      .max(50)
      .default([]),
    printFolder: z
      .string()
      .min(1)
      .optional()
      .describe('where order slips are written for a printer to fetch; left out: `slips` in the data folder'),
  })
  .default({ webhooks: [] });
export type NoticesConfig = z.output<typeof noticesConfigSchema>;
