/**
 * The figures of one day, counted from the day book. Each carries what it was counted from, so that a number opens exactly its rows;
 * what could not be counted is named with its reason, and the parts of a figure always add up to all of it. Pure.
 */
import type { AlarmClass } from '../catalog/codes.ts';
import type { IncidentKind } from '../catalog/incidentKinds.ts';
import { areaCodeAt } from '../geo/areaCode.ts';
import { percentile } from '../kit/percentile.ts';
import type { DayBook } from './dayBook.ts';
import type { BandMark, IncidentMark } from './dayMark.ts';

/** Ids of incidents, in order of opening unless something else is said. */
export type Rows = readonly string[];

/**
 * Why an incident has no part in a figure. `running`: it may still happen in time; `none`: it was closed and it never happened;
 * `notOwed`: nobody had to; `unverifiable`: closed before the limit ran out, and nobody is known to have come; `duplicate`: it goes on
 * in another incident; `notReal`: false, or a test.
 */
export type LeftOut = 'running' | 'none' | 'notOwed' | 'unverifiable' | 'duplicate' | 'notReal';
export type LeftOutRows = Readonly<Partial<Record<LeftOut, Rows>>>;

export const DAY_SPANS = ['answer', 'order', 'arrival'] as const;
export type DaySpan = (typeof DAY_SPANS)[number];

/** How long something took, of those in which it happened. */
export interface SpanFigure {
  /** Milliseconds; null: it has not happened yet today. */
  readonly p50Ms: number | null;
  readonly p90Ms: number | null;
  /** The quickest first. */
  readonly counted: Rows;
  readonly leftOut: LeftOutRows;
}

/** One limit of 1-3-5: `met` of `met` and `missed`. */
export interface BandFigure {
  readonly seconds: number;
  readonly met: Rows;
  readonly missed: Rows;
  readonly leftOut: LeftOutRows;
}

export interface DayFigures {
  readonly fromAt: number;
  readonly toAt: number;
  readonly incidents: {
    readonly opened: Rows;
    /** Most first. */
    readonly byKind: readonly { readonly kind: IncidentKind; readonly rows: Rows }[];
    readonly byTown: readonly { readonly town: string | null; readonly rows: Rows }[];
    /** By the hour of the day. */
    readonly byHour: readonly Rows[];
  };
  readonly alarms: {
    readonly count: number;
    readonly byClass: readonly { readonly class: AlarmClass; readonly count: number }[];
    readonly byTown: readonly { readonly town: string | null; readonly count: number }[];
    readonly byHour: readonly number[];
  };
  readonly spans: Readonly<Record<DaySpan, SpanFigure>>;
  /** The shortest limit first. */
  readonly bands: readonly BandFigure[];
  /** Of those opened in the day: `closed` of `closed` and `open`. */
  readonly closure: { readonly closed: Rows; readonly open: Rows; readonly leftOut: LeftOutRows };
  /** Whenever they were opened. */
  readonly closedInDay: Rows;
  /** Incidents had to leave the book for want of room: the true figures are higher. */
  readonly isCut: boolean;
}

const HOUR_MS = 3_600_000;

/** `fromAt` to `toAt`, epoch ms, the end not included: a day of whichever time zone. `now`: what is still running is judged by it. */
export function dayFigures(book: DayBook, fromAt: number, toAt: number, now: number): DayFigures {
  const isOfDay = (at: number) => at >= fromAt && at < toAt;
  const opened: IncidentMark[] = [];
  const closedInDay: string[] = [];
  for (const mark of book.incidents.values()) {
    if (isOfDay(mark.openedAt)) opened.push(mark);
    if (mark.closedAt !== null && isOfDay(mark.closedAt)) closedInDay.push(mark.id);
  }
  const hours = Math.ceil((toAt - fromAt) / HOUR_MS);
  const byHour = Array.from({ length: hours }, (): string[] => []);
  for (const { id, openedAt } of opened) byHour[Math.floor((openedAt - fromAt) / HOUR_MS)]?.push(id);
  return {
    ...{ fromAt, toAt, closedInDay },
    incidents: {
      opened: idsOf(opened),
      byKind: grouped(opened, ({ kind }) => kind).map(([kind, marks]) => ({ kind, rows: idsOf(marks) })),
      byTown: grouped(opened, townOf).map(([town, marks]) => ({ town, rows: idsOf(marks) })),
      byHour,
    },
    alarms: alarmsOf(book, isOfDay, fromAt, hours),
    spans: {
      answer: spanOf(opened, ({ answerFromAt, answeredAt }) => ({ fromAt: answerFromAt, at: answeredAt })),
      order: spanOf(opened, ({ orderFromAt, orderedAt }) => ({ fromAt: orderFromAt, at: orderedAt })),
      arrival: spanOf(opened, ({ receivedAt, arrivedAt }) => ({ fromAt: receivedAt, at: arrivedAt })),
    },
    bands: bandsOf(opened, now),
    closure: closureOf(opened),
    isCut: book.lostAt >= fromAt,
  };
}

