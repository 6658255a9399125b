import { formatTime } from '#shared/text/time.ts';

const two = (value: number) => String(value).padStart(2, '0');

/** `2026-11-22 03:12:05`, local: a moment of the past is never said without its day. */
export function formatMoment(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${formatTime(at)}`;
}

/** What a `datetime-local` field holds, to the second. */
export const fieldOfMoment = (at: number) => formatMoment(at).replace(' ', 'T');

/** Null for an empty or impossible one. */
export function momentOfField(value: string): number | null {
  const at = value === '' ? Number.NaN : new Date(value).getTime();
  return Number.isNaN(at) ? null : at;
}

/** `20261122T031205`, for the name of a file. */
export const formatShort = (at: number) => formatMoment(at).replace(' ', 'T').replaceAll(/[-:]/g, '');
