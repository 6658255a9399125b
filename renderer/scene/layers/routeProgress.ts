/** Where on its route a unit is, and what is left of it. Pure; writes into the caller's object. */
export interface RouteStart {
  /** The vertex before the nearest point of the line. */
  index: number;
  x: number;
  y: number;
  /** Metres between the unit and the line. */
  awayM: number;
}

/** `points` holds x, y, z per vertex in metres. Returns the share of the length still ahead, 0–1. */
export function remainingFrom(points: Float64Array, x: number, y: number, out: RouteStart): number {
  let totalM = 0;
  let passedM = 0;
  out.awayM = Infinity;
  for (let index = 0; index + 5 < points.length; index += 3) {
    const ax = points[index]!;
    const ay = points[index + 1]!;
    const dx = points[index + 3]! - ax;
    const dy = points[index + 4]! - ay;
    const stepM = Math.hypot(dx, dy);
    const along = stepM === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (stepM * stepM)));
    const nearX = ax + dx * along;
    const nearY = ay + dy * along;
    const awayM = Math.hypot(x - nearX, y - nearY);
    if (awayM < out.awayM) {
      out.awayM = awayM;
      out.index = index / 3;
      out.x = nearX;
      out.y = nearY;
      passedM = totalM + stepM * along;
    }
    totalM += stepM;
  }
  return totalM === 0 ? 0 : 1 - passedM / totalM;
}

/** `1:05`, tabular in every language. */
export function minutesText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
