import { utcMoment } from '#shared/kit/calendar.ts';

/** DC-09 times: `_HH:MM:SS,MM-DD-YYYY`, GMT, whole seconds (PROTOCOLS §1.1). */
const SHAPE = /^(\d{2}):(\d{2}):(\d{2}),(\d{2})-(\d{2})-(\d{4})$/;

type Parts = [hour: number, minute: number, second: number, month: number, day: number, year: number];

/** A time as sent: `text` without the underscore, `at` epoch ms, or null when no such moment exists (month 00, day 32). */
export interface SentTime {
  readonly text: string;
  readonly at: number | null;
}

/** Null when the text does not have the shape of a time at all. */
export function readTime(text: string): SentTime | null {
  const match = SHAPE.exec(text);
  if (!match) return null;
  const [hour, minute, second, month, day, year] = match.slice(1).map(Number) as Parts;
  return { text, at: utcMoment(year, month, day, hour, minute, second) };
}

/** `HH:MM:SS,MM-DD-YYYY` of an epoch ms, cut to the second. */
export function writeTime(at: number): string {
  const iso = new Date(at).toISOString();
  return `${iso.slice(11, 19)},${iso.slice(5, 7)}-${iso.slice(8, 10)}-${iso.slice(0, 4)}`;
}
