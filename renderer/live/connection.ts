import type { Bilingual } from '#shared/kit/bilingual.ts';
import type { CoreWhereabouts } from '#shared/wire/bridge.ts';
import { SEAT_SILENCE_MS, type SeatRefusal } from '#shared/wire/seat.ts';

/**
 * Where this seat stands with its core, as one pure state machine. The window says what this says, and commands are
 * refused whenever it is not `live` (issue 2 §6: said within 5 s, last state kept, commands refused in words).
 */
export type ConnectionState = 'waiting' | 'connecting' | 'live' | 'lost' | 'refused';

export interface Connection {
  /** `waiting`: the core has no address yet. `lost`: there was a world, and it has stopped being fed. */
  readonly state: ConnectionState;
  /** When this state began, local epoch ms; for `lost` when the core was last heard. */
  readonly since: number;
  readonly lastHeardAt: number | null;
  readonly lostBy: 'silence' | 'closed' | null;
  readonly refusal: SeatRefusal | null;
  /** What the shell says of the core beside us; `unknown` in a plain browser. */
  readonly core: CoreWhereabouts['state'] | 'unknown';
  readonly coreReason: Bilingual | null;
}

export type ConnectionNews =
  | { readonly kind: 'core'; readonly core: CoreWhereabouts }
  | { readonly kind: 'opening' }
  | { readonly kind: 'welcomed' }
  | { readonly kind: 'heard' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'refused'; readonly refusal: SeatRefusal }
  | { readonly kind: 'watched' };

export function firstConnection(now: number): Connection {
  return {
    state: 'waiting',
    since: now,
    lastHeardAt: null,
    lostBy: null,
    refusal: null,
    core: 'unknown',
    coreReason: null,
  };
}

/** Pure. `now` is the window's own clock: silence is measured by it, never by the core's. */
export function nextConnection(current: Connection, news: ConnectionNews, now: number): Connection {
  switch (news.kind) {
    case 'core':
      return { ...current, core: news.core.state, coreReason: news.core.reason };
    case 'opening':
      return current.state === 'waiting' ? enter(current, 'connecting', now) : current;
    case 'welcomed':
      return { ...enter(current, 'live', now), lastHeardAt: now };
    case 'heard':
      if (current.state === 'lost') return { ...enter(current, 'live', now), lastHeardAt: now };
      return current.state === 'live' ? { ...current, lastHeardAt: now } : current;
    case 'closed':
      return current.state === 'live' ? lose(current, 'closed', now) : current;
    case 'refused':
      // A starting core is not a refusal of this seat: it will let us in when it is ready.
      if (news.refusal.code === 'starting') return current;
      return { ...enter(current, 'refused', now), refusal: news.refusal };
    case 'watched': {
      const isSilent = current.state === 'live' && now - (current.lastHeardAt ?? now) > SEAT_SILENCE_MS;
      return isSilent ? lose(current, 'silence', now) : current;
    }
  }
}

const enter = (current: Connection, state: ConnectionState, now: number): Connection => ({
  ...current,
  state,
  since: now,
  lostBy: null,
  refusal: null,
});

const lose = (current: Connection, lostBy: 'silence' | 'closed', now: number): Connection => ({
  ...enter(current, 'lost', current.lastHeardAt ?? now),
  lostBy,
});
