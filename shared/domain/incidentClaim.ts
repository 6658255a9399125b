/**
 * Who has an incident in hand. The one who opens it first has it; another asks for it and gets it when the holder says nothing
 * for twenty seconds; a seat that is gone loses it. Urgent moves wait for nobody: who may act without holding it is the
 * desk's table (main/core/desk/claims.ts).
 */
import { ok, type Result, refuse } from '../kit/result.ts';
import type { Draft } from './event.ts';
import { type IncidentState, incidentStream } from './incident.ts';
import { SYSTEM_REASONS, type SystemReason } from './systemReasons.ts';

/** How long the holder may keep it with one key before silence gives it over. */
export const TAKE_OVER_GRACE_MS = 20_000;

/** A person at a seat; two windows of one person are one holder. */
export interface ClaimPerson {
  readonly personId: string;
  readonly name: string;
}

export interface Claim extends ClaimPerson {
  readonly since: number;
  /** Somebody else asks for it, and has it from `dueAt` unless it is kept. */
  readonly wantedBy: (ClaimPerson & { readonly askedAt: number; readonly dueAt: number }) | null;
}

export type IncidentClaimEventBody = {
  'incident.claimed': {
    incidentId: string;
    personId: string;
    name: string;
    /** Whose it was; null when it was nobody's. */
    from: ClaimPerson | null;
  };
  'incident.takeOverAsked': { incidentId: string; personId: string; name: string; holder: ClaimPerson; dueAt: number };
  'incident.takeOverKept': { incidentId: string; wantedBy: ClaimPerson };
  'incident.claimReleased': {
    incidentId: string;
    holder: ClaimPerson;
    /** A system reason, or null when the holder let go of it. */
    reason: SystemReason | null;
    /** Nobody was on it: it is unanswered again. */
    returns: boolean;
  };
};

export type ClaimCommand =
  | { kind: 'claim'; person: ClaimPerson }
  | { kind: 'askTakeOver'; person: ClaimPerson }
  | { kind: 'keep'; person: ClaimPerson }
  | { kind: 'release'; person: ClaimPerson }
  /** The grace is over; does nothing before that. */
  | { kind: 'lapseGrace' }
  /** The holder's last seat is gone. */
  | { kind: 'loseSeat'; personId: string };

export function decideClaim(state: IncidentState | undefined, command: ClaimCommand, now: number): Result<Draft[]> {
  if (!state) return refuse('unknownIncident', '没有这起事件');
  if (state.closedAt !== null) return refuse('incidentClosed', `事件 ${state.number} 已结案`);
  const { claim } = state;
  const draft = <Kind extends keyof IncidentClaimEventBody>(
    kind: Kind,
    body: Omit<IncidentClaimEventBody[Kind], 'incidentId'>,
  ): Draft => ({ stream: incidentStream(state.id), kind, body: { incidentId: state.id, ...body } });
  const release = (reason: SystemReason | null): Draft[] =>
    claim ? [draft('incident.claimReleased', { holder: personOf(claim), reason, returns: isLeftAlone(state) })] : [];

  switch (command.kind) {
    case 'claim':
      if (!claim) return ok([draft('incident.claimed', { ...personOf(command.person), from: null })]);
      if (claim.personId === command.person.personId) return ok([]);
      return refuse('incidentHeld', `事件由 ${claim.name} 处理`);
    case 'askTakeOver': {
      if (!claim) return ok([draft('incident.claimed', { ...personOf(command.person), from: null })]);
      if (claim.personId === command.person.personId) return refuse('alreadyYours', '该事件已由您处理');
      if (claim.wantedBy) return refuse('takeOverUnderWay', `${claim.wantedBy.name} 正在请求接管`);
      const dueAt = now + TAKE_OVER_GRACE_MS;
      return ok([draft('incident.takeOverAsked', { ...personOf(command.person), holder: personOf(claim), dueAt })]);
    }
    case 'keep':
      if (claim?.personId !== command.person.personId) return refuse('notHolder', '该事件不由您处理');
      if (!claim.wantedBy) return refuse('nobodyAsks', '没有人请求接管');
      return ok([draft('incident.takeOverKept', { wantedBy: personOf(claim.wantedBy) })]);
    case 'release':
      if (claim?.personId !== command.person.personId) return refuse('notHolder', '该事件不由您处理');
      if (claim.wantedBy) {
        return ok([draft('incident.claimed', { ...personOf(claim.wantedBy), from: personOf(claim) })]);
      }
      return ok(release(null));
    case 'lapseGrace':
      if (!claim?.wantedBy || now < claim.wantedBy.dueAt) return ok([]);
      return ok([draft('incident.claimed', { ...personOf(claim.wantedBy), from: personOf(claim) })]);
    case 'loseSeat':
      if (claim?.personId !== command.personId) return ok([]);
      // Whoever has asked for it is here and wants it: nobody else needs to find it first.
      if (claim.wantedBy) {
        return ok([draft('incident.claimed', { ...personOf(claim.wantedBy), from: personOf(claim) })]);
      }
      return ok(release(SYSTEM_REASONS.seatLost));
  }
}

/** Accepted, and nobody sent or anything said since: without its holder it would be forgotten. */
const isLeftAlone = ({ phase }: IncidentState) => phase === 'received' || phase === 'accepted';

const personOf = ({ personId, name }: ClaimPerson): ClaimPerson => ({ personId, name });
