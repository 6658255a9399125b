/** A schedule as it is typed: times as `08:30`. Pure. */
import type { WallRules, WallSchedule } from '#shared/domain/wallPlan.ts';

export interface ScheduleLine {
  /** For lists only. */
  readonly key: number;
  readonly time: string;
  readonly presetId: string;
}

export const timeOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Of `8:30` and `08:30`; null for anything else. */
export function minuteOf(time: string): number | null {
  const [, hours, minutes] = /^(\d{1,2})[:：](\d{2})$/.exec(time.trim()) ?? [];
  if (hours === undefined || minutes === undefined) return null;
  const [hour, minute] = [Number(hours), Number(minutes)];
  return hour < 24 && minute < 60 ? hour * 60 + minute : null;
}

export const linesOf = (schedule: WallSchedule): readonly ScheduleLine[] =>
  schedule.map(({ minute, presetId }, key) => ({ key, time: timeOf(minute), presetId }));

export function problemOf(lines: readonly ScheduleLine[], { time, key }: ScheduleLine): 'badTime' | 'sameTime' | null {
  const minute = minuteOf(time);
  if (minute === null) return 'badTime';
  return lines.some((other) => other.key !== key && minuteOf(other.time) === minute) ? 'sameTime' : null;
}

/** Null while a line is wrong. */
export function scheduleOf(lines: readonly ScheduleLine[]): WallSchedule | null {
  if (lines.some((line) => problemOf(lines, line) !== null)) return null;
  return lines.map(({ time, presetId }) => ({ minute: minuteOf(time) ?? 0, presetId }));
}

export type RuleLevel = WallRules[number]['level'];

/** `presetId` null: this level brings up nothing. */
export function withRule(rules: WallRules, level: RuleLevel, presetId: string | null): WallRules {
  const others = rules.filter((rule) => rule.level !== level);
  return presetId === null ? others : [...others, { level, presetId }].sort((one, other) => one.level - other.level);
}
