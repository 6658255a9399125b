/**
 * Where the scene is looked at from. A view is a point on the ground, a distance and two angles,
 * in metres of the scene's east-north-up frame. Both the WebGL map and the live overlay are drawn through one Lens: the
 * overlay never needs the graphics card to know where things are.
 */
import type { HeightField } from '../terrain/heightField.ts';

export interface View {
  /** The ground point in the middle of the screen, metres east and north of the frame's origin. */
  readonly x: number;
  readonly y: number;
  readonly distanceM: number;
  /** Degrees clockwise from north. */
  readonly headingDegrees: number;
  /** Degrees; −90 looks straight down. */
  readonly pitchDegrees: number;
}

/** The eye keeps so far above the ground below it. */
const CLEARANCE_M = 12;

export interface ScreenPoint {
  x: number;
  y: number;
  /** Metres along the line of sight; never below NEAR_M for a point that projects. */
  depth: number;
}

/** Of the larger side of the screen, as Cesium's PerspectiveFrustum counts it. */
export const FIELD_OF_VIEW_DEGREES = 46;
export const NEAR_M = 1;
const RADIANS = Math.PI / 180;

/** Same rule as the frustum of the map: `fov` belongs to the larger side. */
export function focalPixels(width: number, height: number): number {
  return Math.max(width, height) / 2 / Math.tan((FIELD_OF_VIEW_DEGREES * RADIANS) / 2);
}

/** Turns metres into pixels and back. Mutable and reused every frame: set() allocates nothing. */
export class Lens {
  width = 1;
  height = 1;
  focal = 1;
  /** Straight down whatever the view says, and nothing has a height: of the map without WebGL. */
  isFlat = false;
  /** Up of the ground in the middle of the screen. */
  groundZ = 0;
  /** Metres a pixel covers at the middle of the screen: what levels of detail go by. */
  metresPerPixel = 1;
  readonly eye = new Float64Array(3);
  readonly right = new Float64Array(3);
  readonly up = new Float64Array(3);
  readonly forward = new Float64Array(3);
  readonly #sightAlong = new Float64Array(3);
  readonly #relief: HeightField | null;

  /** @param relief heights of the ground; null where it is flat */
  constructor(relief: HeightField | null = null) {
    this.#relief = relief;
  }

  /** Heights of the ground as they are drawn; null where it is flat. */
  get field(): HeightField | null {
    return this.isFlat ? null : this.#relief;
  }

  set(view: View, width: number, height: number): void {
    const heading = view.headingDegrees * RADIANS;
    const pitch = (this.isFlat ? STEEPEST_PITCH : view.pitchDegrees) * RADIANS;
    const [sinH, cosH, sinP, cosP] = [Math.sin(heading), Math.cos(heading), Math.sin(pitch), Math.cos(pitch)];
    this.forward.set([sinH * cosP, cosH * cosP, sinP]);
    this.right.set([cosH, -sinH, 0]);
    this.up.set([-sinH * sinP, -cosH * sinP, cosP]);
    this.eye.set([
      view.x - this.forward[0]! * view.distanceM,
      view.y - this.forward[1]! * view.distanceM,
      -this.forward[2]! * view.distanceM,
    ]);
    this.groundZ = 0;
    if (this.field) this.#standOn(this.field, view);
    this.width = width;
    this.height = height;
    this.focal = focalPixels(width, height);
    this.metresPerPixel = view.distanceM / this.focal;
  }

  /** Depth of a point along the line of sight, metres; negative behind the eye. */
  depthOf(x: number, y: number, z: number): number {
    const { eye, forward } = this;
    const up = this.isFlat ? 0 : z;
    return (x - eye[0]!) * forward[0]! + (y - eye[1]!) * forward[1]! + (up - eye[2]!) * forward[2]!;
  }

  /** Writes CSS pixels into `out`; false (and `out` untouched) when the point is behind the eye. */
  project(x: number, y: number, z: number, out: ScreenPoint): boolean {
    const { eye, right, up, forward } = this;
    const dx = x - eye[0]!;
    const dy = y - eye[1]!;
    const dz = (this.isFlat ? 0 : z) - eye[2]!;
    const depth = dx * forward[0]! + dy * forward[1]! + dz * forward[2]!;
    if (depth < NEAR_M) return false;
    const scale = this.focal / depth;
    out.x = this.width / 2 + (dx * right[0]! + dy * right[1]!) * scale;
    out.y = this.height / 2 - (dx * up[0]! + dy * up[1]! + dz * up[2]!) * scale;
    out.depth = depth;
    return true;
  }

  isOnScreen(point: ScreenPoint, marginPx: number): boolean {
    return (
      point.x > -marginPx && point.y > -marginPx && point.x < this.width + marginPx && point.y < this.height + marginPx
    );
  }

  /** The ground point under a pixel, metres; null above the horizon. */
  groundAt(px: number, py: number): [x: number, y: number] | null {
    const hit = this.field?.hit(this.eye, this.#sight(px, py)) ?? null;
    return hit ? [hit[0], hit[1]] : this.levelAt(px, py, this.groundZ);
  }

  /** Where a pixel's line of sight meets a level so many metres up; null above the horizon. */
  levelAt(px: number, py: number, z: number): [x: number, y: number] | null {
    const { eye } = this;
    const along = this.#sight(px, py);
    if (along[2]! > -1e-3) return null;
    const reach = (z - eye[2]!) / along[2]!;
    return reach < 0 ? null : [eye[0]! + along[0]! * reach, eye[1]! + along[1]! * reach];
  }

  #sight(px: number, py: number): Float64Array {
    const { right, up, forward } = this;
    const sight = this.#sightAlong;
    const sideways = (px - this.width / 2) / this.focal;
    const upwards = (this.height / 2 - py) / this.focal;
    for (let axis = 0; axis < 3; axis++) sight[axis] = forward[axis]! + right[axis]! * sideways + up[axis]! * upwards;
    return sight;
  }

