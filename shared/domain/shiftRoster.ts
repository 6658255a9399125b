/** A roster as a whole: who would sit twice at once, when nobody would sit, and last week again. Pure. */
import type { RosteredPerson, ShiftState } from './shift.ts';

/** A shift as a roster states it; `shiftId` is of one that is changed. */
export interface PlannedShift {
  readonly shiftId?: string | undefined;
  readonly name: string;
  readonly startAt: number;
  readonly endAt: number;
  readonly people: readonly RosteredPerson[];
}

export type RosterFinding =
  /** One person in two shifts at once. */
  | {
      readonly code: 'twice';
      readonly name: string;
      readonly shifts: readonly [string, string];
      readonly fromAt: number;
    }
  /** Nobody is at the desk. */
  | { readonly code: 'gap'; readonly fromAt: number; readonly untilAt: number }
  /** A shift nobody is down for at the desk. */
  | { readonly code: 'empty'; readonly shift: string; readonly fromAt: number };

/** What is wrong with it between two moments, in order of time. A roster may be saved all the same: half of one is better than none. */
export function rosterFindings(shifts: readonly PlannedShift[], fromAt: number, untilAt: number): RosterFinding[] {
  const inOrder = shifts
    .filter((shift) => shift.endAt > fromAt && shift.startAt < untilAt)
    .sort((one, other) => one.startAt - other.startAt);
  return [...twice(inOrder), ...gaps(inOrder, fromAt, untilAt), ...empty(inOrder)].sort(
    (one, other) => one.fromAt - other.fromAt,
  );
}

function twice(shifts: readonly PlannedShift[]): RosterFinding[] {
  return shifts.flatMap((shift, index) =>
    shifts.slice(index + 1).flatMap((later) => {
      if (later.startAt >= shift.endAt) return [];
      const both = shift.people.filter(({ accountId }) =>
        later.people.some((person) => person.accountId === accountId),
      );
      return both.map(({ name }) => ({
        code: 'twice' as const,
        name,
        shifts: [shift.name, later.name] as const,
        fromAt: later.startAt,
      }));
    }),
  );
}

/** Only between shifts that are down: an empty week is not a week of gaps. */
function gaps(shifts: readonly PlannedShift[], fromAt: number, untilAt: number): RosterFinding[] {
  const found: RosterFinding[] = [];
  let coveredUntil = shifts[0] ? Math.max(fromAt, shifts[0].startAt) : untilAt;
  for (const { startAt, endAt } of shifts) {
    if (startAt > coveredUntil) found.push({ code: 'gap', fromAt: coveredUntil, untilAt: startAt });
    coveredUntil = Math.max(coveredUntil, endAt);
  }
  return found;
}

const empty = (shifts: readonly PlannedShift[]): RosterFinding[] =>
  shifts
    .filter(({ people }) => !people.some(({ post }) => post === 'duty'))
    .map(({ name, startAt }) => ({ code: 'empty' as const, shift: name, fromAt: startAt }));

/** The shifts that begin in one week, moved into another: by whole local days, so that eight o'clock stays eight o'clock. */
export function copyWeek(shifts: Iterable<ShiftState>, fromAt: number, toAt: number): PlannedShift[] {
  const days = Math.round((toAt - fromAt) / DAY_MS);
  const moved = (at: number) => {
    const date = new Date(at);
    return date.setDate(date.getDate() + days);
  };
  return [...shifts]
    .filter(({ startAt, isAdHoc }) => !isAdHoc && startAt >= fromAt && startAt < weekEnd(fromAt))
    .sort((one, other) => one.startAt - other.startAt)
    .map(({ name, startAt, endAt, people }) => ({ name, startAt: moved(startAt), endAt: moved(endAt), people }));
}

const DAY_MS = 86_400_000;

/** Local midnight of the Monday at or before. */
export function weekStart(at: number): number {
  const date = new Date(at);
  date.setHours(0, 0, 0, 0);
  return date.setDate(date.getDate() - ((date.getDay() + 6) % 7));
}

/** Local midnight seven days later: 167, 168 or 169 hours. */
export function weekEnd(startAt: number): number {
  const date = new Date(startAt);
  return date.setDate(date.getDate() + 7);
}
