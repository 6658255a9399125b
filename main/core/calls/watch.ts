/** What becomes of a call by itself. All follows from the folded state and the lines that are here, so a restarted core goes on. */
import { type CallParty, type CallState, isIn, isOpenCall, partyOf } from '#shared/domain/call.ts';
import { type CallCommand, decideCall } from '#shared/domain/callDecide.ts';
import type { Draft } from '#shared/domain/event.ts';
import type { Clock } from '#shared/kit/clock.ts';
import type { CallsConfig } from '#shared/wire/calls.ts';
import type { CallRooms } from './rooms.ts';

/** A picture that stands for less is not worth a line in the journal: a phone that changes its cell needs about as long. */
const INTERRUPTED_AFTER_MS = 3_000;
/** Both have pressed the key: by then ICE has tried everything it has. */
const MEDIA_WITHIN_MS = 45_000;

export interface CallWatchParts {
  readonly config: CallsConfig;
  readonly clock: Clock;
  readonly rooms: CallRooms;
  calls(): readonly CallState[];
  find(callId: string): CallState | undefined;
  /** Whether somebody of this role and area sits anywhere now. */
  isSeatHere(rungAt: NonNullable<CallParty['rungAt']>): boolean;
  record(drafts: readonly Draft[]): void;
}

export class CallWatch {
  readonly #parts: CallWatchParts;
  /** Since when a party that was connected is not, by call and party. */
  readonly #lostSince = new Map<string, number>();

  constructor(parts: CallWatchParts) {
    this.#parts = parts;
  }

  /** Once a second or more often. */
  tick(): void {
    const { calls, clock, rooms } = this.#parts;
    rooms.tidy();
    const now = clock();
    const open = calls().filter(isOpenCall);
    for (const { id, parties } of open) {
      // The caller is judged last: where both ends are lost, it is the other one that is waited for in vain.
      for (const { partyId } of [...parties.slice(1), ...parties.slice(0, 1)]) this.#judge(id, partyId, now);
    }
    const ids = new Set(open.flatMap((call) => call.parties.map(({ partyId }) => keyOf(call.id, partyId))));
    for (const key of this.#lostSince.keys()) if (!ids.has(key)) this.#lostSince.delete(key);
  }

  /** On what the party before has left of the call. */
  #judge(callId: string, partyId: string, now: number): void {
    const call = this.#parts.find(callId);
    const party = call && isOpenCall(call) ? partyOf(call, partyId) : undefined;
    const command = call && party && this.#due(call, party, now);
    const decided = command && decideCall(call, command, now);
    if (decided?.ok && decided.value.length > 0) this.#parts.record(decided.value);
  }

  #due(call: CallState, party: CallParty, now: number): CallCommand | null {
    const { config, isSeatHere } = this.#parts;
    const { partyId, state, rungAt, calledAt, since } = party;
    switch (state) {
      case 'called':
        if (rungAt && isSeatHere(rungAt)) return { kind: 'rang', partyId };
        return now - calledAt >= config.unreachedSeconds * 1_000
          ? { kind: 'miss', partyId, reason: 'noNetwork' }
          : null;
      case 'ringing':
        return now - since >= config.ringSeconds * 1_000 ? { kind: 'miss', partyId, reason: 'noAnswer' } : null;
      case 'answered':
      case 'interrupted':
      case 'connected':
        return this.#dueOfPresent(call, party, now);
      default:
        return null;
    }
  }

  #dueOfPresent(call: CallState, { partyId, state, since }: CallParty, now: number): CallCommand | null {
    const { rooms, config } = this.#parts;
    const key = keyOf(call.id, partyId);
    if (rooms.isConnected(call.id, partyId)) {
      this.#lostSince.delete(key);
      return state === 'connected' ? null : { kind: 'connect', partyId };
    }
    const lostSince = this.#lostSince.get(key) ?? now;
    this.#lostSince.set(key, lostSince);
    if (state === 'connected') return now - lostSince >= INTERRUPTED_AFTER_MS ? { kind: 'interrupt', partyId } : null;
    const lostMs = config.lostSeconds * 1_000;
    if (state === 'interrupted')
      return now - since >= lostMs ? { kind: 'leave', partyId, reason: 'networkLost' } : null;
    // Answered: whose line is gone is lost; who is here and has company should be seen by now.
    if (!rooms.isPresent(call.id, partyId))
      return now - lostSince >= lostMs ? { kind: 'leave', partyId, reason: 'networkLost' } : null;
    const company = call.parties.filter((other) => other.partyId !== partyId && isIn(other));
    const together = Math.max(since, Math.min(...company.map((other) => other.since)));
    return company.length > 0 && now - together >= MEDIA_WITHIN_MS
      ? { kind: 'leave', partyId, reason: 'noMedia' }
      : null;
  }
}

const keyOf = (callId: string, partyId: string) => `${callId} ${partyId}`;
