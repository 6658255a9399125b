import { UNIT_KINDS, type UnitKind } from '#shared/catalog/unitKinds.ts';
import type { CrowdStyle } from '../crowd/style.ts';
import type { DrawSprite } from '../overlay/sprites.ts';
import { FRESHNESS, type Freshness, isLive } from './freshness.ts';
import { headingSprite, unitColour, unitSprite } from './unitSprites.ts';

/** Metres per pixel, crowding included, up to which a unit is a lettered icon, a smaller one, a plain one; then a point. */
export const UNIT_LEVELS = [
  { sizePx: 25, upTo: 1.1 },
  { sizePx: 19, upTo: 2.6 },
  { sizePx: 12, upTo: 14 },
  { sizePx: 5, upTo: Number.POSITIVE_INFINITY },
] as const;
const POINT = UNIT_LEVELS.length - 1;

export function levelAt(crowdedPerPixel: number): number {
  const level = UNIT_LEVELS.findIndex(({ upTo }) => crowdedPerPixel <= upTo);
  return level < 0 ? POINT : level;
}

/** The look of a unit among the pictures of the crowd; odd looks are the engaged ones. */
export const lookOf = (kind: UnitKind, isEngaged: boolean): number =>
  UNIT_KINDS.indexOf(kind) * 2 + (isEngaged ? 1 : 0);

export const UNIT_STYLE: CrowdStyle = {
  levels: UNIT_LEVELS,
  lookCount: UNIT_KINDS.length * 2,
  picturesPerLook: FRESHNESS.length,
  draw: (look, state, level) => {
    const freshness = FRESHNESS[state]!;
    if (level === POINT) return pointSprite(look % 2 === 1, freshness);
    return unitSprite(UNIT_KINDS[Math.floor(look / 2)]!, look % 2 === 1, freshness);
  },
  drawArrow: (isOdd, state) => headingSprite(isOdd, FRESHNESS[state]!),
};

/** Far away only duty and freshness are told: a disc is free, a diamond engaged, hollow is not live. */
function pointSprite(isEngaged: boolean, freshness: Freshness): DrawSprite {
  return (ink, size) => {
    const radius = size / 2;
    ink.beginPath();
    if (isEngaged) {
      ink.moveTo(0, -radius * 1.25);
      ink.lineTo(radius * 1.25, 0);
      ink.lineTo(0, radius * 1.25);
      ink.lineTo(-radius * 1.25, 0);
      ink.closePath();
    } else ink.arc(0, 0, radius, 0, Math.PI * 2);
    ink.globalAlpha = freshness === 'post' ? 0.6 : freshness === 'ageing' ? 0.75 : 1;
    ink.fillStyle = isLive(freshness) ? unitColour(isEngaged, freshness) : '#0e151d';
    ink.strokeStyle = isLive(freshness) ? '#06100ccc' : unitColour(isEngaged, freshness);
    ink.lineWidth = 1;
    ink.fill();
    ink.stroke();
    ink.globalAlpha = 1;
  };
}
