/** How bytes reach the station: one strict schema per transport, put together by the protocols that run over it. */
import { z } from 'zod';
import { hostField, portField } from './fields.ts';

const DAY_SECONDS = 86_400;

export const udpTransport = z.strictObject({ kind: z.literal('udp'), host: hostField, port: portField });

/** We listen, devices call. `idleSeconds` without a sound frame closes a connection, however many bytes dripped in. */
export const tcpTransport = (idleSeconds = 60) =>
  z.strictObject({
    kind: z.literal('tcp'),
    host: hostField,
    port: portField,
    idleSeconds: z.number().int().min(1).max(DAY_SECONDS).default(idleSeconds),
    maxConnections: z.number().int().min(1).max(10_000).default(2_000),
  });

/** We call a receiver or a serial device server, and call again when it hangs up or falls silent. */
export const tcpClientTransport = (silenceSeconds = 90) =>
  z.strictObject({
    kind: z.literal('tcpClient'),
    host: hostField,
    port: z.number().int().min(1).max(65_535),
    silenceSeconds: silenceField(silenceSeconds),
  });

export interface SerialDefaults {
  readonly baudRate: number;
  readonly dataBits: 7 | 8;
  readonly parity: 'none' | 'even' | 'odd';
  readonly stopBits: 1 | 2;
  readonly silenceSeconds: number;
}

/** Name the port by `/dev/serial/by-id/…`: ttyUSB numbers change when something is plugged in again. */
export const serialTransport = (usual: SerialDefaults) =>
  z.strictObject({
    kind: z.literal('serial'),
    path: z.string().min(1).max(500),
    baudRate: z.number().int().min(50).max(4_000_000).default(usual.baudRate),
    dataBits: z.union([z.literal(7), z.literal(8)]).default(usual.dataBits),
    parity: z.enum(['none', 'even', 'odd']).default(usual.parity),
    stopBits: z.union([z.literal(1), z.literal(2)]).default(usual.stopBits),
    rtscts: z.boolean().default(false),
    silenceSeconds: silenceField(usual.silenceSeconds),
  });

const silenceField = (usual: number) =>
  z
    .number()
    .int()
    .min(0)
    .max(DAY_SECONDS)
    .default(usual)
    .describe('seconds without a byte after which the line is opened afresh; 0 never');

export type TcpTransport = z.infer<ReturnType<typeof tcpTransport>>;
export type TcpClientTransport = z.infer<ReturnType<typeof tcpClientTransport>>;
export type SerialTransport = z.infer<ReturnType<typeof serialTransport>>;
