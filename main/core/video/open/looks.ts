/**
 * Which looks are told to the journal. A wall that patrols and a tile that reconnects open the same channel again and again: as
 * long as the same person goes on looking for the same reason it is one look, told again every half hour. Its end is told once
 * nobody has come back for a while, with the moment at which the last picture was closed.
 */
import type { WatchReason } from '#shared/domain/channelEvents.ts';
import type { Actor } from '#shared/domain/event.ts';

const APART_MS = 5 * 60_000;
const AGAIN_MS = 30 * 60_000;

/** The same moment by the clock of the world outside and by that of the journal, which in a drill is another. */
export interface LookTime {
  readonly outside: number;
  readonly journal: number;
}

export interface EndedLook {
  readonly actor: Actor;
  readonly channelId: string;
  readonly name: string;
  readonly reason: WatchReason;
  /** Epoch ms by the journal's clock. */
  readonly untilAt: number;
}

interface Look extends Omit<EndedLook, 'untilAt'> {
  readonly toldAt: number;
  openedAt: number;
  /** Tickets that play it now. */
  held: number;
  /** When the last of them ended; of one that never played, when it was asked for. */
  left: LookTime;
}

export interface BegunLook {
  /** By which it is held and let go. */
  readonly key: string;
  readonly isTold: boolean;
  /** The one that this one takes the place of. */
  readonly ended: EndedLook | null;
}

export class Looks {
  readonly #looks = new Map<string, Look>();

  /** `isTold`: this is to be told. */
  begin(
    actor: Actor,
    channel: { readonly id: string; readonly name: string },
    reason: WatchReason,
    at: LookTime,
  ): BegunLook {
    const { id: channelId, name } = channel;
    const key = keyOf(actor, channelId, reason);
    const look = this.#looks.get(key);
    const now = at.outside;
    if (look && now - look.openedAt < APART_MS && now - look.toldAt < AGAIN_MS) {
      look.openedAt = now;
      return { key, isTold: false, ended: null };
    }
    const held = look?.held ?? 0;
    this.#looks.set(key, { actor, channelId, name, reason, toldAt: now, openedAt: now, held, left: at });
    return { key, isTold: true, ended: look ? endOf(look, at) : null };
  }

  hold(key: string): void {
    const look = this.#looks.get(key);
    if (look) look.held += 1;
  }

  letGo(key: string, at: LookTime): void {
    const look = this.#looks.get(key);
    if (!look) return;
    look.held -= 1;
    look.left = at;
  }

  /** Those that nobody has come back to. */
  endOld(now: number): EndedLook[] {
    const over = [...this.#looks].filter(
      ([, { held, openedAt, left }]) => held === 0 && now - Math.max(openedAt, left.outside) >= APART_MS,
    );
    return over.map(([key, look]) => {
      this.#looks.delete(key);
      return endOf(look, look.left);
    });
  }
}

const keyOf = ({ id }: Actor, channelId: string, reason: WatchReason) =>
  JSON.stringify([id, channelId, reason.kind, reason.kind === 'incident' ? reason.incidentId : null]);

/** One that still plays ends where the next begins. */
function endOf({ actor, channelId, name, reason, held, left }: Look, at: LookTime): EndedLook {
  return { actor, channelId, name, reason, untilAt: held > 0 ? at.journal : left.journal };
}
