import { bearingDegrees, distanceM, type LonLat } from '#shared/geo/earth.ts';
import type { Language } from '#shared/text/language.ts';
import { formatDistance } from '#shared/text/time.ts';
import type { WorkerWords } from '#shared/text/worker.ts';

const SECTOR_DEGREES = 45;

/** How far and which way, in words: what remains when no map can be seen. */
export function wayWords(from: LonLat | null, to: LonLat, text: WorkerWords, language: Language): string {
  if (!from) return text.order.awayUnknown;
  const sector = Math.round(bearingDegrees(from, to) / SECTOR_DEGREES) % text.order.directions.length;
  return text.order.away(formatDistance(distanceM(from, to), language), text.order.directions[sector]!);
}
