/**
 * What to do when the graphics context dies. Cesium never comes back from it (RELIABILITY §1), so the widget is thrown away
 * and made anew; three deaths without a quiet time between them are the end of the map for a while.
 */
export interface RecoveryState {
  /** Key of the widget to show; a new number is a new widget. */
  readonly generation: number;
  /** When the recent losses happened, oldest first. */
  readonly lostAt: readonly number[];
  readonly hasFailed: boolean;
  /** Maps made since the newest loss; one graphics process that starts again may cost several. */
  readonly attempts: number;
}

/** Of a machine without graphics the first map is not even tried. */
export const firstMap = (hasGraphics: boolean): RecoveryState => ({
  generation: 1,
  lostAt: [],
  hasFailed: !hasGraphics,
  attempts: 0,
});

/** A first map may take long: its engine is still being fetched. One after a loss has everything it needs. */
export const FIRST_PATIENCE_MS = 60_000;
export const PATIENCE_MS = 6_000;
/** After the end of the map it is tried again this often, by itself: drivers come back. */
export const RETRY_AFTER_MS = 120_000;

const MOST_LOSSES = 3;
/** Losses so soon after one another are one story, told to its end in so many attempts. */
const STORY_MS = 30_000;
const MOST_ATTEMPTS = 5;
/** Losses longer ago than this are another story: a driver update, a display that slept. */
const QUIET_MS = 10 * 60_000;

export function afterLoss(state: RecoveryState, now: number): RecoveryState {
  if (state.hasFailed) return state;
  const recent = state.lostAt.filter((at) => now - at < QUIET_MS);
  const last = recent.at(-1);
  const isSameStory = last !== undefined && now - last < STORY_MS;
  const lostAt = isSameStory ? recent : [...recent, now];
  const attempts = isSameStory ? state.attempts + 1 : 1;
  if (lostAt.length >= MOST_LOSSES || attempts > MOST_ATTEMPTS) return { ...state, lostAt, attempts, hasFailed: true };
  return { generation: state.generation + 1, lostAt, attempts, hasFailed: false };
}

/** One more map after the end of them, where there are graphics; the next loss but one ends them again. */
export function tryAgain(state: RecoveryState, hasGraphics: boolean): RecoveryState {
  if (!state.hasFailed || !hasGraphics) return state;
  return { generation: state.generation + 1, lostAt: state.lostAt.slice(-1), attempts: 0, hasFailed: false };
}