  /** The view turns around a point of the ground, and the eye stays out of every hill. */
  #standOn(field: HeightField, view: View): void {
    const { eye } = this;
    this.groundZ = field.at(view.x, view.y);
    const clearance = field.at(eye[0]!, eye[1]!) + CLEARANCE_M - (eye[2]! + this.groundZ);
    if (clearance > 0) this.groundZ += clearance;
    eye[2] = eye[2]! + this.groundZ;
  }

  /** Writes [west, south, east, north] metres of the ground that can be seen, cut off at `farM` from the eye. */
  groundBounds(farM: number, out: Float64Array): void {
    out[0] = out[1] = Infinity;
    out[2] = out[3] = -Infinity;
    this.#levelBounds(this.field?.lowestM ?? 0, farM, out);
    if (this.field) this.#levelBounds(this.field.highestM, farM, out);
  }

  #levelBounds(z: number, farM: number, out: Float64Array): void {
    for (let corner = 0; corner < 4; corner++) {
      const px = corner % 2 === 0 ? 0 : this.width;
      const py = corner < 2 ? 0 : this.height;
      const hit = this.levelAt(px, py, z);
      let [x, y] = hit ?? [Number.NaN, Number.NaN];
      const dx = x - this.eye[0]!;
      const dy = y - this.eye[1]!;
      const away = Math.hypot(dx, dy);
      if (!(away <= farM)) {
        const sideways = (px - this.width / 2) / this.focal;
        const ax = hit ? dx / away : this.forward[0]! + this.right[0]! * sideways;
        const ay = hit ? dy / away : this.forward[1]! + this.right[1]! * sideways;
        const length = Math.hypot(ax, ay) || 1;
        x = this.eye[0]! + (ax / length) * farM;
        y = this.eye[1]! + (ay / length) * farM;
      }
      if (x < out[0]!) out[0] = x;
      if (y < out[1]!) out[1] = y;
      if (x > out[2]!) out[2] = x;
      if (y > out[3]!) out[3] = y;
    }
  }
}

export interface ViewLimits {
  readonly minDistanceM: number;
  readonly maxDistanceM: number;
  /** Metres: the middle of the screen stays inside. */
  readonly bounds: readonly [west: number, south: number, east: number, north: number];
}

export const STEEPEST_PITCH = -90;
/** Flatter than this the far half of the screen is haze. */
export const FLATTEST_PITCH = -18;

export function clampView(view: View, limits: ViewLimits): View {
  const [west, south, east, north] = limits.bounds;
  return {
    x: clamp(view.x, west, east),
    y: clamp(view.y, south, north),
    distanceM: clamp(view.distanceM, limits.minDistanceM, limits.maxDistanceM),
    headingDegrees: ((view.headingDegrees % 360) + 360) % 360,
    pitchDegrees: clamp(view.pitchDegrees, STEEPEST_PITCH, FLATTEST_PITCH),
  };
}

/** A view as packs state it, by the place of the eye, as a view of the ground point it looks at. */
export function viewFromEye(
  eye: readonly [number, number],
  heightM: number,
  headingDegrees: number,
  pitch: number,
): View {
  const pitchDegrees = clamp(pitch, STEEPEST_PITCH, FLATTEST_PITCH);
  const distanceM = heightM / Math.sin(-pitchDegrees * RADIANS);
  const along = distanceM * Math.cos(pitchDegrees * RADIANS);
  return {
    x: eye[0] + Math.sin(headingDegrees * RADIANS) * along,
    y: eye[1] + Math.cos(headingDegrees * RADIANS) * along,
    distanceM,
    headingDegrees,
    pitchDegrees,
  };
}

/** Moves the view so that the ground point grabbed at the start lies under the pointer again. */
export function panned(view: View, from: readonly [number, number], to: readonly [number, number]): View {
  return { ...view, x: view.x + from[0] - to[0], y: view.y + from[1] - to[1] };
}

/** Zooms by a factor (< 1 is nearer) keeping the ground point `anchor` where it is on the screen. */
export function zoomed(view: View, factor: number, anchor: readonly [number, number] | null, limits: ViewLimits): View {
  const distanceM = clamp(view.distanceM * factor, limits.minDistanceM, limits.maxDistanceM);
  const real = distanceM / view.distanceM;
  if (!anchor) return { ...view, distanceM };
  return { ...view, distanceM, x: anchor[0] + (view.x - anchor[0]) * real, y: anchor[1] + (view.y - anchor[1]) * real };
}

/** A view that shows a box of ground (metres) whole, keeping the present heading. */
export function viewOfBounds(view: View, bounds: readonly [number, number, number, number], lens: Lens): View {
  const [west, south, east, north] = bounds;
  const widthM = Math.max(120, east - west);
  const depthM = Math.max(120, north - south);
  const perPixel = Math.max(widthM / lens.width, depthM / lens.height);
  return { ...view, x: (west + east) / 2, y: (south + north) / 2, distanceM: perPixel * lens.focal * 1.25 };
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
