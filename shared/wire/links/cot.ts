import { z } from 'zod';
import { datumField, idField } from './fields.ts';
import { tcpTransport, udpTransport } from './transports.ts';

/**
 * Cursor on Target / TAK (PROTOCOLS §4.5): phones and radios with ATAK, iTAK or WinTAK, as XML or as TAK protocol v1. A terminal
 * belongs to the unit whose `terminal` is its uid or callsign.
 */
export const cotLink = z.strictObject({
  id: idField,
  protocol: z.literal('cot'),
  transport: z.discriminatedUnion('kind', [udpTransport, tcpTransport(300)]),
  datum: datumField,
});
