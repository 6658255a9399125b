/**
 * What one tile does about its stream, as a pure fold: no clock, no player, no network. Figures follow what go2rtc, Frigate and
 * MediaMTX's reader settled on. A picture is live only while frames come; whatever stands still is said to stand still.
 */
import type { ChannelFault } from '#shared/domain/channel.ts';
import type { PlayProtocol } from '#shared/wire/video.ts';

/** No first frame within this: the way does not work. */
export const START_LIMIT_MS = 6_000;
/** No further frame within this: what is shown is said to stand still, though it may yet go on by itself. */
export const LATE_AFTER_MS = 2_000;
/** No further frame within this: it is opened anew. */
export const STALL_LIMIT_MS = 4_000;
/** Out of sight for this long: it is closed, since a hidden player decodes all the same. */
export const HIDE_LIMIT_MS = 5_000;
/** After this long on a lesser way the best one is tried again; each failure doubles it up to the limit. */
export const PROMOTE_AFTER_MS = 60_000;
export const PROMOTE_LIMIT_MS = 600_000;
export const BACK_OFF_FIRST_MS = 1_000;
export const BACK_OFF_LIMIT_MS = 30_000;
/** What is refused for good may be allowed later: a consent given, a channel put right. */
export const REFUSED_AGAIN_MS = 30_000;

export type TilePhase =
  /** Nobody sees it: nothing is asked for. */
  | 'paused'
  /** The core is asked for a ticket. */
  | 'opening'
  /** A player is connecting. */
  | 'starting'
  | 'playing'
  /** Every way failed; tried again at `dueAt`. */
  | 'waiting'
  /** The core refused; tried again at `dueAt`. */
  | 'refused';

/** What the officer is told. `stalled` and the last two may stand over the last picture, which is then dimmed and dated. */
export type TileStatus = 'connecting' | 'live' | 'stalled' | 'unauthorised' | 'gone' | 'paused';

export interface TileState {
  readonly phase: TilePhase;
  readonly isVisible: boolean;
  /** Epoch ms since when the phase, or since when it is hidden while it still plays. */
  readonly sinceAt: number;
  readonly hiddenAt: number | null;
  /** In the order the core proposes. */
  readonly ways: readonly PlayProtocol[];
  /** Index into `ways` of the one in use. */
  readonly rung: number;
  /** The same way is tried once more before the next one is. */
  readonly isSecondTry: boolean;
  readonly frames: number;
  /** Epoch ms of the last frame ever shown in this tile; null: none yet. */
  readonly lastFrameAt: number | null;
  /** How often all ways failed in a row. */
  readonly rounds: number;
  readonly dueAt: number | null;
  readonly promoteAfterMs: number;
  readonly fault: ChannelFault | null;
}

export type TileEvent =
  | { readonly kind: 'shown' }
  | { readonly kind: 'hidden' }
  | { readonly kind: 'opened'; readonly ways: readonly PlayProtocol[] }
  | { readonly kind: 'refused'; readonly fault: ChannelFault }
  /** Frames decoded so far by the player in use. */
  | { readonly kind: 'counted'; readonly frames: number }
  /** The player has its first picture: nobody waits until frames are counted again. */
  | { readonly kind: 'pictured' }
  /** The player gave up by itself. */
  | { readonly kind: 'failed' }
  /** Large and small tiles want other streams. */
  | { readonly kind: 'regraded' }
  | { readonly kind: 'ticked' };

/** What the owner must do after an event; `open` ends whatever plays and asks for a new ticket, `play` starts `ways[rung]`. */
export type TileEffect = 'open' | 'play' | 'close' | null;

export interface TileStep {
  readonly state: TileState;
  readonly effect: TileEffect;
}

export const PAUSED_TILE: TileState = {
  phase: 'paused',
  isVisible: false,
  sinceAt: 0,
  hiddenAt: null,
  ways: [],
  rung: 0,
  isSecondTry: false,
  frames: 0,
  lastFrameAt: null,
  rounds: 0,
  dueAt: null,
  promoteAfterMs: PROMOTE_AFTER_MS,
  fault: null,
};

/**
 * @param now epoch ms
 * @param random 0 … 1, spreads the retries of many tiles that lost the same server
 */
export function stepTile(state: TileState, event: TileEvent, now: number, random: number): TileStep {
  switch (event.kind) {
    case 'shown':
      return state.phase === 'paused'
        ? opening({ ...state, isVisible: true, hiddenAt: null, rung: 0, isSecondTry: false, rounds: 0 }, now)
        : still({ ...state, isVisible: true, hiddenAt: null });
    case 'hidden':
      return still({ ...state, isVisible: false, hiddenAt: state.hiddenAt ?? now });
    case 'opened':
      return state.phase === 'opening' ? opened(state, event.ways, now, random) : still(state);
    case 'refused':
      return state.phase === 'opening' ? refused(state, event.fault, now, random) : still(state);
    case 'counted':
      return counted(state, event.frames, now);
    case 'pictured':
      return counted(state, Math.max(1, state.frames), now);
    case 'failed':
      return isPlaying(state) ? lost(state, now, random) : still(state);
    case 'regraded':
      return isPlaying(state) || state.phase === 'opening'
        ? opening({ ...state, isSecondTry: false }, now)
        : still(state);
    case 'ticked':
      return ticked(state, now, random);
  }
}

