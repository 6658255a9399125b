import { z } from 'zod';
import type { IncidentCoverage } from '../domain/coverage.ts';
import type { StoredEvent } from '../domain/event.ts';
import type { Recommendation } from '../domain/incident.ts';
import type { PersonValues } from '../domain/person.ts';
import type { PackedWorld } from '../domain/world.ts';
import type { Problem } from '../kit/result.ts';
import type { CallsToServer, ServerToCalls } from './calls.ts';
import type { CoverageEdges, CoverageNews, CoverageRoads } from './coverage.ts';
import type { DeviceImportResult } from './deviceImport.ts';
import type { LinkHealth, LinkReport, RecentFrame, UnknownCaller } from './link.ts';
import type { LanReport, MachineReport } from './machines.ts';
import type { Role } from './roles.ts';
import type { SeatBearer, SignInState } from './session.ts';
import type { WallPageBeat, WallReport } from './wall.ts';
import type { PhoneDoor } from './workerPage.ts';

/**
 * The seat wire: core ⇄ window, socket.io namespace `/seat`, websocket only.
 * The same wire serves the local window, a seat on the LAN and a test.
 */
export const SEAT_WIRE_VERSION = 3;
export const SEAT_NAMESPACE = '/seat';
export const SEAT_PULSE_MS = 1_000;
/** A window that has heard nothing for this long says so. */
export const SEAT_SILENCE_MS = 4_000;

/** socket.io `auth` of a connecting seat. */
export const seatHelloSchema = z.strictObject({
  wire: z.number().int(),
  token: z.string().min(1).max(200),
  /** The last event this window has folded, of which station: asks to catch up instead of a whole state. */
  resume: z
    .strictObject({
      station: z.string().max(40),
      realm: z.enum(['live', 'drill']),
      seq: z.number().int().min(0),
      hash: z.string().max(64),
    })
    .optional(),
});
export type SeatHello = z.infer<typeof seatHelloSchema>;

/** Why a seat was not let in: arrives as the connect error's `data`. */
export interface SeatRefusal {
  readonly code: 'wireVersion' | 'badHello' | 'unauthorised' | 'roleMayNotRead' | 'starting';
  readonly message: string;
  readonly wire: number;
}

export interface StationFacts {
  readonly id: string;
  readonly name: string;
  readonly jurisdiction: string;
  readonly realm: 'live' | 'drill';
  readonly profile: string;
  /** Pack id; the shell serves its files under `pack://<packId>/`. */
  readonly packId: string;
}

/** One position as windows get it. How fresh it is follows from the last but one, the one before and `staleAt` (domain/position.ts). */
export type PositionTuple = readonly [
  unitId: string,
  lon: number,
  lat: number,
  courseDegrees: number | null,
  speedMps: number | null,
  accuracyM: number | null,
  fixAt: number,
  receivedAt: number,
  batteryPercent: number | null,
  staleAt: number | null,
];

/** Who sits here, as the core knows them. */
export interface SeatFacts {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** Area code inside which it may act; null: the whole station. */
  readonly scope: string | null;
  /** `machine`: where `signIn` is `required` it may look and hear, until somebody signs in. */
  readonly bearer: SeatBearer;
  /** The seat of the machine the core runs on: where nobody can sign in yet, the first administrator is made here. */
  readonly isOwn: boolean;
}

/** `welcome`: first message, once per connection. Either a whole world or the events since `resume.seq`. */
export interface SeatWelcome {
  readonly wire: number;
  readonly station: StationFacts;
  readonly seat: SeatFacts;
  readonly signIn: SignInState;
  readonly serverNow: number;
  /** Seconds of the station's time in one second: 1 but at a drill, 0 while it stands. Absent from older cores: 1. */
  readonly pace?: number;
  readonly head: { readonly seq: number; readonly hash: string };
  readonly world: PackedWorld | null;
  readonly missed: readonly StoredEvent[];
  readonly positions: readonly PositionTuple[];
}

/** `pulse`: every second, and when the pace changes. Its absence is how a window knows that it lost its core. */
export interface SeatPulse {
  readonly serverNow: number;
  /** As in the welcome. */
  readonly pace?: number;
  readonly head: { readonly seq: number; readonly hash: string };
  /** When the journal's chain was last recomputed, up to which event; `brokenAt` names the first bad one. */
  readonly chain: { readonly checkedAt: number; readonly checkedSeq: number; readonly brokenAtSeq: number | null };
  readonly links: readonly LinkHealth[];
  /** Callers nobody has enrolled, heard within the last day. */
  readonly unknownCallers: number;
  readonly seats: number;
  readonly signIn: SignInState;
}

/** One window of somebody's, and the incident it shows now. Told to every seat when it changes; kept nowhere. */
export interface SeatPresence {
  readonly seatId: string;
  readonly personId: string;
  readonly name: string;
  readonly role: Role;
  /** Null: none. */
  readonly incidentId: string | null;
  readonly since: number;
}

export const focusSchema = z.strictObject({ incidentId: z.string().min(1).max(80).nullable() });

export const commandRequestSchema = z.strictObject({
  commandId: z.string().min(8).max(80),
  kind: z.string().min(1).max(60),
  body: z.unknown(),
});
export type CommandRequest = z.infer<typeof commandRequestSchema>;

