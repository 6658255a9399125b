import type { AlarmState } from '#shared/domain/alarm.ts';
import {
  announcements,
  type Chatter,
  chatteringOf,
  FLOOD_BEGINS,
  floodsOf,
  markOf,
  TEN_MINUTES,
} from '#shared/domain/alarmFigures.ts';

/** What the alarms this window holds say of the last minutes. Times are the core's. */
export interface AlarmRates {
  /** Announced within the last ten minutes. */
  readonly inTenMinutes: number;
  readonly isFlood: boolean;
}

const LOOKED_BACK_MS = 2 * 3_600_000;

export function alarmRates(alarms: Iterable<AlarmState>, now: number): AlarmRates {
  const times = announcements(marksSince(alarms, now - LOOKED_BACK_MS)).map(({ at }) => at);
  const inTenMinutes = times.filter((at) => at + TEN_MINUTES > now).length;
  const isFlood = inTenMinutes > FLOOD_BEGINS || floodsOf(times, now).at(-1)?.toAt === null;
  return { inTenMinutes, isFlood };
}

/** Sources that chattered within the last two hours, as far as this window holds their alarms. */
export function chatteringNow(alarms: Iterable<AlarmState>, now: number): readonly Chatter[] {
  return chatteringOf(marksSince(alarms, now - LOOKED_BACK_MS));
}

function marksSince(alarms: Iterable<AlarmState>, sinceAt: number) {
  const marks = [];
  for (const alarm of alarms) if (alarm.receivedAt >= sinceAt) marks.push(markOf(alarm));
  return marks.sort((one, other) => one.at - other.at);
}
