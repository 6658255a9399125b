/**
 * Video calls 视频通话: who was rung, what each of them did, whether picture and sound came about, and who recorded. Pictures and
 * sound go from party to party and never through here; what parties tell each other to find their way (shared/wire/calls.ts) is
 * no event. Folding is callEvolve.ts, what may be done is callDecide.ts.
 */
import { z } from 'zod';
import type { Role } from '../wire/roles.ts';
import type { EvidenceFile } from './evidence.ts';

/** The officer, a second seat, and six of a group: each sends to each, and no phone can send to more. */
export const CALL_PARTIES_MOST = 8;
export const CALL_GROUP_MOST = 6;

/**
 * `called`: told, and nothing of it has come back. `ringing`: it has been shown there. `answered`: somebody pressed the key.
 * `connected`: picture or sound goes both ways, by the word of both. `interrupted`: it did, and does not now.
 */
export const CALL_PARTY_STATES = [
  ...(['called', 'ringing', 'answered', 'connected', 'interrupted', 'refused', 'missed', 'left'] as const),
];
export type CallPartyState = (typeof CALL_PARTY_STATES)[number];

/** `noNetwork`: no phone of it was ever reached. `cancelled`: the caller gave up first. */
export type MissReason = 'noAnswer' | 'noNetwork' | 'cancelled';
/** `noMedia`: answered, and neither picture nor sound came about. `ended`: the call was over for everybody. */
export type LeaveReason = 'hungUp' | 'networkLost' | 'noMedia' | 'ended';
export type CallEndReason = 'hungUp' | 'refused' | 'noAnswer' | 'noNetwork' | 'cancelled' | 'networkLost' | 'noMedia';

/** One who takes part or was asked to: as an event names it. */
export interface CalledParty {
  /** `unit:…`, `seat:…`, `member:GROUP/MEMBER`. */
  readonly partyId: string;
  readonly name: string;
  /** Rung at the phones of this unit; null: at seats. */
  readonly unitId: string | null;
  /** Of a group's seat: rung wherever somebody of this role and area sits, until one of them answers. */
  readonly rungAt: { readonly role: Role; readonly scope: string | null } | null;
}

export interface CallParty extends CalledParty {
  /** Who speaks, once somebody does; null for a unit. */
  readonly personId: string | null;
  /** The one window or page that holds this end, by a name it gave itself. */
  readonly endpoint: string | null;
  readonly state: CallPartyState;
  readonly since: number;
  /** When it was first told; a ring is counted from here. */
  readonly calledAt: number;
  readonly answeredAt: number | null;
  /** Why it is missed or has left, or the words of a refusal. */
  readonly reason: string | null;
}

export interface CallRecording {
  readonly file: EvidenceFile;
  readonly fromAt: number;
  readonly untilAt: number;
  readonly by: string;
}

export interface CallTarget {
  readonly kind: 'unit' | 'group';
  readonly id: string;
  readonly name: string;
}

export interface CallState {
  readonly id: string;
  readonly target: CallTarget;
  readonly incidentId: string | null;
  readonly startedAt: number;
  readonly startedBy: string;
  readonly parties: readonly CallParty[];
  /** Shown to everybody for as long as it is here. */
  readonly recording: { readonly partyId: string; readonly name: string; readonly since: number } | null;
  /** Persons who have recorded in this call: only they may hand in what was recorded. */
  readonly recorders: readonly string[];
  readonly recordings: readonly CallRecording[];
  readonly endedAt: number | null;
  readonly endReason: CallEndReason | null;
}

type OfParty = { callId: string; partyId: string; name: string };

export type CallEventBody = {
  'call.started': {
    callId: string;
    target: CallTarget;
    incidentId: string | null;
    /** Who calls: in the call from the first moment. */
    caller: CalledParty & { personId: string; endpoint: string };
    called: readonly CalledParty[];
  };
  'call.rang': OfParty;
  'call.answered': OfParty & { personId: string | null; endpoint: string };
  'call.refused': OfParty & { reason: string };
  'call.missed': OfParty & { reason: MissReason };
  /** A further seat, or one that had left. */
  'call.joined': { callId: string; party: CalledParty; personId: string | null; endpoint: string };
  'call.connected': OfParty;
  'call.interrupted': OfParty;
  'call.left': OfParty & { reason: LeaveReason };
  'call.recordingStarted': OfParty & { personId: string };
  'call.recordingStopped': OfParty;
  'call.recordingKept': {
    callId: string;
    incidentId: string | null;
    file: EvidenceFile;
    fromAt: number;
    untilAt: number;
  };
  'call.ended': { callId: string; reason: CallEndReason; seconds: number };
};
export type CallEventKind = keyof CallEventBody;

const id = z.string().min(1).max(80);
const unitId = z.string().min(1).max(40);
const endpoint = z
  .string()
  .regex(/^[\w-]{8,80}$/, 'letters, digits, dash and underscore, 8 to 80')
  .describe('a name the window or page makes for itself and keeps while it is open');
const speaksFor = unitId.optional().describe('of a phone that speaks for several: for which');

export const CALL_COMMAND_BODIES = {
  'call.start': z
    .strictObject({
      unitId: unitId.optional().describe('whom to ring: a unit, or a group'),
      groupId: z.string().min(1).max(40).optional(),
      memberIds: z
        .array(z.string().min(1).max(40))
        .min(1)
        .max(CALL_GROUP_MOST)
        .optional()
        .describe('of the group; absent: everyone who has a phone or a seat'),
      incidentId: id.optional().describe('what is recorded becomes evidence of it'),
      endpoint,
    })
    .refine((body) => (body.unitId === undefined) !== (body.groupId === undefined), 'either unitId or groupId'),
  'call.answer': z.strictObject({ callId: id, unitId: speaksFor, endpoint }),
  'call.refuse': z.strictObject({ callId: id, unitId: speaksFor, reason: z.string().trim().max(300).default('') }),
  'call.join': z.strictObject({ callId: id, unitId: speaksFor, endpoint }),
  'call.leave': z.strictObject({ callId: id, unitId: speaksFor }),
  'call.record': z.strictObject({ callId: id, on: z.boolean() }),
} as const;
export type CallCommandKind = keyof typeof CALL_COMMAND_BODIES;

export const callStream = (callId: string) => `call:${callId}`;

const IN: ReadonlySet<CallPartyState> = new Set(['answered', 'connected', 'interrupted']);
const RUNG: ReadonlySet<CallPartyState> = new Set(['called', 'ringing']);

/** It takes part. */
export const isIn = ({ state }: Pick<CallParty, 'state'>): boolean => IN.has(state);
/** It may still answer. */
export const isRung = ({ state }: Pick<CallParty, 'state'>): boolean => RUNG.has(state);
export const partyOf = (call: CallState, partyId: string): CallParty | undefined =>
  call.parties.find((party) => party.partyId === partyId);
export const isOpenCall = ({ endedAt }: CallState): boolean => endedAt === null;
