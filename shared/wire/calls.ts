/**
 * What the parties of a call tell each other by way of the core, on the seat wire and on the worker wire alike: hostile until
 * parsed, handed on to one party of the same call and nowhere else, never kept. WebRTC's own words: JSEP (RFC 8829) descriptions
 * and candidates (RFC 8839).
 */
import { z } from 'zod';
import type { CallEndReason, CallPartyState } from '../domain/call.ts';

/** Six parties with picture and sound each need about a quarter of it; a message of the wires may be 64 KiB. */
const SDP_MOST = 32_000;
/** Lines of printable text. */
const sdp = z
  .string()
  .max(SDP_MOST)
  .regex(/^v=0\r?\n[\t\r\n\x20-\x7e]*$/, 'a session description');

const candidate = z.strictObject({
  candidate: z
    .string()
    .max(1_000)
    .regex(/^[\x20-\x7e]*$/, 'printable'),
  sdpMid: z.string().max(40).nullable().default(null),
  sdpMLineIndex: z.number().int().min(0).max(100).nullable().default(null),
  usernameFragment: z.string().max(256).nullable().default(null),
});

/** `candidate` null: there are no more. */
export const callWordSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('description'), type: z.enum(['offer', 'answer', 'pranswer', 'rollback']), sdp }),
  z.strictObject({ kind: z.literal('candidate'), candidate: candidate.nullable() }),
]);
export type CallWord = z.output<typeof callWordSchema>;

const id = z.string().min(1).max(80);
const partyId = z.string().min(1).max(120);
/** New with every life of a window's or page's side of a call: what comes of another one is begun anew. */
const life = z.string().regex(/^[\w-]{8,80}$/, 'letters, digits, dash and underscore, 8 to 80');

export const callEnterSchema = z.strictObject({ callId: id, partyId, endpoint: life, life });
export const callSaySchema = z.strictObject({ callId: id, from: partyId, to: partyId, word: callWordSchema });
export const callMediaSchema = z.strictObject({
  callId: id,
  partyId,
  /** With whom picture or sound goes both ways now. */
  connected: z.array(partyId).max(16),
});
export type CallEnter = z.input<typeof callEnterSchema>;
export type CallSay = z.input<typeof callSaySchema>;
export type CallMedia = z.input<typeof callMediaSchema>;

/** As RTCPeerConnection takes it. */
export interface CallIceServer {
  readonly urls: readonly string[];
  readonly username?: string;
  readonly credential?: string;
}

/** Who is there to be spoken to. */
export interface CallPresence {
  readonly partyId: string;
  readonly life: string;
}

type Refused = { readonly ok: false; readonly code: string; readonly message: string };
export type CallEntered =
  | { readonly ok: true; readonly iceServers: readonly CallIceServer[]; readonly present: readonly CallPresence[] }
  | Refused;
export type CallTaken = { readonly ok: true } | Refused;

/** The part of both wires that is about calls. */
export interface CallsToServer {
  /** This socket is this party from now on; asked again after every reconnection. */
  callEnter(request: CallEnter, answer: (answer: CallEntered) => void): void;
  callSay(request: CallSay, answer: (answer: CallTaken) => void): void;
  callMedia(request: CallMedia, answer: (answer: CallTaken) => void): void;
}
export interface ServerToCalls {
  callSaid(message: {
    readonly callId: string;
    readonly from: string;
    readonly life: string;
    readonly word: CallWord;
  }): void;
  callPresent(message: { readonly callId: string; readonly present: readonly CallPresence[] }): void;
}

/** `POST /api/calls/:id/recordings`: one part of a recording as WebM. */
export const recordingQuerySchema = z.strictObject({
  fromAt: z.coerce.number().int().min(0),
  untilAt: z.coerce.number().int().min(0),
});
export interface RecordingAnswer {
  readonly ok: true;
  readonly hash: string;
  readonly seq: number;
}

/** A call as the phone of one of its units shows it. */
export interface WorkerCall {
  readonly callId: string;
  readonly unitId: string;
  readonly partyId: string;
  /** The page that holds this end, where one does. */
  readonly endpoint: string | null;
  readonly state: CallPartyState;
  readonly by: string;
  /** What it is about; null: nothing was said. */
  readonly about: string | null;
  readonly startedAt: number;
  readonly answeredAt: number | null;
  readonly others: readonly { readonly partyId: string; readonly name: string; readonly state: CallPartyState }[];
  readonly recordedBy: string | null;
}

/** How it was over for this unit. */
export interface WorkerCallEnd {
  readonly state: CallPartyState;
  readonly reason: CallEndReason | string | null;
}

const iceUrl = z
  .string()
  .max(300)
  .regex(
    /^(?:stun|stuns|turn|turns):[\w.:[\]-]+(?:\?transport=(?:udp|tcp))?$/i,
    'stun:HOST[:PORT] or turn:HOST[:PORT]',
  );

/** station.json `calls`. */
export const callsConfigSchema = z
  .strictObject({
    iceServers: z
      .array(
        z.strictObject({
          urls: z.array(iceUrl).min(1).max(4),
          username: z.string().max(200).optional(),
          credential: z.string().max(200).optional(),
          secret: z
            .string()
            .min(8)
            .max(200)
            .optional()
            .describe('coturn `static-auth-secret`: parties get credentials of their own that end by themselves'),
        }),
      )
      .max(8)
      .default([])
      .describe('for phones outside the LAN; none are needed inside it'),
    ringSeconds: z.number().int().min(10).max(300).default(45).describe('then nobody has answered'),
    unreachedSeconds: z.number().int().min(5).max(120).default(20).describe('no phone was reached: no network'),
    lostSeconds: z.number().int().min(5).max(300).default(45).describe('an interrupted party is waited for so long'),
  })
  .prefault({});
export type CallsConfig = z.output<typeof callsConfigSchema>;
