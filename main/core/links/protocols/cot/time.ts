import { utcMoment } from '#shared/kit/calendar.ts';

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?Z$/;

type Parts = [year: number, month: number, day: number, hour: number, minute: number, second: number];

/** ISO 8601 in UTC with 0 to 6 (we take 9) digits of fraction, as epoch ms; null for a moment that never was. */
export function readCotTime(text: string | undefined): number | null {
  const match = SHAPE.exec(text?.trim() ?? '');
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as Parts;
  return utcMoment(year, month, day, hour, minute, second, Math.floor(Number(`0.${match[7] ?? '0'}`) * 1_000));
}
