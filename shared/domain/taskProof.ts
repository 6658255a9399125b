/** Whether a place is proved: a fresh fix inside the radius, in the window of the check-point. */
import { distanceM } from '../geo/earth.ts';
import { freshnessAt, isLive } from './position.ts';
import type { CheckInFacts, CheckPoint, Unproved } from './task.ts';

/** A fix as it proves a place: metres, epoch ms of the moment it was taken, by the core's clock. */
export interface ProvingFix {
  readonly lon: number;
  readonly lat: number;
  readonly accuracyM: number | null;
  readonly fixAt: number;
}

/** A fix less sure than this says nothing about a doorway. */
const ACCURACY_LIMIT_M = 100;

export type Proof = Pick<CheckInFacts, 'unproved' | 'distanceM' | 'accuracyM'>;

/** `at`: when the check-in was done. What is wrong with the place is said before what is wrong with the time. */
export function proveCheckIn(point: CheckPoint, fix: ProvingFix | null, at: number): Proof {
  if (!fix) return { unproved: 'noFix', distanceM: null, accuracyM: null };
  const away = Math.round(distanceM([point.lon, point.lat], [fix.lon, fix.lat]));
  return { unproved: judge(point, fix, away, at), distanceM: away, accuracyM: fix.accuracyM };
}

function judge(point: CheckPoint, fix: ProvingFix, away: number, at: number): Unproved | null {
  if (!isLive(freshnessAt(Math.min(fix.fixAt, at), null, at))) return 'staleFix';
  if ((fix.accuracyM ?? 0) > ACCURACY_LIMIT_M) return 'staleFix';
  if (away > point.radiusM) return 'tooFar';
  if (point.fromAt !== null && at < point.fromAt) return 'tooEarly';
  if (point.untilAt !== null && at > point.untilAt) return 'tooLate';
  return null;
}
