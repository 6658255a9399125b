/** The charts of a day's figures, as the desk and the wall draw them. Pure. */
import { INCIDENT_KIND_CATALOG } from '#shared/catalog/incidentKinds.ts';
import { DAY_SPANS, type DayFigures } from '#shared/domain/dayFigures.ts';
import type { DeskText } from '#shared/text/index.ts';
import { type Language, pick } from '#shared/text/language.ts';
import { formatClockSpan } from '#shared/text/time.ts';
import type { ChartSpec } from '../ui/chart/chartOption.ts';

const HOUR_MS = 3_600_000;

type Columns = Extract<ChartSpec, { kind: 'columns' }>;
type Rows = Extract<ChartSpec, { kind: 'rows' }>;
/** A chart whose rows can be told apart by what they stand for. */
export type KeyedRows<Key> = Rows & { readonly keys: readonly Key[] };

/** `08:00`, the beginning of an hour of the day. */
export function hourName(fromAt: number, hour: number): string {
  return `${String(new Date(fromAt + hour * HOUR_MS).getHours()).padStart(2, '0')}:00`;
}

export function hourChart({ fromAt, alarms, incidents }: DayFigures, { numbers }: DeskText, now: number): Columns {
  const hour = Math.floor((now - fromAt) / HOUR_MS);
  return {
    kind: 'columns',
    names: alarms.byHour.map((_, index) => hourName(fromAt, index)),
    series: [
      { name: numbers.alarms, values: alarms.byHour, as: 'bar' },
      // What has not come yet is no zero.
      { name: numbers.incidents, values: incidents.byHour.map(({ length }) => length).slice(0, hour + 1), as: 'line' },
    ],
    now: hour < alarms.byHour.length ? hour : null,
  };
}

export function kindChart({ incidents: { byKind } }: DayFigures, { numbers }: DeskText, language: Language, most = 40) {
  const rows = byKind
    .slice(0, most)
    .map(({ kind, rows: { length } }) => row(pick(INCIDENT_KIND_CATALOG[kind], language), length));
  return keyed(
    byKind.map(({ kind }) => kind),
    [numbers.incidents],
    rows,
  );
}

export function classChart({ alarms: { byClass } }: DayFigures, { numbers, words }: DeskText, most = 40) {
  const rows = byClass.slice(0, most).map(({ class: name, count }) => row(words.alarmClass[name], count));
  return keyed(
    byClass.map(({ class: name }) => name),
    [numbers.alarms],
    rows,
  );
}

/** Alarms and incidents of each town, in the order of their incidents. */
export function townChart(
  { incidents, alarms }: DayFigures,
  { numbers }: DeskText,
  names: ReadonlyMap<string, string>,
  most = 40,
) {
  const towns = [...new Set([...incidents.byTown, ...alarms.byTown].map(({ town }) => town))].slice(0, most);
  const rows = towns.map((town) => {
    const calls = alarms.byTown.find((each) => each.town === town)?.count ?? 0;
    const opened = incidents.byTown.find((each) => each.town === town)?.rows.length ?? 0;
    return row(town === null ? numbers.noTown : (names.get(town) ?? town), calls, opened);
  });
  return keyed(towns, [numbers.alarms, numbers.incidents], rows);
}

export function spanChart({ spans }: DayFigures, { numbers }: DeskText): Rows {
  const value = (ms: number | null) => ({ value: ms ?? 0, label: ms === null ? numbers.none : formatClockSpan(ms) });
  return {
    kind: 'rows',
    series: [numbers.p50, numbers.p90],
    rows: DAY_SPANS.map((span) => ({
      name: numbers.span[span],
      values: [value(spans[span].p50Ms), value(spans[span].p90Ms)],
    })),
  };
}

function row(name: string, ...values: readonly number[]): Rows['rows'][number] {
  return { name, values: values.map((value) => ({ value, label: String(value) })) };
}

function keyed<Key>(keys: readonly Key[], series: readonly string[], rows: Rows['rows']): KeyedRows<Key> {
  return { kind: 'rows', series, rows, keys: keys.slice(0, rows.length) };
}
