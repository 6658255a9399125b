import { z } from 'zod';
import { idField } from './fields.ts';
import { type SerialDefaults, serialTransport, tcpClientTransport, tcpTransport } from './transports.ts';

const HEARTBEAT_SECONDS = 30;
/** What receivers leave the factory with most often; MLR2E has 19200 7E1. */
const USUAL: SerialDefaults = {
  baudRate: 9_600,
  dataBits: 8,
  parity: 'none',
  stopBits: 1,
  silenceSeconds: 3 * HEARTBEAT_SECONDS,
};

const receiverTransport = (silenceSeconds: number) =>
  z.discriminatedUnion('kind', [
    serialTransport({ ...USUAL, silenceSeconds }),
    tcpTransport(),
    tcpClientTransport(silenceSeconds),
  ]);
const heartbeatField = (usual: number) =>
  z
    .number()
    .int()
    .min(0)
    .max(3_600)
    .default(usual)
    .describe('seconds between heartbeats of the receiver; three missed are a fault of the link; 0 it sends none');

/** Sur-Gard MLR2 and System I to III (PROTOCOLS §3.1). */
export const surgardLink = z.strictObject({
  id: idField,
  protocol: z.literal('surgard'),
  transport: receiverTransport(USUAL.silenceSeconds),
  lineDigits: z.union([z.literal(1), z.literal(3), z.literal('auto')]).default('auto'),
  heartbeatSeconds: heartbeatField(HEARTBEAT_SECONDS),
});

/** Ademco 685 (PROTOCOLS §3.2); many send no heartbeat, so silence is no fault unless configured. */
export const ademco685Link = z.strictObject({
  id: idField,
  protocol: z.literal('ademco685'),
  transport: receiverTransport(0),
  heartbeatSeconds: heartbeatField(0),
});

/** Radionics 6500 (PROTOCOLS §3.2). */
export const radionics6500Link = z.strictObject({
  id: idField,
  protocol: z.literal('radionics6500'),
  transport: receiverTransport(USUAL.silenceSeconds),
  heartbeatSeconds: heartbeatField(HEARTBEAT_SECONDS),
});
