import { z } from 'zod';
import type { TaskKind } from '../domain/dispatch.ts';
import type { CommandAnswer } from './seat.ts';

/**
 * The worker wire: core ⇄ phone, socket.io namespace `/worker`, websocket only.
 * One terminal may speak for several units: a vehicle radio with its crew, a drill's simulated phones.
 */
export const WORKER_WIRE_VERSION = 1;
export const WORKER_NAMESPACE = '/worker';

export const workerHelloSchema = z.strictObject({
  wire: z.number().int(),
  token: z.string().min(1).max(200),
  units: z.array(z.string().min(1).max(40)).min(1).max(1_000),
});
export type WorkerHello = z.infer<typeof workerHelloSchema>;

/** `order`: sent when a unit is dispatched, and again for every order still standing when the phone reconnects. */
export interface WorkerOrder {
  readonly incidentId: string;
  readonly dispatchId: string;
  readonly unitId: string;
  readonly task: TaskKind;
  readonly state: 'notified' | 'accepted' | 'enRoute' | 'onScene';
  readonly title: string;
  readonly level: number;
  /** Where to go: the incident's place, or of a relocation where to stand. */
  readonly address: string;
  readonly lon: number;
  readonly lat: number;
  readonly etaSeconds: number | null;
  readonly route: readonly (readonly [number, number])[];
  readonly notifiedAt: number;
}

export const workerReportSchema = z.strictObject({
  commandId: z.string().min(8).max(80),
  unitId: z.string().min(1).max(40),
  incidentId: z.string().min(1).max(80),
  dispatchId: z.string().min(1).max(80),
  move: z.enum(['accept', 'refuse', 'depart', 'arrive', 'finish']),
  reason: z.string().trim().max(300).default(''),
});
export type WorkerReport = z.input<typeof workerReportSchema>;

/** A position of the phone itself, WGS-84 unless station.json states another datum for the source `worker`. SI units. */
export const workerPositionSchema = z.strictObject({
  unitId: z.string().min(1).max(40),
  lon: z.number(),
  lat: z.number(),
  accuracyM: z.number().nullable().default(null),
  speedMps: z.number().nullable().default(null),
  courseDegrees: z.number().nullable().default(null),
  batteryPercent: z.number().nullable().default(null),
  /** By the phone's clock, epoch ms. */
  at: z.number(),
});
export type WorkerPosition = z.input<typeof workerPositionSchema>;

/** At most so many in one message: a phone that was without network sends its queue, oldest first. */
export const WORKER_POSITIONS_LIMIT = 300;
export const workerPositionsSchema = z.array(workerPositionSchema).min(1).max(WORKER_POSITIONS_LIMIT);

/** Off shift nothing of the unit is located or kept, from whichever source, until it says that it is on shift again. */
export const workerShiftSchema = z.strictObject({ unitId: z.string().min(1).max(40), isOnShift: z.boolean() });
export type WorkerShift = z.infer<typeof workerShiftSchema>;

/** `taken`: how many were not refused for what they are. Sent again they change nothing. */
export type WorkerTaken =
  | { readonly ok: true; readonly taken: number }
  | { readonly ok: false; readonly code: string; readonly message: string };

export interface ServerToWorker {
  order(order: WorkerOrder): void;
  /** The order no longer stands: withdrawn, timed out, or the incident was closed. */
  ended(message: { unitId: string; dispatchId: string; state: string; reason: string | null }): void;
}

export interface WorkerToServer {
  report(report: WorkerReport, answer: (answer: CommandAnswer) => void): void;
  positions(positions: readonly WorkerPosition[], answer: (answer: WorkerTaken) => void): void;
  shift(shift: WorkerShift, answer: (answer: WorkerTaken) => void): void;
}
