/** How questions pick fixes out of blocks, and the order of answers. */
import type { Span, TrackFix } from './contract.ts';
import { COLUMN, readRow, STRIDE } from './rows.ts';
import type { BlockPlace, BlockReader, Selection } from './segments.ts';

/** Which fixes of which units a question is about. */
export interface Wanted extends Selection {
  row(rows: Float64Array, offset: number): boolean;
}

export function takeFrom(reader: BlockReader, place: BlockPlace, span: Span, wanted: Wanted, fixes: TrackFix[]): void {
  const directory = reader.directory(place);
  if (!directory) return;
  const { sources } = directory;
  for (const group of reader.groups(place, directory, wanted)) {
    for (const [unit, name] of group.names.entries()) {
      if (!wanted.unit(name)) continue;
      const first = group.starts[unit]! + (group.hasCarry[unit] ? 1 : 0);
      for (let row = first; row < group.starts[unit + 1]!; row++) {
        const offset = row * STRIDE;
        const fixAt = group.rows[offset + COLUMN.fixAt]!;
        if (!overlaps(span, fixAt, fixAt) || !wanted.row(group.rows, offset)) continue;
        fixes.push(readRow(group.rows, offset, name, sources[group.rows[offset + COLUMN.source]!]!));
      }
    }
  }
}

/** By unit and time; a fix that was sent twice, once. */
export function inOrder(fixes: TrackFix[]): TrackFix[] {
  fixes.sort((left, right) => byUnit(left, right) || left.fixAt - right.fixAt);
  return fixes.filter(({ unitId, fixAt }, index) => {
    const before = fixes[index - 1];
    return before === undefined || before.unitId !== unitId || before.fixAt !== fixAt;
  });
}

export const byUnit = (left: TrackFix, right: TrackFix): number =>
  left.unitId < right.unitId ? -1 : left.unitId > right.unitId ? 1 : 0;

export const overlaps = ({ fromAt, toAt }: Span, first: number, last: number): boolean =>
  last >= fromAt && first <= toAt;
