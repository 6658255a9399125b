/** Every display a desk may speak of: those that are heard, and those something was said about. Pure. */
import type { WallDisplay, WallState } from '#shared/domain/wallPlan.ts';
import { WIDE_FROM } from '#shared/domain/wallStands.ts';
import type { WallReport } from '#shared/wire/wall.ts';

export interface WallRow {
  readonly id: string;
  /** What people call it, else what it calls itself, else its identity. */
  readonly name: string;
  readonly report: WallReport | null;
  readonly display: WallDisplay | null;
  /** As wide as whatStands asks for; nobody knows of one that was not seen. */
  readonly isWide: boolean;
}

/** Those that are heard first, each group by name. */
export function wallRows({ displays }: WallState, reports: readonly WallReport[]): readonly WallRow[] {
  const heard = new Map(reports.map((report) => [report.displayId, report]));
  const ids = [...new Set([...heard.keys(), ...displays.keys()])];
  return ids
    .map((id): WallRow => {
      const report = heard.get(id) ?? null;
      const display = displays.get(id) ?? null;
      const isWide = report !== null && report.width / report.height > WIDE_FROM;
      return { id, name: display?.name ?? (report?.label || id), report, display, isWide };
    })
    .sort(
      (one, other) =>
        Number(one.report === null) - Number(other.report === null) ||
        one.name.localeCompare(other.name, 'zh-CN') ||
        (one.id < other.id ? -1 : 1),
    );
}

/** Those that show nothing though they did since the core started. */
export const troubled = (rows: readonly WallRow[]): readonly WallRow[] =>
  rows.filter(({ report }) => report !== null && report.state !== 'painting');
