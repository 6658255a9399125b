/** Fixes of the track history as a window replays them: in the order they came in, those that moved a unit. */
import type { TrackAnswer, TrackFix } from '#main/core/tracks/history/index.ts';
import type { ReplayPositions } from '#shared/wire/replay.ts';
import type { PositionTuple } from '#shared/wire/seat.ts';
import type { ReplaySpan } from './messages.ts';

/**
 * `state` is everybody at the beginning. A fix that was late when it came moved nobody then and does not now. With `everyMs`
 * each unit keeps its last fix of each such stretch: at 64 times the speed nobody sees the others.
 */
export function movesOf(
  span: ReplaySpan,
  state: Pick<TrackAnswer, 'fixes' | 'damage'>,
  pages: readonly TrackAnswer[],
  everyMs: number,
  isReduced: boolean,
): ReplayPositions {
  const moves: TrackFix[] = [];
  const seen = new Set<string>();
  for (const { fixes } of pages) {
    for (const fix of fixes) {
      if (fix.isLate || fix.receivedAt <= span.fromAt || fix.receivedAt > span.toAt) continue;
      // Pages meet at their ends.
      const key = `${fix.unitId} ${fix.fixAt}`;
      if (seen.has(key)) continue;
      seen.add(key);
      moves.push(fix);
    }
  }
  moves.sort((left, right) => left.receivedAt - right.receivedAt || left.fixAt - right.fixAt);
  const shown = everyMs > 0 ? thinned(moves, everyMs) : moves;
  return {
    ...span,
    state: state.fixes.map(tupleOf),
    moves: shown.map(tupleOf),
    isReduced,
    damageCount: pages.reduce((sum, { damage }) => sum + damage.length, state.damage.length),
  };
}

/** Keeps the order of receiving. */
function thinned(moves: readonly TrackFix[], everyMs: number): TrackFix[] {
  const last = new Map<string, TrackFix>();
  for (const fix of moves) last.set(`${fix.unitId} ${Math.floor(fix.receivedAt / everyMs)}`, fix);
  const kept = new Set(last.values());
  return moves.filter((fix) => kept.has(fix));
}

function tupleOf(fix: TrackFix): PositionTuple {
  const { unitId, lon, lat, courseDegrees, speedMps, accuracyM, fixAt, receivedAt, batteryPercent, staleAt } = fix;
  return [unitId, lon, lat, courseDegrees, speedMps, accuracyM, fixAt, receivedAt, batteryPercent, staleAt];
}
