/** What the drill's clocks say now, between two answers of the core. Pure. */
import { type DrillState, scenarioSeconds } from '#shared/domain/drill.ts';
import { formatClockSpan } from '#shared/text/time.ts';
import type { DrillReport, ScriptLine } from '#shared/wire/drill.ts';

export const PACES = [1, 2, 3, 5, 10] as const;

/** `04:07`: always so wide, as it turns over all the time. */
export function stageClock(seconds: number): string {
  return formatClockSpan(Math.floor(seconds) * 1_000).padStart(5, '0');
}

/** Seconds of the script that have passed; `now` by the station's clock. */
export function secondsAt(drill: DrillState, now: number): number {
  return Math.min(drill.lengthSeconds, Math.max(0, scenarioSeconds(drill, now)));
}

/** What is left until a line is played, counted on from the core's answer; null: that cannot be told. */
export function secondsLeft(
  { inSeconds }: Pick<ScriptLine, 'inSeconds'>,
  { nowAt }: Pick<DrillReport, 'nowAt'>,
  now: number,
) {
  return inSeconds === null ? null : Math.max(0, inSeconds - Math.max(0, now - nowAt) / 1_000);
}

/** The next pace up or down; the same at the end. */
export function nextPace(pace: number, by: 1 | -1): number {
  const faster = PACES.find((each) => each > pace);
  const slower = PACES.findLast((each) => each < pace);
  return (by > 0 ? faster : slower) ?? pace;
}
