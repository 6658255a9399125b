/** What one camera sees of one place: a small fan of rays over buildings and ground, and how it stands to it. */
import type { Channel } from '#shared/domain/channel.ts';
import type { SightedChannel } from '#shared/wire/video.ts';
import type { Ground } from './ground.ts';

/** Of a person in the place: what is to be seen. */
const TARGET_M = 1.5;
const FAN_M = 3;
const FAN: readonly (readonly [east: number, north: number])[] = [
  [0, 0],
  ...Array.from({ length: 8 }, (_, at): [number, number] => [
    FAN_M * Math.cos((at * Math.PI) / 4),
    FAN_M * Math.sin((at * Math.PI) / 4),
  ]),
];
/** Between two heights of the ground that are compared with a ray. */
const GROUND_STEP_M = 10;
/** The last metres before a place are the place: a ditch beside it hides nothing. */
const GROUND_MARGIN_M = 4;

export type Mounted = Pick<Channel, 'heading' | 'fov' | 'rangeM' | 'heightM' | 'hasPtz'>;

/** A camera in metres of the frame. */
export interface Eye extends Mounted {
  readonly x: number;
  readonly y: number;
}

export type Sight = Pick<SightedChannel, 'distanceM' | 'clearShare' | 'offAxisDeg' | 'blockedBy' | 'isBeyondRange'>;

/** The place to be seen, with the building it is in: what happens inside is seen as far as its walls. */
export interface Target {
  readonly x: number;
  readonly y: number;
  readonly ownBlock: number;
}

export const targetAt = ({ skyline }: Ground, x: number, y: number): Target => ({
  x,
  y,
  ownBlock: skyline.holding(x, y),
});

export function sightOf(ground: Ground, eye: Eye, target: Target): Sight {
  const { skyline, heightAt } = ground;
  const eyeZ = heightAt(eye.x, eye.y) + eye.heightM;
  let clear = 0;
  let [byBuilding, byTerrain] = [0, 0];
  for (const [dx, dy] of FAN) {
    const [x, y] = [target.x + dx, target.y + dy];
    const inside = dx === 0 && dy === 0 ? target.ownBlock : skyline.holding(x, y);
    const z = heightAt(x, y) + TARGET_M;
    const isHidden =
      (inside >= 0 && inside !== target.ownBlock) ||
      skyline.blockBetween(eye.x, eye.y, eyeZ, x, y, z, target.ownBlock) >= 0;
    if (isHidden) byBuilding += 1;
    else if (isUnderground(ground, eye.x, eye.y, eyeZ, x, y, z)) byTerrain += 1;
    else clear += 1;
  }
  const [dx, dy] = [target.x - eye.x, target.y - eye.y];
  const distanceM = Math.hypot(dx, dy);
  return {
    distanceM,
    isBeyondRange: distanceM > rangeOf(eye),
    clearShare: clear / FAN.length,
    offAxisDeg: eye.heading === null ? null : offAxis(eye.heading, dx, dy),
    blockedBy: clear === FAN.length ? null : byTerrain > byBuilding ? 'terrain' : 'building',
  };
}

/** Whether the ground itself rises above the ray. */
function isUnderground(
  { heightAt, isFlat }: Ground,
  x0: number,
  y0: number,
  z0: number,
  x1: number,
  y1: number,
  z1: number,
): boolean {
  if (isFlat) return false;
  const lengthM = Math.hypot(x1 - x0, y1 - y0);
  for (let at = GROUND_STEP_M; at < lengthM - GROUND_MARGIN_M; at += GROUND_STEP_M) {
    const t = at / lengthM;
    if (z0 + (z1 - z0) * t < heightAt(x0 + (x1 - x0) * t, y0 + (y1 - y0) * t)) return true;
  }
  return false;
}

/** Degrees between where it looks and where the place is, 0 … 180. */
export function offAxis(heading: number, east: number, north: number): number {
  if (east === 0 && north === 0) return 0;
  const bearing = (Math.atan2(east, north) * 180) / Math.PI;
  return Math.abs(((bearing - heading + 540) % 360) - 180);
}

/** Where nobody says: an ordinary street camera, one that turns and has a zoom, one that looks down from a roof or a tower. */
const USUAL_RANGE_M = 80;
const TURNING_RANGE_M = 150;
const HIGH_RANGE_M = 400;
const HIGH_M = 20;
const USUAL_FOV = 70;

/** Metres at which it still shows who and what: as stated, or as is usual of its kind. */
export function rangeOf({ rangeM, heightM, hasPtz }: Pick<Mounted, 'rangeM' | 'heightM' | 'hasPtz'>): number {
  if (rangeM !== null) return rangeM;
  if (heightM >= HIGH_M) return HIGH_RANGE_M;
  return hasPtz ? TURNING_RANGE_M : USUAL_RANGE_M;
}
/** Degrees it can see at once; of one that is said to look nowhere in particular, all round. */
export const spreadOf = ({ heading, fov }: Pick<Mounted, 'heading' | 'fov'>): number =>
  heading === null ? 360 : (fov ?? USUAL_FOV);

/** It shows the place now, without anybody's turning it. */
export function showsNow(eye: Mounted, { distanceM, offAxisDeg }: Pick<Sight, 'distanceM' | 'offAxisDeg'>): boolean {
  return distanceM <= rangeOf(eye) && (offAxisDeg ?? 0) <= spreadOf(eye) / 2;
}

/** It can show the place: now, or once it is turned. */
export function canShow(eye: Mounted, sight: Pick<Sight, 'distanceM' | 'offAxisDeg'>): boolean {
  return sight.distanceM <= rangeOf(eye) && (eye.hasPtz || showsNow(eye, sight));
}

/**
 * How much a camera is worth for a place, 0 … 1: what it sees comes first, then whether it looks there, then how near it is.
 * A hidden place is worth a little by nearness alone, so that the least bad is still named; beyond its range a camera comes after
 * every other, whatever it sees: nobody is recognised there.
 */
export function worthOf(eye: Mounted, { distanceM, clearShare, offAxisDeg, isBeyondRange }: Sight): number {
  const rangeM = rangeOf(eye);
  const nearness = isBeyondRange ? (0.5 * rangeM) / (distanceM + rangeM) : 1 - 0.5 * (distanceM / rangeM);
  const worth = clearShare * aimOf(eye, distanceM, offAxisDeg) * nearness + HIDDEN * nearness;
  return isBeyondRange ? worth * BEYOND : worth;
}

const HIDDEN = 0.001;
/** The best beyond its range is worth less than the worst within it, one that cannot be played among them. */
const BEYOND = 1e-5;

/** Straight under itself a fixed camera sees nothing. */
const BENEATH = 0.6;

function aimOf(eye: Mounted, distanceM: number, offAxisDeg: number | null): number {
  if (eye.hasPtz) return 0.9;
  if (distanceM < eye.heightM * BENEATH) return 0.25;
  // It may look anywhere: believed less than one that is known to look there, more than one known to look away.
  if (offAxisDeg === null) return 0.5;
  const half = spreadOf(eye) / 2;
  if (offAxisDeg <= half) return 1 - 0.2 * (offAxisDeg / half);
  return 0.12 * (1 - (offAxisDeg - half) / 180);
}
