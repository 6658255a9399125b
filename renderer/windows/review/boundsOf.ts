import type { ReviewFilm } from '#shared/wire/review.ts';

type Box = readonly [west: number, south: number, east: number, north: number];

/** About eighty metres around, so that nothing stands on the edge and one place alone has ground about it. */
const MARGIN_DEGREES = 8e-4;

/** Degrees (WGS-84): the incidents of a film, or one of them, with the ways of those who were sent. Null: it is about no place. */
export function boundsOf({ incidents }: ReviewFilm, focusId: string | null): Box | null {
  const points = incidents
    .filter(({ id }) => focusId === null || id === focusId)
    .flatMap(({ place, dispatches }) => [
      [place.lon, place.lat] as const,
      // How it came about the first of the way is of less interest than where it went.
      ...dispatches.flatMap(({ route }) => route),
    ]);
  if (points.length === 0) return null;
  const lons = points.map(([lon]) => lon);
  const lats = points.map(([, lat]) => lat);
  return [
    Math.min(...lons) - MARGIN_DEGREES,
    Math.min(...lats) - MARGIN_DEGREES,
    Math.max(...lons) + MARGIN_DEGREES,
    Math.max(...lats) + MARGIN_DEGREES,
  ];
}
