/** The ground a camera sees: rays across its field of view, to the first wall or to the end of its range. */
import type { Ground } from './ground.ts';
import { type Eye, rangeOf, spreadOf } from './sight.ts';

const STEP = (1.5 * Math.PI) / 180;
/** To either side of a corner of a building: the ray that still meets it, and the one that passes. */
const BESIDE = 1e-4;
const RADIANS = Math.PI / 180;

/** A ring of metres around the camera, closed; without a point where it sees nothing. Exact between corners of buildings. */
export function seenRing({ skyline, heightAt }: Ground, eye: Eye): readonly (readonly [x: number, y: number])[] {
  const { x, y, heading, heightM } = eye;
  const reachM = rangeOf(eye);
  const spread = spreadOf(eye) * RADIANS;
  const isRound = spread >= 2 * Math.PI - 1e-9;
  const middle = (heading ?? 0) * RADIANS;
  const from = middle - spread / 2;
  // A camera on a roof looks over the edge of it.
  const own = skyline.holding(x, y);
  const ownBlock = own >= 0 && skyline.topOf(own) < heightAt(x, y) + heightM ? own : -1;
  const turns = new Set<number>();
  for (let turn = 0; turn < spread; turn += STEP) turns.add(turn);
  if (!isRound) turns.add(spread);
  skyline.cornersNear(x, y, reachM, (cornerX, cornerY) => {
    if (Math.hypot(cornerX - x, cornerY - y) > reachM) return;
    const turn = wrapped(Math.atan2(cornerX - x, cornerY - y) - from);
    for (const beside of [turn - BESIDE, turn, turn + BESIDE]) if (beside >= 0 && beside <= spread) turns.add(beside);
  });
  const ring = [...turns]
    .sort((one, other) => one - other)
    .map((turn): readonly [number, number] => {
      const [dx, dy] = [Math.sin(from + turn) * reachM, Math.cos(from + turn) * reachM];
      const share = skyline.freeShare(x, y, x + dx, y + dy, ownBlock);
      return [x + dx * share, y + dy * share];
    });
  const points = isRound ? ring : [[x, y] as const, ...ring];
  return points.length < 3 ? [] : [...points, points[0]!];
}

const wrapped = (angle: number) => ((angle % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI);
