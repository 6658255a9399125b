import { z } from 'zod';
import type { CallCommandKind } from '../domain/call.ts';
import type { TaskKind } from '../domain/dispatch.ts';
import type { EvidenceFile, EvidenceSubject } from '../domain/evidence.ts';
import type { LinkageCommandKind, LinkState } from '../domain/linkage.ts';
import type { Message } from '../domain/message.ts';
import { latitudeSchema, longitudeSchema } from '../domain/place.ts';
import type { FieldTaskKind, ItemResult, PointOrder, TaskPlace, TaskState } from '../domain/task.ts';
import type { TaskCommandKind } from '../domain/taskCommands.ts';
import type { CallsToServer, ServerToCalls, WorkerCall, WorkerCallEnd } from './calls.ts';
import type { CommandAnswer } from './seat.ts';

/**
 * The worker wire: core ⇄ phone, socket.io namespace `/worker`, websocket only.
 * One terminal may speak for several units: a vehicle radio with its crew, a drill's simulated phones.
 */
export const WORKER_WIRE_VERSION = 2;
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

/** A check-point on a phone. `checkIn`: null while it is still to be done. */
export interface WorkerTaskPoint {
  readonly id: string;
  readonly name: string;
  readonly lon: number;
  readonly lat: number;
  readonly radiusM: number;
  readonly fromAt: number | null;
  readonly untilAt: number | null;
  readonly checkIn: { readonly doneAt: number; readonly isProved: boolean } | null;
}

/** A task as the phone of one unit shows it: its own, or one it may claim (`state` is `open`). Epoch ms by the core's clock. */
export interface WorkerTask {
  readonly taskId: string;
  readonly unitId: string;
  readonly kind: FieldTaskKind;
  readonly state: TaskState;
  readonly title: string;
  readonly note: string;
  readonly isAutomatic: boolean;
  readonly publishedAt: number;
  readonly startAt: number;
  readonly dueAt: number;
  readonly isOverdue: boolean;
  readonly place: TaskPlace | null;
  readonly order: PointOrder;
  readonly points: readonly WorkerTaskPoint[];
  /** Through the check-points along the roads, [lon, lat]; empty where none leads. */
  readonly line: readonly (readonly [number, number])[];
  readonly items: readonly {
    readonly id: string;
    readonly zh: string;
    readonly en: string;
    /** One of the musts of a visit or patrol. */
    readonly isMust: boolean;
    readonly result: ItemResult | null;
    readonly text: string | null;
  }[];
  /** The incident that holds it up. */
  readonly suspendedBy: string | null;
  /** What was found the last time, of a re-check. */
  readonly recheckOf: string | null;
}

/** What a phone may do besides answering orders; bodies are those of `POST /api/commands` (domain/taskCommands.ts). */
export const WORKER_COMMANDS = [
  'task.claim',
  'task.accept',
  'task.refuse',
  'task.start',
  'task.checkIn',
  'task.item',
  'task.finish',
  'message.send',
  'message.mark',
  'evidence.add',
  'field.report',
  'incident.answerLink',
  'call.answer',
  'call.refuse',
  'call.join',
  'call.leave',
] as const satisfies readonly (TaskCommandKind | LinkageCommandKind | CallCommandKind)[];

/** What waits in a phone's queue. A call does not: who answers it answers now, or not at all. */
export type QueuedCommand = Exclude<(typeof WORKER_COMMANDS)[number], CallCommandKind>;

/** A phone without network keeps its commands and sends them in order, each with the `commandId` it was made with: done once. */
export const workerCommandSchema = z.strictObject({
  commandId: z.string().min(8).max(80),
  /** In whose name. */
  unitId: z.string().min(1).max(40),
  kind: z.enum(WORKER_COMMANDS),
  body: z.unknown(),
});
export type WorkerCommand = z.input<typeof workerCommandSchema>;

/** Help, at once. Sent again with the same `at` and words it is the same call. */
export const workerSosSchema = z.strictObject({
  unitId: z.string().min(1).max(40),
  text: z.string().trim().max(200).default(''),
  /** By the phone's clock, epoch ms. */
  at: z.number(),
  position: z.strictObject({ lon: longitudeSchema, lat: latitudeSchema }).nullable().default(null),
});
export type WorkerSos = z.input<typeof workerSosSchema>;

