/** A recording of the past beside the film's clock: what its player should be doing now. Pure. */

/** What has a length and was recorded from `fromAt` on; epoch ms. `toAt` null: its length is known once it has been loaded. */
export interface Recording {
  readonly fromAt: number;
  readonly toAt: number | null;
}

export interface FilmClock {
  readonly at: number;
  readonly isPlaying: boolean;
  readonly speed: number;
}

/** What the player itself says: seconds of the recording, and where it stands. */
export interface PlayerState {
  readonly seconds: number;
  readonly lengthSeconds: number | null;
}

/**
 * `away`: its time has not come or is over. `still`: the film stands; shown where it stands. `silent`: it runs with the film, but
 * only at 1× is it a sound anybody can follow. `heard`: at 1×.
 */
export type ClipMode = 'away' | 'still' | 'silent' | 'heard';

export interface ClipOrder {
  readonly mode: ClipMode;
  /** Where the player is to be put, seconds; null: it is near enough to be left alone. */
  readonly seekSeconds: number | null;
}

/** A player is put right when it is off by more: less is heard as a stutter, more as being out of step. */
export const DRIFT_SECONDS = 0.35;
/** While the film runs at another speed the picture is moved on by jumps of this. */
const SILENT_JUMP_SECONDS = 1;

export function clipOrder(recording: Recording, clock: FilmClock, player: PlayerState): ClipOrder {
  const wanted = (clock.at - recording.fromAt) / 1_000;
  const length = lengthOf(recording, player);
  if (wanted < 0 || (length !== null && wanted >= length)) return { mode: 'away', seekSeconds: null };
  const mode = !clock.isPlaying ? 'still' : clock.speed === 1 ? 'heard' : 'silent';
  const tolerance = mode === 'silent' ? SILENT_JUMP_SECONDS : DRIFT_SECONDS;
  return { mode, seekSeconds: Math.abs(player.seconds - wanted) > tolerance ? wanted : null };
}

/** Whether the recording speaks of this moment; one without a known end is taken to last until its player says otherwise. */
export function isUnderWay({ fromAt, toAt }: Recording, at: number): boolean {
  return at >= fromAt && (toAt === null || at < toAt);
}

function lengthOf({ fromAt, toAt }: Recording, { lengthSeconds }: PlayerState): number | null {
  if (lengthSeconds !== null && Number.isFinite(lengthSeconds) && lengthSeconds > 0) return lengthSeconds;
  return toAt === null ? null : (toAt - fromAt) / 1_000;
}