/** What a command that was done tells its sender beside its place in the journal. */
export interface CommandGains {
  readonly incidentId?: string;
  readonly dispatchId?: string;
  readonly walkTestId?: string;
  /** Of `review.mark`. */
  readonly markId?: string;
  /** Of `account.create`. */
  readonly accountId?: string;
  readonly taskId?: string;
  /** Of `call.start`. */
  readonly callId?: string;
  readonly routeId?: string;
  readonly reportId?: string;
  readonly shiftId?: string;
  readonly handOverId?: string;
  /** Of `road.close`. */
  readonly closureId?: string;
  /** Of `drill.launch`. */
  readonly drillId?: string;
  /** Of `group.save`. */
  readonly groupId?: string;
  /** Of `wallPreset.save`. */
  readonly wallPresetId?: string;
  /** Of `machine.invite` and `worker.invite`: the one-time code, and until when it holds; `door` for a phone. */
  readonly joinCode?: { readonly code: string; readonly untilAt: number; readonly door?: PhoneDoor };
  /** Of `device.import`. */
  readonly imported?: DeviceImportResult;
  /** Of `person.reveal`, in this one answer: the same commandId again is answered without it. */
  readonly revealed?: PersonValues;
  /** Done, and yet worth a look: a box that names no device, an address everybody can reach. */
  readonly warnings?: readonly Problem[];
}

/** The first answer to a commandId is the answer for ever. */
export type CommandAnswer =
  | ({ readonly ok: true; readonly seq: number } & CommandGains)
  | {
      readonly ok: false;
      readonly code: string;
      readonly message: string;
      /** Field by field, paths as in the record that was sent (`transport.port`). */
      readonly problems?: readonly Problem[];
    };

export interface ServerToSeat extends ServerToCalls {
  /** Every seat there is: after the welcome and whenever one comes, goes or turns to another incident. */
  presence(seats: readonly SeatPresence[]): void;
  welcome(message: SeatWelcome): void;
  /** Every display of the wall: after the welcome and whenever one comes, goes, falls silent or shows something else. */
  walls(reports: readonly WallReport[]): void;
  /** In seq order, without gaps. */
  events(events: readonly StoredEvent[]): void;
  positions(batch: readonly PositionTuple[]): void;
  pulse(pulse: SeatPulse): void;
  /** After the welcome and then when coverage was worked out again; never more often than it changes or every few seconds. */
  coverage(news: CoverageNews): void;
}

/** Telemetry of one device, which is no event: when it was heard last, and how often it should be. */
export interface DeviceHealth {
  readonly deviceId: string;
  /** Null when it has not been heard since this core started. */
  readonly lastSeenAt: number | null;
  readonly supervisionSeconds: number | null;
}

type Refused = { readonly ok: false; readonly code: string; readonly message: string };

export interface SeatToServer extends CallsToServer {
  /** Somebody moved the mouse or pressed a key in the last minute: the session does not lapse. */
  active(): void;
  /** A page of the wall has painted. Not answered. */
  wallBeat(beat: WallPageBeat): void;
  /** Which incident this window shows now. Not answered. */
  focus(request: { incidentId: string | null }): void;
  command(request: CommandRequest, answer: (answer: CommandAnswer) => void): void;
  recommend(
    request: { incidentId: string },
    answer: (answer: { ok: true; recommendation: Recommendation } | Refused) => void,
  ): void;
  /** Every link with its counters. Asked about once a second while the link panel is open. */
  linkReports(
    request: Record<string, never>,
    answer: (answer: { ok: true; links: readonly LinkReport[] } | Refused) => void,
  ): void;
  /** The last frames of one link, newest last. */
  linkFrames(
    request: { linkId: string },
    answer: (answer: { ok: true; frames: readonly RecentFrame[] } | Refused) => void,
  ): void;
  /** Heard last first. */
  unknownCallers(
    request: Record<string, never>,
    answer: (answer: { ok: true; callers: readonly UnknownCaller[] } | Refused) => void,
  ): void;
  /** The lines of the road graph, once for a scene, by a window that draws coverage. */
  coverageRoads(
    request: Record<string, never>,
    answer: (answer: ({ ok: true } & CoverageRoads) | Refused) => void,
  ): void;
  /** The band of each edge, of the last report. */
  coverageEdges(
    request: Record<string, never>,
    answer: (answer: ({ ok: true } & CoverageEdges) | Refused) => void,
  ): void;
  /** What sending each candidate would uncover, and how to close the gap the incident has made. */
  incidentCoverage(
    request: { incidentId: string },
    answer: (answer: { ok: true; coverage: IncidentCoverage } | Refused) => void,
  ): void;
  /** Which joined machines are heard now, and how this station can be reached over the LAN. */
  machineReports(
    request: Record<string, never>,
    answer: (answer: { ok: true; reports: readonly MachineReport[]; lan: LanReport } | Refused) => void,
  ): void;
  deviceHealth(
    request: { deviceIds: readonly string[] },
    answer: (answer: { ok: true; devices: readonly DeviceHealth[] } | Refused) => void,
  ): void;
}
