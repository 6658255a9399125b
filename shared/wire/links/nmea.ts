import { z } from 'zod';
import { datumField, idField } from './fields.ts';
import { serialTransport, tcpClientTransport, udpTransport } from './transports.ts';

/** A receiver speaks every second; so long without a byte it is worth opening the line afresh. */
const SILENCE_SECONDS = 30;

const unitField = z.string().min(1).max(80);

/**
 * NMEA 0183 (PROTOCOLS §4.3): satellite receivers. A wire carries no name, so the record says which unit it is: the unit's id or
 * its `terminal`.
 */
export const nmeaLink = z
  .strictObject({
    id: idField,
    protocol: z.literal('nmea'),
    transport: z.discriminatedUnion('kind', [
      udpTransport,
      serialTransport({ baudRate: 4_800, dataBits: 8, parity: 'none', stopBits: 1, silenceSeconds: SILENCE_SECONDS }),
      tcpClientTransport(SILENCE_SECONDS),
    ]),
    unit: unitField.optional().describe('whose wire this is; over udp, of every address that sources does not name'),
    sources: z
      .array(z.strictObject({ address: z.union([z.ipv4(), z.ipv6()]), unit: unitField }))
      .max(1_000)
      .default([])
      .describe('udp: which unit sends from which address'),
    datum: datumField,
    requireChecksum: z
      .boolean()
      .default(true)
      .describe('false: take sentences that have no checksum; a wrong one is refused'),
  })
  .superRefine(({ transport, unit, sources }, context) => {
    if (unit === undefined && sources.length === 0) context.addIssue('an nmea link needs unit, or sources over udp');
    if (transport.kind !== 'udp' && sources.length > 0)
      context.addIssue('sources: only over udp does a sender have an address');
    if (transport.kind !== 'udp' && unit === undefined) context.addIssue('unit: a line carries no name of its own');
    if (new Set(sources.map(({ address }) => address)).size < sources.length) {
      context.addIssue('sources: an address is named twice');
    }
  });
