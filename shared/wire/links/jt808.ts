import { z } from 'zod';
import { DATUMS } from '../../geo/datum.ts';
import { idField } from './fields.ts';
import { tcpTransport } from './transports.ts';

/**
 * JT/T 808 (PROTOCOLS §4.4): vehicle terminals over TCP. A terminal belongs to a unit (`terminal` of the unit) or to a
 * device on this link (`account` of the device: a bus with a one-key alarm); both are its id without leading zeros.
 */
export const jt808Link = z.strictObject({
  id: idField,
  protocol: z.literal('jt808'),
  transport: z.discriminatedUnion('kind', [tcpTransport(180)]),
  datum: z
    .enum(DATUMS)
    .default('wgs84')
    .describe('what the terminals of this link send; converted when it comes in, what they sent is kept'),
  requireAuthentication: z
    .boolean()
    .default(true)
    .describe('false: take terminals at their word that never register and authenticate'),
  lenientLength: z
    .boolean()
    .default(false)
    .describe('accept frames whose stated body length is wrong, as some terminals send them'),
  reassemblySeconds: z
    .number()
    .int()
    .min(1)
    .max(600)
    .default(30)
    .describe('how long the parts of a divided message are kept for the rest'),
});