/**
 * A picture that is not growing is never called live.
 * @param now epoch ms
 */
export function statusOf(state: TileState, now: number): TileStatus {
  switch (state.phase) {
    case 'paused':
      return 'paused';
    case 'playing':
      return now - (state.lastFrameAt ?? state.sinceAt) < LATE_AFTER_MS ? 'live' : 'stalled';
    case 'refused':
      return state.fault === 'unauthorised' || state.fault === 'consentWithdrawn' || state.fault === 'notAllowed'
        ? 'unauthorised'
        : 'gone';
    default:
      return state.lastFrameAt === null ? 'connecting' : 'stalled';
  }
}

const still = (state: TileState): TileStep => ({ state, effect: null });
const isPlaying = ({ phase }: TileState) => phase === 'starting' || phase === 'playing';

const opening = (state: TileState, now: number): TileStep => ({
  state: { ...state, phase: 'opening', sinceAt: now, dueAt: null, fault: null, frames: 0 },
  effect: 'open',
});

/** A ticket is for one try, so each try opens anew; the ways may have changed meanwhile. */
function opened(state: TileState, ways: readonly PlayProtocol[], now: number, random: number): TileStep {
  if (ways.length === 0) return refused(state, 'noSource', now, random);
  const rung = Math.min(state.rung, ways.length - 1);
  return { state: { ...state, phase: 'starting', sinceAt: now, ways, rung, frames: 0 }, effect: 'play' };
}

/** A server that is down is worth asking again soon, like a way that failed; other refusals stand for a while. */
function refused(state: TileState, fault: ChannelFault, now: number, random: number): TileStep {
  if (fault === 'serverDown' || fault === 'unreachable') return waiting({ ...state, fault }, now, random);
  return {
    state: { ...state, phase: 'refused', sinceAt: now, fault, dueAt: now + REFUSED_AGAIN_MS },
    effect: 'close',
  };
}

function counted(state: TileState, frames: number, now: number): TileStep {
  if (!isPlaying(state) || frames <= state.frames) return still(state);
  const isFirst = state.phase === 'starting';
  return still({
    ...state,
    phase: 'playing',
    frames,
    lastFrameAt: now,
    rounds: 0,
    isSecondTry: false,
    ...(isFirst && { sinceAt: now }),
    ...(isFirst && state.rung === 0 && { promoteAfterMs: PROMOTE_AFTER_MS }),
  });
}

/** The way in use failed: once more, then the next, and after the last one a pause. */
function lost(state: TileState, now: number, random: number): TileStep {
  const hadPicture = state.phase === 'playing';
  if (hadPicture && !state.isSecondTry) return opening({ ...state, isSecondTry: true }, now);
  if (state.rung + 1 < state.ways.length) return opening({ ...state, rung: state.rung + 1, isSecondTry: false }, now);
  return waiting({ ...state, fault: state.fault ?? 'noPicture' }, now, random);
}

function waiting(state: TileState, now: number, random: number): TileStep {
  const backOffMs = Math.min(BACK_OFF_LIMIT_MS, BACK_OFF_FIRST_MS * 2 ** state.rounds);
  return {
    state: {
      ...state,
      phase: 'waiting',
      sinceAt: now,
      rung: 0,
      isSecondTry: false,
      rounds: state.rounds + 1,
      dueAt: now + backOffMs * (0.75 + random / 2),
    },
    effect: 'close',
  };
}

function ticked(state: TileState, now: number, random: number): TileStep {
  if (state.hiddenAt !== null && now - state.hiddenAt >= HIDE_LIMIT_MS && state.phase !== 'paused') {
    return {
      state: { ...state, phase: 'paused', sinceAt: now, hiddenAt: null, dueAt: null, fault: null },
      effect: 'close',
    };
  }
  switch (state.phase) {
    case 'starting':
      return now - state.sinceAt >= START_LIMIT_MS ? lost(state, now, random) : still(state);
    case 'playing':
      if (now - (state.lastFrameAt ?? state.sinceAt) >= STALL_LIMIT_MS) return lost(state, now, random);
      if (state.rung > 0 && now - state.sinceAt >= state.promoteAfterMs) {
        const promoteAfterMs = Math.min(PROMOTE_LIMIT_MS, state.promoteAfterMs * 2);
        return opening({ ...state, rung: 0, isSecondTry: false, promoteAfterMs }, now);
      }
      return still(state);
    case 'waiting':
    case 'refused':
      return state.dueAt !== null && now >= state.dueAt ? opening(state, now) : still(state);
    default:
      return still(state);
  }
}
