/**
 * Which line (a socket of a seat or a phone) is which party of which call, and the relay between them. Held in memory only: after a
 * restart of the core the parties enter again by themselves.
 */
import { type CallParty, type CallState, isIn, isOpenCall, partyOf } from '#shared/domain/call.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import type { CallEnter, CallMedia, CallPresence, CallWord, ServerToCalls } from '#shared/wire/calls.ts';

/** One socket, and for whom it may speak. */
export interface CallLine {
  readonly id: string;
  speaksFor(party: CallParty): boolean;
  said(message: Parameters<ServerToCalls['callSaid']>[0]): void;
  present(message: Parameters<ServerToCalls['callPresent']>[0]): void;
}

interface Held {
  readonly line: CallLine;
  readonly life: string;
  /** With whom it says that picture or sound goes both ways. */
  connected: ReadonlySet<string>;
}

type SaidWord = { readonly callId: string; readonly from: string; readonly to: string; readonly word: CallWord };

const strange = () => refuse('notInCall', '不是本次通话的一方');

export class CallRooms {
  readonly #find: (callId: string) => CallState | undefined;
  readonly #rooms = new Map<string, Map<string, Held>>();

  constructor(find: (callId: string) => CallState | undefined) {
    this.#find = find;
  }

  /** The newest line of an end counts: a page that has connected again is the same page. */
  enter(line: CallLine, { callId, partyId, endpoint, life }: CallEnter): Result<readonly CallPresence[]> {
    const call = this.#find(callId);
    if (!call) return refuse('unknownCall', '没有这次通话');
    if (!isOpenCall(call)) return refuse('callOver', '通话已结束');
    const party = partyOf(call, partyId);
    if (!party || !line.speaksFor(party) || !isIn(party)) return strange();
    if (party.endpoint !== endpoint) return refuse('heldElsewhere', '通话在另一窗口或另一部手机上');
    const room = this.#rooms.get(callId) ?? new Map<string, Held>();
    this.#rooms.set(callId, room);
    const before = room.get(partyId);
    room.set(partyId, { line, life, connected: before?.life === life ? before.connected : new Set() });
    this.#announce(callId, room);
    return ok(presenceOf(room));
  }

  /** To one other party of the same call, or to nobody. */
  say(line: CallLine, { callId, from, to, word }: SaidWord): Result<null> {
    const room = this.#rooms.get(callId);
    const speaker = room?.get(from);
    if (speaker?.line.id !== line.id) return strange();
    const hearer = room?.get(to);
    if (!hearer || from === to) return refuse('partyAway', '对方不在线');
    hearer.line.said({ callId, from, life: speaker.life, word });
    return ok(null);
  }

  media(line: CallLine, { callId, partyId, connected }: CallMedia): Result<null> {
    const held = this.#rooms.get(callId)?.get(partyId);
    if (held?.line.id !== line.id) return strange();
    held.connected = new Set(connected);
    return ok(null);
  }

  /** A line is gone, with all that it was. */
  gone(line: CallLine): void {
    for (const [callId, room] of this.#rooms) {
      const left = [...room].filter(([, held]) => held.line.id === line.id);
      for (const [partyId] of left) room.delete(partyId);
      if (left.length > 0) this.#announce(callId, room);
    }
  }

  /** Parties that have left, and calls that are over, are spoken to no more. */
  tidy(): void {
    for (const [callId, room] of this.#rooms) {
      const call = this.#find(callId);
      if (!call || !isOpenCall(call)) {
        this.#rooms.delete(callId);
        continue;
      }
      const gone = [...room].filter(([partyId, held]) => {
        const party = partyOf(call, partyId);
        return !party || !isIn(party) || !held.line.speaksFor(party);
      });
      for (const [partyId] of gone) room.delete(partyId);
      if (gone.length > 0) this.#announce(callId, room);
    }
  }

  isPresent(callId: string, partyId: string): boolean {
    return this.#rooms.get(callId)?.has(partyId) ?? false;
  }

  /** By the word of both: one alone may be wrong, and may lie. */
  isConnected(callId: string, partyId: string): boolean {
    const room = this.#rooms.get(callId);
    const own = room?.get(partyId);
    return own !== undefined && [...own.connected].some((other) => room?.get(other)?.connected.has(partyId));
  }

  #announce(callId: string, room: ReadonlyMap<string, Held>): void {
    const present = presenceOf(room);
    for (const { line } of room.values()) line.present({ callId, present });
  }
}

const presenceOf = (room: ReadonlyMap<string, Held>): CallPresence[] =>
  [...room].map(([partyId, { life }]) => ({ partyId, life }));
