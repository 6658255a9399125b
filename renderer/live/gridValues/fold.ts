/**
 * One number for each grid, folded from what this window holds: pure, so that a test and the map see the same. What is held has
 * an end (world.ts): the last alarms, the open incidents and the last closed ones. `inputs` says how far it reaches.
 */
import type { AlarmState } from '#shared/domain/alarm.ts';
import { isCountedAlarm } from '#shared/domain/dayMark.ts';
import type { IncidentState } from '#shared/domain/incident.ts';
import type { BlindReport } from '#shared/wire/video.ts';

/**
 * Alarms since midnight; open incidents; minutes from opening to the first arrival, median of 30 days; per cent of the open ground
 * some camera sees.
 */
export const GRID_MEASURES = ['alarms', 'load', 'response', 'seen'] as const;
export type GridMeasure = (typeof GRID_MEASURES)[number];

export interface MeasureScale {
  /** Upper ends of all classes but the last, in the measure's own unit, each belonging to the class below it. */
  readonly breaks: readonly [number, number, number];
  /** Metres of prism for one unit; the same whatever is shown, so that two moments can be compared. */
  readonly metresEach: number;
}

export const MEASURE_SCALES: Readonly<Record<GridMeasure, MeasureScale>> = {
  alarms: { breaks: [2, 5, 10], metresEach: 25 },
  load: { breaks: [1, 2, 4], metresEach: 60 },
  response: { breaks: [1, 3, 5], metresEach: 40 },
  seen: { breaks: [10, 30, 60], metresEach: 4 },
};
/** No prism is taller: one would hide the district behind it. Its number still says what it is. */
export const TALLEST_M = 400;

const RESPONSE_DAYS = 30;
const DAY_MS = 86_400_000;
/** What world.ts keeps: having so many, this window may have lost older ones of today. */
const ALARMS_HELD = 1_000;

export interface GridValues {
  readonly measure: GridMeasure;
  readonly values: ReadonlyMap<string, number>;
  readonly inputs: {
    /** Alarms, incidents or grids that count. */
    readonly counted: number;
    /** Of those, not in any grid: shown nowhere on the map. */
    readonly outside: number;
    /** The window no longer holds all of the span: the true figure may be higher. */
    readonly isCut: boolean;
  };
}

export interface FoldInput {
  readonly alarms: Iterable<AlarmState>;
  readonly incidents: ReadonlyMap<string, IncidentState>;
  /** Closed incidents held and the most that are: beyond that older ones have left. */
  readonly closedHeld: { readonly count: number; readonly most: number };
  readonly gridOfDevice: (deviceId: string) => string | null | undefined;
  /** Null: the core has not worked it out yet. */
  readonly blind: BlindReport | null;
  readonly startOfDay: number;
  readonly now: number;
}

export function foldGridValues(measure: GridMeasure, input: FoldInput): GridValues {
  if (measure === 'alarms') return foldAlarms(input);
  if (measure === 'seen') return foldSeen(input);
  return measure === 'load' ? foldLoad(input) : foldResponse(input);
}

/** 0 to 3. */
export function classOf(measure: GridMeasure, value: number): number {
  const { breaks } = MEASURE_SCALES[measure];
  const found = breaks.findIndex((end) => value <= end);
  return found === -1 ? breaks.length : found;
}

export function prismHeightM(measure: GridMeasure, value: number): number {
  return Math.min(TALLEST_M, value * MEASURE_SCALES[measure].metresEach);
}

function foldAlarms({ alarms, incidents, gridOfDevice, startOfDay }: FoldInput): GridValues {
  const tally = new Tally();
  let held = 0;
  let oldest = Infinity;
  for (const alarm of alarms) {
    held++;
    oldest = Math.min(oldest, alarm.receivedAt);
    if (!isAlarmOfDay(alarm, startOfDay)) continue;
    const incident = alarm.incidentId === null ? undefined : incidents.get(alarm.incidentId);
    const known = alarm.deviceId === null ? null : gridOfDevice(alarm.deviceId);
    tally.add(incident ? incident.place.gridCode : (known ?? null), 1);
  }
  return tally.result('alarms', held >= ALARMS_HELD && oldest > startOfDay);
}

/** As the day book counts them. */
export function isAlarmOfDay(alarm: AlarmState, startOfDay: number): boolean {
  return alarm.receivedAt >= startOfDay && isCountedAlarm(alarm);
}

function foldLoad({ incidents }: FoldInput): GridValues {
  const tally = new Tally();
  for (const { place, closedAt } of incidents.values()) if (closedAt === null) tally.add(place.gridCode, 1);
  return tally.result('load', false);
}

function foldResponse({ incidents, closedHeld, now }: FoldInput): GridValues {
  const minutes = new Map<string, number[]>();
  const tally = new Tally();
  let oldest = Infinity;
  for (const { place, openedAt, dispatches } of incidents.values()) {
    oldest = Math.min(oldest, openedAt);
    const arrivals = dispatches.flatMap(({ arrivedAt, task }) =>
      arrivedAt === null || task !== 'respond' ? [] : [arrivedAt],
    );
    if (openedAt < now - RESPONSE_DAYS * DAY_MS || arrivals.length === 0) continue;
    tally.add(place.gridCode, 1);
    if (place.gridCode === null) continue;
    const held = minutes.get(place.gridCode) ?? [];
    held.push(Math.max(0, Math.min(...arrivals) - openedAt) / 60_000);
    minutes.set(place.gridCode, held);
  }
  const isCut = closedHeld.count >= closedHeld.most && oldest > now - RESPONSE_DAYS * DAY_MS;
  const { inputs } = tally.result('response', isCut);
  const values = new Map([...minutes].map(([code, held]) => [code, medianOf(held)]));
  return { measure: 'response', values, inputs };
}

/** A grid without open ground has no value. */
function foldSeen({ blind }: FoldInput): GridValues {
  const values = new Map<string, number>();
  for (const { code, seenShare } of blind?.grids ?? [])
    if (seenShare !== null) values.set(code, Math.floor(seenShare * 100));
  return { measure: 'seen', values, inputs: { counted: values.size, outside: 0, isCut: false } };
}

class Tally {
  readonly #values = new Map<string, number>();
  #counted = 0;
  #outside = 0;

  add(gridCode: string | null, by: number): void {
    this.#counted++;
    if (gridCode === null) this.#outside++;
    else this.#values.set(gridCode, (this.#values.get(gridCode) ?? 0) + by);
  }

  result(measure: GridMeasure, isCut: boolean): GridValues {
    return { measure, values: this.#values, inputs: { counted: this.#counted, outside: this.#outside, isCut } };
  }
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
