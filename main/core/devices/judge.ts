/** A list against the station as it is now: which rows are new, changed, the same, or bad, and why. Changes nothing. */
import {
  type DeviceFacts,
  type DeviceRecord,
  type DeviceState,
  factsOf,
  toDeviceFacts,
} from '#shared/domain/device.ts';
import { DeviceBook, type DeviceClash } from '#shared/domain/deviceClash.ts';
import type { UnitRecord } from '#shared/domain/unit.ts';
import type { Datum } from '#shared/geo/datum.ts';
import type { DeviceImportField, DeviceImportProblem, DeviceImportRow } from '#shared/wire/deviceImport.ts';
import type { LinkRecord } from '#shared/wire/links/index.ts';
import { keepSirens } from './keptSirens.ts';
import type { Mapping } from './mapping.ts';
import { type ReadRow, RowReader, readRow } from './rows.ts';
import { pause, type Table } from './table.ts';

/** The station as a list is held against it. */
export interface Registry {
  readonly devices: ReadonlyMap<string, DeviceState>;
  readonly links: readonly LinkRecord[];
  readonly units: Iterable<Pick<UnitRecord, 'id' | 'terminal'>>;
  /** The device has this very key now. */
  isKeyOf(deviceId: string, key: NonNullable<DeviceRecord['key']>): boolean;
}

export interface JudgedRow extends DeviceImportRow {
  readonly position: ReadRow['position'];
  /** What it states; null: bad. */
  readonly record: DeviceRecord | null;
  readonly isKeyNew: boolean;
}

const ROWS_A_SLICE = 250;

type Candidate = ReadRow & { record: DeviceRecord | null; problems: readonly DeviceImportProblem[] };

export async function judgeList(
  table: Table,
  mapping: Mapping,
  datum: Datum,
  registry: Registry,
): Promise<JudgedRow[]> {
  const enrolled = new Map([...registry.devices].map(([id, state]) => [id, factsOf(state)]));
  const reader = new RowReader(table.columns, mapping);
  const firstRow = new Map<string, number>();
  const candidates: Candidate[] = [];
  for (const [index, row] of table.rows.entries()) {
    if (index % ROWS_A_SLICE === 0) await pause();
    const read = readRow(reader, row, datum, enrolled);
    const first = read.id === null ? undefined : firstRow.get(read.id);
    if (read.id !== null && first === undefined) firstRow.set(read.id, row.row);
    candidates.push(first === undefined ? read : spoiled(read, twice(read.id!, first)));
  }
  const book = await fillBook(candidates, enrolled, registry);
  keepSirens(candidates, enrolled, book, (place, problem) => {
    candidates[place] = spoiled(candidates[place]!, problem);
  });
  return candidates.map((candidate) => judged(candidate, book, enrolled, registry));
}

/**
 * Good rows take the place of what is enrolled before any is asked: a list may swap two accounts. Who keeps its account keeps
 * it against a newcomer, wherever the two stand in the list.
 */
async function fillBook(
  candidates: Candidate[],
  enrolled: ReadonlyMap<string, DeviceFacts>,
  { links, units }: Registry,
): Promise<DeviceBook> {
  const book = new DeviceBook(links, units);
  const stated = new Set(candidates.flatMap(({ record }) => (record ? [record.id] : [])));
  for (const facts of enrolled.values()) if (!stated.has(facts.id)) book.add(facts);
  const keepsLine = ({ record }: Candidate) => {
    const before = record && enrolled.get(record.id);
    return before !== undefined && before?.link === record?.link && before?.account === record?.account;
  };
  const places = candidates.map((_candidate, place) => place);
  const inTurn = [
    ...places.filter((place) => keepsLine(candidates[place]!)),
    ...places.filter((place) => !keepsLine(candidates[place]!)),
  ];
  for (const [turn, place] of inTurn.entries()) {
    if (turn % ROWS_A_SLICE === 0) await pause();
    const candidate = candidates[place]!;
    if (!candidate.record) continue;
    const clash = book.lineClash(candidate.record);
    if (!clash) {
      book.add(candidate.record);
      continue;
    }
    candidates[place] = spoiled(candidate, clashProblem(clash, candidate.record));
    const before = enrolled.get(candidate.record.id);
    if (before && !book.lineClash(before)) book.add(before);
  }
  return book;
}

function judged(
  candidate: Candidate,
  book: DeviceBook,
  enrolled: ReadonlyMap<string, DeviceFacts>,
  registry: Registry,
): JudgedRow {
  const { row, id, name, position } = candidate;
  const clash = candidate.record && book.sirenClash(candidate.record);
  const { record, problems } = clash ? spoiled(candidate, clashProblem(clash, candidate.record!)) : candidate;
  const shown = { row, deviceId: id, name, position, record, problems };
  if (!record) return { ...shown, state: 'bad', changes: [], isKeyNew: false };
  const before = enrolled.get(record.id);
  const isKeyNew = before !== undefined && record.key !== undefined && !registry.isKeyOf(record.id, record.key);
  const changes = before ? changesOf(before, record, isKeyNew) : [];
  const state = before ? (changes.length > 0 ? 'changed' : 'same') : 'new';
  return { ...shown, state, changes, isKeyNew };
}

const COMPARED = ['kind', 'name', 'lon', 'lat', 'link', 'account', 'requireEncryption', 'siren'] as const;

function changesOf(before: DeviceFacts, record: DeviceRecord, isKeyNew: boolean): DeviceImportField[] {
  const after = toDeviceFacts(record);
  const changes: DeviceImportField[] = COMPARED.filter((field) => before[field] !== after[field]);
  if (isKeyNew) changes.push('key');
  if (before.supervisionSeconds !== after.supervisionSeconds) changes.push('supervision');
  return changes;
}

function spoiled(candidate: Candidate, problem: DeviceImportProblem): Candidate {
  return { ...candidate, problems: [...candidate.problems, problem], record: null };
}

const twice = (id: string, first: number): DeviceImportProblem => ({
  field: 'id',
  value: id,
  words: { zh: `编号与第 ${first} 行相同`, en: `row ${first} has the same id` },
});

const clashProblem = ({ field, zh, en }: DeviceClash, record: DeviceRecord): DeviceImportProblem => ({
  field,
  value: record[field] ?? null,
  words: { zh, en },
});
