/**
 * Which looks are told to the journal. A wall that patrols and a tile that reconnects open the same channel again and again: as
 * long as the same person goes on looking for the same reason it is one look, told again every half hour.
 */
import type { WatchReason } from '#shared/domain/channelEvents.ts';

const APART_MS = 5 * 60_000;
const AGAIN_MS = 30 * 60_000;

interface Look {
  toldAt: number;
  lastAt: number;
}

export class Looks {
  readonly #looks = new Map<string, Look>();

  /** True when this is to be told. */
  begin(actorId: string, channelId: string, reason: WatchReason, now: number): boolean {
    const key = JSON.stringify([
      actorId,
      channelId,
      reason.kind,
      reason.kind === 'incident' ? reason.incidentId : null,
    ]);
    const look = this.#looks.get(key);
    if (look && now - look.lastAt < APART_MS && now - look.toldAt < AGAIN_MS) {
      look.lastAt = now;
      return false;
    }
    this.#looks.set(key, { toldAt: now, lastAt: now });
    return true;
  }

  forgetOld(now: number): void {
    for (const [key, { lastAt }] of this.#looks) if (now - lastAt >= APART_MS) this.#looks.delete(key);
  }
}
