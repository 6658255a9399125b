import { z } from 'zod';
import { datumField, idField } from './fields.ts';
import { tcpTransport, udpTransport } from './transports.ts';

/** SIA DC-09 (PROTOCOLS §1): poles, one-key buttons and panels over IP. */
export const dc09Link = z.strictObject({
  id: idField,
  protocol: z.literal('dc09'),
  transport: z.discriminatedUnion('kind', [udpTransport, tcpTransport()]),
  datum: datumField,
});
