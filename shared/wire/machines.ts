/** How another machine joins this station over the LAN, and what the station tells of those that have. */
import { z } from 'zod';
import type { MachineRole } from '../domain/machine.ts';
import type { StationFacts } from './seat.ts';

/** `POST /api/machines/join`, over TLS only, without a token. */
export const joinRequestSchema = z.strictObject({
  code: z.string().min(1).max(40),
  /** What the machine calls itself; an administrator may have given it another name. */
  machineName: z.string().trim().min(1).max(60),
});
export type JoinRequest = z.infer<typeof joinRequestSchema>;

export const JOIN_PATH = '/api/machines/join';
/** One line of JSON a second and at once when an alarm comes or is answered: what a machine's shell sounds. */
export const PULSE_PATH = '/api/pulse';
/** The pack as it lies on the host's disk, for a machine that keeps a copy of its own. */
export const PACK_PATH = '/api/pack';

/** What a machine is answered once. The token is never said again. */
export interface JoinAnswer {
  readonly ok: true;
  readonly machineId: string;
  readonly name: string;
  readonly role: MachineRole;
  /** 256 bits, base64url. */
  readonly token: string;
  readonly station: StationFacts;
}

/** Telemetry of a joined machine, which is no event. */
export interface MachineReport {
  readonly machineId: string;
  readonly isConnected: boolean;
  /** Null when it has not been heard since this core started. */
  readonly lastSeenAt: number | null;
  readonly address: string | null;
}

export interface LanReport {
  readonly isListening: boolean;
  /** Why it does not listen though it should; null when it does. */
  readonly fault: string | null;
  /** `host:port` under which other machines can reach this one. */
  readonly addresses: readonly string[];
  /** SHA-256 of the certificate, 64 hex digits; null before one was made. */
  readonly fingerprint: string | null;
}

/** `GET /api/pack` */
export interface PackListing {
  readonly id: string;
  /** SHA-256 of manifest.json: another one is another version. */
  readonly version: string;
  readonly manifestBytes: number;
}
