/**
 * What to do when the graphics context dies. Cesium never comes back from it (RELIABILITY §1), so the widget is thrown away
 * and made anew; three deaths without a quiet time between them are the end of the map for this window.
 */
export interface RecoveryState {
  /** Key of the widget to show; a new number is a new widget. */
  readonly generation: number;
  /** When the recent losses happened, oldest first. */
  readonly lostAt: readonly number[];
  readonly hasFailed: boolean;
}

export const FIRST_MAP: RecoveryState = { generation: 1, lostAt: [], hasFailed: false };

const MOST_LOSSES = 3;
/** Losses longer ago than this are another story: a driver update, a display that slept. */
const QUIET_MS = 10 * 60_000;

export function afterLoss(state: RecoveryState, now: number): RecoveryState {
  if (state.hasFailed) return state;
  const lostAt = [...state.lostAt.filter((at) => now - at < QUIET_MS), now];
  if (lostAt.length >= MOST_LOSSES) return { ...state, lostAt, hasFailed: true };
  return { generation: state.generation + 1, lostAt, hasFailed: false };
}
