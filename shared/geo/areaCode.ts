// Division and grid codes (GEODATA §3.1): 6 digits district + 3 town + 3 community + 3 grid serial.
// A code is opaque text everywhere else; other lengths exist in the field, so callers warn and never refuse.
import { ok, type Result, refuse } from '../kit/result.ts';

export const AREA_LEVELS = ['district', 'town', 'village', 'grid'] as const;
export type AreaLevel = (typeof AREA_LEVELS)[number];

const LENGTH_OF: Record<AreaLevel, number> = { district: 6, town: 9, village: 12, grid: 15 };

export interface AreaCode {
  readonly code: string;
  readonly level: AreaLevel;
  /** Codes of the levels above, district first; empty for a district. */
  readonly ancestors: readonly string[];
  /** The last three digits (six for a district). */
  readonly serial: string;
}

/** Parses a 6, 9, 12 or 15 digit code; fails with `areaCode`. */
export function parseAreaCode(code: string): Result<AreaCode> {
  const level = AREA_LEVELS.find((candidate) => LENGTH_OF[candidate] === code.length);
  if (!level || !/^\d+$/.test(code)) return refuse('areaCode', `“${code}”不是 6、9、12 或 15 位数字编码`);
  const ancestors = AREA_LEVELS.filter((above) => LENGTH_OF[above] < code.length).map((above) =>
    code.slice(0, LENGTH_OF[above]),
  );
  return ok({ code, level, ancestors, serial: level === 'district' ? code : code.slice(-3) });
}

/** The code one level up, or null for a district or an unknown length. */
export function parentAreaCode(code: string): string | null {
  const parsed = parseAreaCode(code);
  return parsed.ok ? (parsed.value.ancestors.at(-1) ?? null) : null;
}

/** The prefix of a code at a level, or null where the code is shorter than that. */
export function areaCodeAt(code: string, level: AreaLevel): string | null {
  return code.length >= LENGTH_OF[level] ? code.slice(0, LENGTH_OF[level]) : null;
}

/** Whether `code` is `area` itself or lies under it. */
export function isWithinArea(code: string, area: string): boolean {
  return code.startsWith(area);
}
