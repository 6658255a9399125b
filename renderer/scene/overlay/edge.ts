import type { Lens } from '../camera/view.ts';

export interface EdgeMargins {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface EdgeSpot {
  readonly x: number;
  readonly y: number;
  readonly angle: number;
}

/** The spot itself, or the next one upwards that is `apartPx` from every spot already taken. */
export function freeSpot(wanted: EdgeSpot, taken: readonly EdgeSpot[], apartPx: number): EdgeSpot {
  let spot = wanted;
  for (let tries = 0; tries < 12; tries++) {
    const isTaken = taken.some(({ x, y }) => Math.abs(x - spot.x) < apartPx * 7 && Math.abs(y - spot.y) < apartPx);
    if (!isTaken) break;
    spot = { ...spot, y: spot.y - apartPx };
  }
  return spot;
}

/**
 * Where on the border of the screen to point at something that is out of sight, and in which direction (radians, screen
 * sense: 0 is right, clockwise). Works for what lies behind the eye as well: the way there is by turning.
 */
export function edgePoint(lens: Lens, x: number, y: number, z: number, margins: EdgeMargins): EdgeSpot {
  const { eye, right, up } = lens;
  const depth = lens.depthOf(x, y, z);
  const along = (axis: Float64Array) => (x - eye[0]!) * axis[0]! + (y - eye[1]!) * axis[1]! + (z - eye[2]!) * axis[2]!;
  // In front of the eye the true direction on the screen; behind it, sideways and down.
  const scale = depth > 1 ? 1 / depth : 1;
  const dx = along(right) * scale || 1e-9;
  const dy = (depth > 1 ? -along(up) : Math.abs(along(up)) + 1) * scale;
  const centreX = (margins.left + lens.width - margins.right) / 2;
  const centreY = (margins.top + lens.height - margins.bottom) / 2;
  const roomX = Math.max(1, lens.width - margins.right - centreX);
  const roomY = Math.max(1, lens.height - margins.bottom - centreY);
  const reach = 1 / Math.max(Math.abs(dx) / roomX, Math.abs(dy) / roomY);
  return { x: centreX + dx * reach, y: centreY + dy * reach, angle: Math.atan2(dy, dx) };
}