/** A call for the group that the unit belongs to, as a phone shows it. */
export interface WorkerLinkage {
  readonly incidentId: string;
  readonly groupId: string;
  readonly groupName: string;
  readonly memberId: string;
  readonly number: string;
  readonly title: string;
  readonly level: number;
  readonly address: string;
  readonly lon: number;
  readonly lat: number;
  readonly toldAt: number;
  /** Of this member, and of the group with everybody in it. */
  readonly state: LinkState;
  readonly groupState: LinkState;
}

/** First message of a connection. */
export interface WorkerWelcome {
  readonly wire: number;
  readonly station: { readonly id: string; readonly name: string; readonly realm: 'live' | 'drill' };
  /** The core's clock: what a phone stamps its deeds by. */
  readonly serverNow: number;
  readonly units: readonly {
    readonly unitId: string;
    readonly name: string;
    readonly isOnShift: boolean;
    /** Of the order that stands, which is told next; null when none does. */
    readonly dispatchId: string | null;
    /** Of the video call that goes on, which is told next; null when none does. */
    readonly callId: string | null;
  }[];
}

/** `taken`: how many were not refused for what they are. Sent again they change nothing. */
export type WorkerTaken =
  | { readonly ok: true; readonly taken: number }
  | { readonly ok: false; readonly code: string; readonly message: string };

export interface ServerToWorker extends ServerToCalls {
  order(order: WorkerOrder): void;
  /** An order that stands has gone on, by whoever said so: another phone of the unit, the desk in its name. */
  moved(message: { unitId: string; dispatchId: string; state: WorkerOrder['state'] }): void;
  /** The order no longer stands: withdrawn, timed out, or the incident was closed. */
  ended(message: { unitId: string; dispatchId: string; state: string; reason: string | null }): void;
  welcome(welcome: WorkerWelcome): void;
  /** Everything that concerns one unit, after the welcome: what the phone held before is replaced. */
  tasks(message: { unitId: string; tasks: readonly WorkerTask[] }): void;
  /** One that has changed; `task` is null when it concerns the unit no longer: ended, claimed by another, taken away. */
  task(message: { unitId: string; taskId: string; task: WorkerTask | null }): void;
  /** The last of the thread, oldest first, after the welcome. */
  messages(message: { unitId: string; messages: readonly Message[] }): void;
  /** A new one, of either side: a unit may have several phones. */
  message(message: { unitId: string; message: Message }): void;
  /** The other side has got or read everything of `from` up to and with this one. */
  marked(message: { unitId: string; upTo: string; from: Message['from']; as: 'delivered' | 'read'; at: number }): void;
  /**
   * The unit's group is called in on an incident, or where that stands has changed; `linkage` is null when it concerns it no
   * longer. Acknowledge with `true` once it is on the screen: that is what the desk calls delivered. Answered with the command
   * `incident.answerLink`.
   */
  linkage(
    message: { unitId: string; incidentId: string; groupId: string; linkage: WorkerLinkage | null },
    taken: (isTaken: boolean) => void,
  ): void;
  /**
   * A video call in which the unit is, or is rung; null: it is over for the unit, `end` says how. Acknowledge with `true` once it is
   * on the screen: that is what the desk calls ringing. Answered with the commands `call.answer` and `call.refuse`.
   */
  call(
    message: { unitId: string; callId: string; call: WorkerCall | null; end: WorkerCallEnd | null },
    taken: (isTaken: boolean) => void,
  ): void;
  /** A file has become evidence of something of this unit's. */
  evidence(message: { unitId: string; subject: EvidenceSubject; file: EvidenceFile }): void;
}

export interface WorkerToServer extends CallsToServer {
  report(report: WorkerReport, answer: (answer: CommandAnswer) => void): void;
  positions(positions: readonly WorkerPosition[], answer: (answer: WorkerTaken) => void): void;
  shift(shift: WorkerShift, answer: (answer: WorkerTaken) => void): void;
  command(request: WorkerCommand, answer: (answer: CommandAnswer) => void): void;
  /** Answered when it is on disk. */
  sos(call: WorkerSos, answer: (answer: WorkerTaken) => void): void;
}
