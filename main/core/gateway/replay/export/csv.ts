/**
 * RFC 4180 with a byte order mark, because the spreadsheet it is opened with would else read Chinese as something else. One row
 * a fix, and one for each thing that happened to an incident.
 */
import type { IncidentState } from '#shared/domain/incident.ts';
import { timelineSentence } from '#shared/text/timeline.ts';
import { type Exporter, isoTime } from './contract.ts';

const COLUMNS = [
  'record',
  'id',
  'name',
  'at',
  'receivedAt',
  'lon',
  'lat',
  'speedMps',
  'courseDegrees',
  'accuracyM',
  'batteryPercent',
  'source',
  'isLate',
  'detail',
] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], string | number | boolean | null>>;

export const csv: Exporter = {
  contentType: 'text/csv; charset=utf-8',
  head: ({ fromAt, toAt }, incidents) =>
    `\uFEFF${COLUMNS.join(',')}\r\n${incidents.flatMap((one) => incidentRows(one, fromAt, toAt)).join('')}`,
  track: (unitId, unit, fixes) =>
    fixes
      .map(({ fixAt, receivedAt, lon, lat, speedMps, courseDegrees, accuracyM, batteryPercent, source, isLate }) =>
        line({
          ...{ record: 'fix', id: unitId, name: unit?.name ?? unitId, at: isoTime(fixAt) },
          ...{ receivedAt: isoTime(receivedAt), lon, lat, speedMps, courseDegrees, accuracyM, batteryPercent },
          ...{ source, isLate },
        }),
      )
      .join(''),
  tail: (isCut) => (isCut ? line({ record: 'cut', detail: 'more than one file may hold' }) : ''),
};

function incidentRows({ number, title, place, timeline }: IncidentState, fromAt: number, toAt: number): string[] {
  return timeline
    .filter(({ at }) => at >= fromAt && at <= toAt)
    .map((entry) =>
      line({
        ...{ record: entry.kind, id: number, name: title, at: isoTime(entry.at), lon: place.lon, lat: place.lat },
        detail: timelineSentence(entry, 'zh-CN'),
      }),
    );
}

const line = (row: Row) => `${COLUMNS.map((column) => cell(row[column])).join(',')}\r\n`;

function cell(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  // What begins like a formula would be run by the spreadsheet it is opened with.
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
