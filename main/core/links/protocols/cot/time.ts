const SHAPE = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?Z$/;

/** ISO 8601 in UTC with 0 to 6 (we take 9) digits of fraction, as epoch ms; null for a moment that never was. */
export function readCotTime(text: string | undefined): number | null {
  const match = SHAPE.exec(text?.trim() ?? '');
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const ms = Math.floor(Number(`0.${match[7] ?? '0'}`) * 1_000);
  const at = Date.UTC(year, month - 1, day, hour, minute, second, ms);
  const is = new Date(at);
  const isReal = is.getUTCMonth() === month - 1 && is.getUTCDate() === day && is.getUTCHours() === hour;
  return isReal && is.getUTCMinutes() === minute && is.getUTCSeconds() === second ? at : null;
}
