import type { Painter } from '../overlay/painter.ts';

/** Which way a lens looks, how wide and how far. Degrees clockwise from north, metres. */
export interface Cone {
  readonly headingDegrees: number;
  readonly fovDegrees: number;
  readonly rangeM: number;
}

interface Spot {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

const RADIANS = Math.PI / 180;
const STEP_DEGREES = 8;

/** Begins the path of a fan on the ground from a place of the frame; false when a corner of it is behind the eye. */
export function traceCone({ ink, lens, point }: Painter, { x, y, z }: Spot, cone: Cone): boolean {
  const { headingDegrees, fovDegrees, rangeM } = cone;
  if (!lens.project(x, y, z, point)) return false;
  const isRound = fovDegrees >= 360;
  ink.beginPath();
  if (!isRound) ink.moveTo(point.x, point.y);
  const steps = Math.max(2, Math.ceil(fovDegrees / STEP_DEGREES));
  for (let step = 0; step <= steps; step++) {
    const angle = (headingDegrees - fovDegrees / 2 + (fovDegrees * step) / steps) * RADIANS;
    if (!lens.project(x + Math.sin(angle) * rangeM, y + Math.cos(angle) * rangeM, z, point)) return false;
    if (isRound && step === 0) ink.moveTo(point.x, point.y);
    else ink.lineTo(point.x, point.y);
  }
  ink.closePath();
  return true;
}
