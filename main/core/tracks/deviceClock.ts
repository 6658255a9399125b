/**
 * What a device's clock is wrong by, learned from how late its fixes come (RELIABILITY T2). Pure.
 *
 * A fix that comes two hours late was either kept for two hours by a phone without network, or dated by a clock two hours
 * behind. A queue is emptied faster than it was filled, so its lateness falls with every fix; a wrong clock is wrong by the same
 * amount each time. Hence: a lateness that stays the same over several fixes and at least ten seconds of our own time is the
 * clock's. Until then such a fix is believed to be as old as it says, or, from the future, not at all.
 */

/** Running ahead by less than this is a clock, not a fault: the fix was taken when it came. */
export const AHEAD_TOLERANCE_MS = 60_000;
/** Lateness up to this is the network's; it counts as age. */
export const LATE_TOLERANCE_MS = 30_000;
const STEADY_WITHIN_MS = 4_000;
const STEADY_FIXES = 3;
const STEADY_FOR_MS = 10_000;

export interface DeviceClock {
  /** Taken from the device's time to get ours, negated: `received - device` of a fix that came without delay. */
  readonly offsetMs: number;
  /** The lateness that may turn out to be the clock's. */
  readonly candidate: {
    readonly delayMs: number;
    readonly count: number;
    readonly sinceAt: number;
    readonly deviceAt: number;
  } | null;
}

export const RIGHT_CLOCK: DeviceClock = { offsetMs: 0, candidate: null };

/** True when the offset is more than a tolerance: worth telling somebody. */
export const isClockWrong = ({ offsetMs }: DeviceClock): boolean =>
  offsetMs < -AHEAD_TOLERANCE_MS || offsetMs > LATE_TOLERANCE_MS;

export interface ClockReading {
  readonly clock: DeviceClock;
  /** How long the fix was under way; below `-AHEAD_TOLERANCE_MS` for one from a future nobody can explain. */
  readonly latenessMs: number;
}

export function readClock(clock: DeviceClock, deviceAt: number, receivedAt: number): ClockReading {
  const delayMs = receivedAt - deviceAt;
  if (delayMs >= -AHEAD_TOLERANCE_MS && delayMs <= LATE_TOLERANCE_MS) {
    // The simplest explanation first. Running a little ahead shows by the fix that came soonest after it was taken.
    const ahead = isClockWrong(clock) ? 0 : Math.min(0, clock.offsetMs);
    const offsetMs = delayMs < 0 ? Math.min(ahead, delayMs) : 0;
    return { clock: settled(clock, offsetMs), latenessMs: delayMs - offsetMs };
  }
  const latenessMs = delayMs - clock.offsetMs;
  if (isClockWrong(clock) && latenessMs >= -STEADY_WITHIN_MS && latenessMs <= LATE_TOLERANCE_MS) {
    const offsetMs = Math.min(clock.offsetMs, delayMs);
    return { clock: settled(clock, offsetMs), latenessMs: delayMs - offsetMs };
  }
  const candidate = continued(clock.candidate, delayMs, deviceAt, receivedAt);
  if (candidate.count >= STEADY_FIXES && receivedAt - candidate.sinceAt >= STEADY_FOR_MS) {
    return { clock: { offsetMs: candidate.delayMs, candidate: null }, latenessMs: delayMs - candidate.delayMs };
  }
  return { clock: { offsetMs: clock.offsetMs, candidate }, latenessMs };
}

function settled(clock: DeviceClock, offsetMs: number): DeviceClock {
  return clock.candidate === null && clock.offsetMs === offsetMs ? clock : { offsetMs, candidate: null };
}

/** The least delay of the run: the fix that came soonest says best what the clock is wrong by. */
function continued(run: DeviceClock['candidate'], delayMs: number, deviceAt: number, receivedAt: number) {
  const isSteady = run !== null && deviceAt > run.deviceAt && Math.abs(delayMs - run.delayMs) <= STEADY_WITHIN_MS;
  return isSteady
    ? { delayMs: Math.min(run.delayMs, delayMs), count: run.count + 1, sinceAt: run.sinceAt, deviceAt }
    : { delayMs, count: 1, sinceAt: receivedAt, deviceAt };
}
