/**
 * The day book: today and yesterday in lines, folded beside the incidents from the same events, so that the core, every window and a
 * replay count the same. It outlives the incidents the world lets go. An event costs a look-up and a write, whatever is in it.
 *
 * Bounds. Lines live for 50 hours, which hold today and yesterday of any time zone, the day the clocks change included; an incident's
 * begin when it is closed. Beyond 10,000 incidents the oldest closed lines go and the figures say so; beyond 5,000 alarms the oldest
 * lines go, while their number is kept: alarms are counted by the quarter of an hour, which no time zone cuts through.
 */
import type { AlarmClass } from '../catalog/codes.ts';
import { areaCodeAt } from '../geo/areaCode.ts';
import type { AlarmFacts } from './alarm.ts';
import { type AlarmMarkOfDay, alarmMarkOf, type IncidentMark, incidentMarkOf, isCountedAlarm } from './dayMark.ts';
import type { IncidentState } from './incident.ts';

/** Alarms of one class and town in one quarter of an hour. */
export interface AlarmCount {
  /** Epoch ms of the quarter. */
  readonly at: number;
  readonly class: AlarmClass;
  readonly town: string | null;
  readonly count: number;
}

export interface DayBook {
  /** By id, in order of opening. */
  readonly incidents: Map<string, IncidentMark>;
  /** By id, in order of coming in. */
  readonly alarms: Map<string, AlarmMarkOfDay>;
  /** By quarter, class and town, in order of first counting. */
  readonly counts: Map<string, AlarmCount>;
  /** When the latest incident was opened that had to go for want of room; 0: none had to. */
  lostAt: number;
  /** The quarter in which what was too old was last taken out. */
  sweptAt: number;
}

export interface PackedDayBook {
  readonly incidents: readonly IncidentMark[];
  readonly alarms: readonly AlarmMarkOfDay[];
  readonly counts: readonly AlarmCount[];
  readonly lostAt: number;
  readonly sweptAt: number;
}

export const QUARTER_MS = 900_000;
const KEPT_MS = 50 * 3_600_000;
const INCIDENTS_KEPT = 10_000;
const ALARMS_KEPT = 5_000;
/** Looked for each time so many more have come, so that finding the oldest closed ones is not paid for by each of them. */
const ROOM_LOOKED_FOR_EVERY = 500;

export const emptyDayBook = (): DayBook => ({
  incidents: new Map(),
  alarms: new Map(),
  counts: new Map(),
  lostAt: 0,
  sweptAt: 0,
});

/** An incident as an event has left it; `at`: of that event. */
export function bookIncident(book: DayBook, incident: IncidentState, at: number): void {
  book.incidents.set(incident.id, incidentMarkOf(incident));
  sweep(book, at);
  const { size } = book.incidents;
  if (size > INCIDENTS_KEPT && size % ROOM_LOOKED_FOR_EVERY === 0) makeRoom(book);
}

export function bookAlarm(book: DayBook, alarm: AlarmFacts): void {
  if (!isCountedAlarm(alarm)) return;
  const mark = alarmMarkOf(alarm);
  book.alarms.set(mark.alarmId, mark);
  count(book, mark, 1);
  sweep(book, mark.at);
  for (const oldest of book.alarms.keys()) {
    if (book.alarms.size <= ALARMS_KEPT) break;
    book.alarms.delete(oldest);
  }
}

/** An alarm came to an incident: where that is, is where the alarm was. It stays so, whatever becomes of the incident. */
export function bookWhereabouts(book: DayBook, alarmId: string, { id, place }: IncidentState): void {
  const mark = book.alarms.get(alarmId);
  if (!mark) return;
  const town = place.gridCode === null ? null : areaCodeAt(place.gridCode, 'town');
  const placed = mark.incidentId === null ? { ...mark, incidentId: id, town } : { ...mark, incidentId: id };
  book.alarms.set(alarmId, placed);
  if (placed.town === mark.town) return;
  count(book, mark, -1);
  count(book, placed, 1);
}

export const packDayBook = ({ incidents, alarms, counts, lostAt, sweptAt }: DayBook): PackedDayBook => ({
  incidents: [...incidents.values()],
  alarms: [...alarms.values()],
  counts: [...counts.values()],
  lostAt,
  sweptAt,
});

export const unpackDayBook = ({ incidents, alarms, counts, lostAt, sweptAt }: PackedDayBook): DayBook => ({
  incidents: new Map(incidents.map((mark) => [mark.id, mark])),
  alarms: new Map(alarms.map((mark) => [mark.alarmId, mark])),
  counts: new Map(counts.map((each) => [keyOf(each), each])),
  lostAt,
  sweptAt,
});

const quarterOf = (at: number) => Math.floor(at / QUARTER_MS) * QUARTER_MS;
const keyOf = ({ at, class: alarmClass, town }: Omit<AlarmCount, 'count'>) => `${at} ${alarmClass} ${town ?? ''}`;

function count(book: DayBook, { at, class: alarmClass, town }: AlarmMarkOfDay, by: 1 | -1): void {
  const cell = { at: quarterOf(at), class: alarmClass, town };
  const key = keyOf(cell);
  const known = book.counts.get(key)?.count ?? 0;
  if (known + by > 0) book.counts.set(key, { ...cell, count: known + by });
  else book.counts.delete(key);
}

/** Takes out what is too old, once in a quarter of an hour. */
function sweep(book: DayBook, at: number): void {
  const quarter = quarterOf(at);
  if (quarter <= book.sweptAt) return;
  book.sweptAt = quarter;
  const since = at - KEPT_MS;
  for (const [key, cell] of book.counts) if (cell.at + QUARTER_MS <= since) book.counts.delete(key);
  for (const [id, mark] of book.alarms) if (mark.at < since) book.alarms.delete(id);
  for (const [id, { openedAt, closedAt }] of book.incidents) {
    if (closedAt !== null && Math.max(openedAt, closedAt) < since) book.incidents.delete(id);
  }
}

/** An open incident never leaves: what is running is counted. */
function makeRoom(book: DayBook): void {
  for (const [id, { openedAt, closedAt }] of book.incidents) {
    if (book.incidents.size <= INCIDENTS_KEPT) return;
    if (closedAt === null) continue;
    book.incidents.delete(id);
    book.lostAt = Math.max(book.lostAt, openedAt);
  }
}
