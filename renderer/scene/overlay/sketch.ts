/**
 * The map drawn with a pencil: what is seen before the graphics card is ready and after it has given up for good. Lines and
 * areas lie in flat arrays, x y z per vertex.
 */
import { alongGround, type SceneFrame } from '../pack/frame.ts';
import type { Painter } from './painter.ts';

export function placedLine(line: readonly (readonly [number, number])[], frame: SceneFrame): Float64Array {
  const points = alongGround(line, frame);
  const placed = new Float64Array(points.length * 3);
  points.forEach(([lon, lat], index) => {
    frame.place(lon, lat, placed, index * 3);
  });
  return placed;
}

/** Adds a line to the present path; parts behind the eye are left out. */
export function traceLine({ ink, lens, point }: Painter, points: Float64Array): void {
  let isDown = false;
  for (let index = 0; index + 2 < points.length; index += 3) {
    if (!lens.project(points[index]!, points[index + 1]!, points[index + 2]!, point)) {
      isDown = false;
      continue;
    }
    if (isDown) ink.lineTo(point.x, point.y);
    else ink.moveTo(point.x, point.y);
    isDown = true;
  }
}

/** `rgb(…)` of a mesh colour. */
export function inkColour([red, green, blue, alpha]: readonly [number, number, number, number]): string {
  return `rgb(${Math.round(red * 255)} ${Math.round(green * 255)} ${Math.round(blue * 255)} / ${alpha})`;
}
