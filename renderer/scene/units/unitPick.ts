/** Which unit stands under the pointer, and which stand in a rectangle, from where they are drawn at this moment. */
import type { ScreenBox } from '../camera/controls.ts';
import type { Lens, ScreenPoint } from '../camera/view.ts';
import { PROMINENT_NEARER } from '../crowd/program.ts';
import type { UnitField } from './field.ts';
import { levelAt, UNIT_LEVELS } from './unitStyle.ts';

/** CSS pixels: what a hand hits. */
const LEAST_REACH_PX = 8;
const GREATEST_REACH_PX = 14;
/** Past the haze nobody points at anything. */
const FARTHEST_M = 60_000;

const point: ScreenPoint = { x: 0, y: 0, depth: 0 };
const bounds = new Float64Array(4);

/** The slot whose icon lies nearest to a pixel, or −1. */
export function unitAt(field: UnitField, lens: Lens, x: number, y: number, now: number, crowding: number): number {
  const reach = GREATEST_REACH_PX;
  let nearest = -1;
  let nearestPx = Number.POSITIVE_INFINITY;
  eachWithin(field, lens, { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach }, now, (slot) => {
    const away = Math.hypot(point.x - x, point.y - y);
    const { sizePx } = UNIT_LEVELS[levelAt((point.depth / lens.focal) * crowdingOf(field, slot, crowding))]!;
    if (away >= nearestPx || away > Math.max(LEAST_REACH_PX, sizePx / 2 + 1)) return;
    nearest = slot;
    nearestPx = away;
  });
  return nearest;
}

/** What the card multiplies this unit's distance by; the engaged are drawn larger whatever the crowd. */
export const crowdingOf = (field: UnitField, slot: number, crowding: number): number =>
  field.units[slot]!.engagement === null ? crowding : PROMINENT_NEARER;

/** Ids of the units drawn inside a rectangle of CSS pixels, in the order of the station's list. */
export function unitsIn(field: UnitField, lens: Lens, box: ScreenBox, now: number): string[] {
  const ids: string[] = [];
  eachWithin(field, lens, box, now, (slot) => ids.push(field.units[slot]!.id));
  return ids;
}

function eachWithin(field: UnitField, lens: Lens, box: ScreenBox, now: number, visit: (slot: number) => void): void {
  groundUnder(lens, box);
  const count = field.slotsWithin(bounds, now);
  for (let index = 0; index < count; index++) {
    const slot = field.found[index]!;
    const [east, north] = [field.motion.xAt(slot, now), field.motion.yAt(slot, now)];
    if (!lens.project(east, north, field.groundUp(east, north), point)) continue;
    if (point.x < box.left || point.x > box.right || point.y < box.top || point.y > box.bottom) continue;
    visit(slot);
  }
}

/** The ground below a rectangle of the screen; up to the haze where it reaches above the horizon. */
function groundUnder(lens: Lens, { left, top, right, bottom }: ScreenBox): void {
  bounds[0] = bounds[1] = Number.POSITIVE_INFINITY;
  bounds[2] = bounds[3] = Number.NEGATIVE_INFINITY;
  for (const [px, py] of [
    [left, top],
    [right, top],
    [left, bottom],
    [right, bottom],
  ] as const) {
    const ground = lens.groundAt(px, py);
    if (!ground) {
      lens.groundBounds(FARTHEST_M, bounds);
      return;
    }
    bounds[0] = Math.min(bounds[0]!, ground[0] - CURVE_M);
    bounds[1] = Math.min(bounds[1]!, ground[1] - CURVE_M);
    bounds[2] = Math.max(bounds[2]!, ground[0] + CURVE_M);
    bounds[3] = Math.max(bounds[3]!, ground[1] + CURVE_M);
  }
}

/** The tangent plane and the ground part by some metres far from the middle; seen flat that is some more along the ground. */
const CURVE_M = 60;
