/**
 * UTC epoch ms of a moment as a wire spells it, month 1–12; null for one that never was (month 00, the 31st of February, 25 o'clock),
 * which `Date.UTC` would carry over into another day. The year is taken as it stands: 26 is not 2026.
 */
export function utcMoment(
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
  second = 0,
  ms = 0,
): number | null {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const isDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isDay && hour < 24 && minute < 60 && second < 60 ? date.setUTCHours(hour, minute, second, ms) : null;
}
