/**
 * Poles that keep their siren: a list that moves a siren to another wire or account would leave those that name it without one. The
 * desk refuses that for a single device; here the siren's row is bad, and it stays as it is enrolled.
 */
import type { DeviceFacts, DeviceRecord } from '#shared/domain/device.ts';
import type { DeviceBook } from '#shared/domain/deviceClash.ts';
import type { DeviceImportProblem } from '#shared/wire/deviceImport.ts';

/** A row as far as this looks at it; `record` null: it is bad and changes nothing. */
interface Stated {
  readonly record: DeviceRecord | null;
}

/** Calls `spoil` with the place of each such row, and puts what is enrolled back into the book. */
export function keepSirens(
  rows: readonly Stated[],
  enrolled: ReadonlyMap<string, DeviceFacts>,
  book: DeviceBook,
  spoil: (place: number, problem: DeviceImportProblem) => void,
): void {
  // A row that is spoiled leaves its own device as it was, which may name a siren that another row moves.
  for (let isSettled = false; !isSettled; ) {
    isSettled = true;
    const moved = new Map(rows.flatMap(({ record }, place) => (isMoved(record, enrolled) ? [[record.id, place]] : [])));
    if (moved.size === 0) return;
    const good = new Map(
      rows.flatMap(({ record }) => (record && !book.sirenClash(record) ? [[record.id, record]] : [])),
    );
    for (const pole of enrolled.values()) {
      const place = moved.get(pole.siren ?? '');
      if (place === undefined || pole.id === pole.siren || good.has(pole.id) || !book.sirenClash(pole)) continue;
      const before = enrolled.get(pole.siren!)!;
      spoil(place, problemOf(pole, rows[place]!.record!, before));
      moved.delete(before.id);
      book.remove(before.id);
      if (!book.lineClash(before)) book.add(before);
      isSettled = false;
    }
  }
}

function isMoved(record: DeviceRecord | null, enrolled: ReadonlyMap<string, DeviceFacts>): record is DeviceRecord {
  const before = record && enrolled.get(record.id);
  return before != null && (before.link !== record?.link || before.account !== record?.account);
}

function problemOf(pole: DeviceFacts, record: DeviceRecord, before: DeviceFacts): DeviceImportProblem {
  const field = record.account === before.account ? 'link' : 'account';
  const zh = `${pole.name}（${pole.id}）以此设备为警号，这样改它就没有警号了：请先改它的警号，或把它一并列入`;
  const en = `${pole.name} (${pole.id}) names this device as its siren and would be without one: change that first, or list it too`;
  return { field, value: record[field] ?? null, words: { zh, en } };
}