const idsOf = (marks: readonly IncidentMark[]): Rows => marks.map(({ id }) => id);
const townOf = ({ gridCode }: IncidentMark) => (gridCode === null ? null : areaCodeAt(gridCode, 'town'));

function alarmsOf(
  { counts }: DayBook,
  isOfDay: (at: number) => boolean,
  fromAt: number,
  hours: number,
): DayFigures['alarms'] {
  const classes = new Map<AlarmClass, number>();
  const towns = new Map<string | null, number>();
  const byHour = Array.from({ length: hours }, () => 0);
  let all = 0;
  for (const { at, class: alarmClass, town, count } of counts.values()) {
    if (!isOfDay(at)) continue;
    all += count;
    classes.set(alarmClass, (classes.get(alarmClass) ?? 0) + count);
    towns.set(town, (towns.get(town) ?? 0) + count);
    const hour = Math.floor((at - fromAt) / HOUR_MS);
    byHour[hour] = (byHour[hour] ?? 0) + count;
  }
  return {
    count: all,
    byClass: mostFirst(classes).map(([name, count]) => ({ class: name, count })),
    byTown: mostFirst(towns).map(([town, count]) => ({ town, count })),
    byHour,
  };
}

type Verdict<Counted extends string> = Counted | LeftOut;

/** Every incident into exactly one part. */
function partsOf<Counted extends string>(
  marks: readonly IncidentMark[],
  judge: (mark: IncidentMark) => Verdict<Counted>,
): Partial<Record<Verdict<Counted>, string[]>> {
  const parts: Partial<Record<Verdict<Counted>, string[]>> = {};
  for (const mark of marks) {
    const verdict = judge(mark);
    const part = parts[verdict];
    if (part) part.push(mark.id);
    else parts[verdict] = [mark.id];
  }
  return parts;
}

function spanOf(
  marks: readonly IncidentMark[],
  read: (mark: IncidentMark) => { readonly fromAt: number | null; readonly at: number | null },
): SpanFigure {
  const took = new Map<string, number>();
  const { counted = [], ...leftOut } = partsOf<'counted'>(marks, (mark) => {
    const { fromAt, at } = read(mark);
    if (mark.closeReason === 'duplicate') return 'duplicate';
    if (fromAt === null) return 'notOwed';
    if (at === null) return mark.closedAt === null ? 'running' : 'none';
    took.set(mark.id, Math.max(0, at - fromAt));
    return 'counted';
  });
  counted.sort((one, other) => took.get(one)! - took.get(other)!);
  const ascending = counted.map((id) => took.get(id)!);
  return { p50Ms: percentile(ascending, 0.5), p90Ms: percentile(ascending, 0.9), counted, leftOut };
}

function bandsOf(marks: readonly IncidentMark[], now: number): readonly BandFigure[] {
  const limits = [...new Set(marks.flatMap(({ bands }) => bands.map(([seconds]) => seconds)))].sort((a, b) => a - b);
  return limits.map((seconds) => {
    const bandOf = ({ bands }: IncidentMark) => bands.find(([limit]) => limit === seconds);
    const owed = marks.filter((mark) => bandOf(mark) !== undefined);
    const { met = [], missed = [], ...leftOut } = partsOf(owed, (mark) => judgeBand(mark, bandOf(mark)!, now));
    return { seconds, met, missed, leftOut };
  });
}

function judgeBand(
  { closeReason, closedAt }: IncidentMark,
  [, dueAt, metAt]: BandMark,
  now: number,
): Verdict<'met' | 'missed'> {
  if (closeReason === 'duplicate') return 'duplicate';
  if (closeReason === 'false' || closeReason === 'test') return 'notReal';
  if (metAt !== null) return metAt <= dueAt ? 'met' : 'missed';
  if ((closedAt ?? now) >= dueAt) return 'missed';
  return closedAt === null ? 'running' : 'unverifiable';
}

function closureOf(marks: readonly IncidentMark[]): DayFigures['closure'] {
  const parts = partsOf<'closed' | 'open'>(marks, ({ closedAt, closeReason }) =>
    closedAt === null ? 'open' : closeReason === 'duplicate' ? 'duplicate' : 'closed',
  );
  const { closed = [], open = [], ...leftOut } = parts;
  return { closed, open, leftOut };
}

function grouped<Key extends string | null>(
  marks: readonly IncidentMark[],
  keyOf: (mark: IncidentMark) => Key,
): readonly (readonly [Key, readonly IncidentMark[]])[] {
  const groups = new Map<Key, IncidentMark[]>();
  for (const mark of marks) {
    const group = groups.get(keyOf(mark));
    if (group) group.push(mark);
    else groups.set(keyOf(mark), [mark]);
  }
  return [...groups].sort(([one, of], [other, ofOther]) => ofOther.length - of.length || byCode(one, other));
}

const mostFirst = <Key extends string | null>(counts: ReadonlyMap<Key, number>): readonly (readonly [Key, number])[] =>
  [...counts].sort(([one, count], [other, others]) => others - count || byCode(one, other));

/** Of equals always the same first, and what is nowhere last. */
const byCode = (one: string | null, other: string | null) => ((one ?? '\uffff') < (other ?? '\uffff') ? -1 : 1);
