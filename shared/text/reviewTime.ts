/**
 * Times of a review: always Beijing time (UTC+8, no summer time), the legal time of every station of this product, whatever zone
 * the machine that shows or prints them is set to. A report of one night is the same page everywhere.
 */
import type { Language } from './language.ts';
import { formatClockSpan } from './time.ts';

export const STATION_UTC_OFFSET_MINUTES = 480;
const MINUTE = 60_000;

const two = (value: number) => String(value).padStart(2, '0');
const stationDate = (at: number) => new Date(at + STATION_UTC_OFFSET_MINUTES * MINUTE);

/** `21:05:09`. */
export function stationTime(at: number): string {
  const date = stationDate(at);
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
}

/** `2026-11-21`. */
export function stationDay(at: number): string {
  const date = stationDate(at);
  return `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
}

/** `2026-11-21 21:05:09`. */
export const stationDayTime = (at: number): string => `${stationDay(at)} ${stationTime(at)}`;

/** `4 秒`, `42.3 秒`, `12:05`: what was measured to the tenth of a second is shown to it. */
export function formatTook(ms: number, language: Language): string {
  const span = Math.max(0, ms);
  if (span >= MINUTE) return formatClockSpan(span);
  const seconds = (Math.floor(span / 100) / 10).toFixed(1).replace(/\.0$/, '');
  return `${seconds}${language === 'en' ? ' s' : ' 秒'}`;
}

const TIMES: ReadonlySet<string> = new Set(['dueAt', 'untilAt', 'startAt', 'endAt']);

/**
 * The same facts with their times moved so that a sentence made on this machine (time.ts shows local time) says the station's time.
 */
export function shownHere<Facts extends Readonly<Record<string, unknown>>>(facts: Facts): Facts {
  const moved = Object.entries(facts).map(([key, value]) => [
    key,
    TIMES.has(key) && typeof value === 'number' ? movedHere(value) : value,
  ]);
  return Object.fromEntries(moved) as Facts;
}

function movedHere(at: number): number {
  const local = (moment: number) =>
    moment + (STATION_UTC_OFFSET_MINUTES + new Date(moment).getTimezoneOffset()) * MINUTE;
  // Once more with the offset that is in force there: a zone may change it in between.
  const first = local(at);
  return at + (STATION_UTC_OFFSET_MINUTES + new Date(first).getTimezoneOffset()) * MINUTE;
}
