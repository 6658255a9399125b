import { UNIT_KIND_NAMES, type UnitKind } from '#shared/catalog/unitKinds.ts';
import type { DrawSprite } from '../overlay/sprites.ts';
import { FONT_STACK, UNIT_COLOURS } from '../theme.ts';
import { type Freshness, isLive } from './freshness.ts';

type Ink = OffscreenCanvasRenderingContext2D;

/**
 * A unit's look: shape by duty (round is free, six-sided is engaged, square is only a registered post), fill by freshness
 * (solid is live, dashed outline is stale, outline with a stroke is lost), letter by kind. Colour repeats what the shape
 * says and never says anything alone.
 */
export function unitSprite(kind: UnitKind, isEngaged: boolean, freshness: Freshness): DrawSprite {
  const colour = unitColour(isEngaged, freshness);
  return (ink, size) => {
    const radius = size / 2 - 2.5;
    outline(ink, radius, isEngaged, freshness === 'post');
    const solid = isLive(freshness);
    ink.fillStyle = solid ? colour : '#0e151de8';
    ink.globalAlpha = freshness === 'ageing' ? 0.72 : 1;
    ink.fill();
    ink.globalAlpha = 1;
    ink.strokeStyle = solid ? '#06100c' : colour;
    ink.lineWidth = solid ? 1.2 : 1.5;
    if (freshness === 'stale') ink.setLineDash([3, 2.2]);
    if (freshness === 'post') ink.setLineDash([1.6, 2]);
    ink.stroke();
    ink.setLineDash([]);
    if (isEngaged && solid) {
      outline(ink, radius + 1.8, true, false);
      ink.strokeStyle = colour;
      ink.lineWidth = 1.2;
      ink.stroke();
    }
    if (size >= 17) letter(ink, UNIT_KIND_NAMES[kind].short, size, solid ? '#06130d' : colour);
    if (freshness === 'lost') strike(ink, radius, colour);
  };
}

export function unitColour(isEngaged: boolean, freshness: Freshness): string {
  if (freshness === 'stale' || freshness === 'lost' || freshness === 'post') return UNIT_COLOURS[freshness];
  return isEngaged ? UNIT_COLOURS.engaged : UNIT_COLOURS.free;
}

function outline(ink: Ink, radius: number, isEngaged: boolean, isPost: boolean): void {
  ink.beginPath();
  if (isPost) {
    ink.roundRect(-radius * 0.86, -radius * 0.86, radius * 1.72, radius * 1.72, 2);
    return;
  }
  if (!isEngaged) {
    ink.arc(0, 0, radius, 0, Math.PI * 2);
    return;
  }
  for (let corner = 0; corner < 6; corner++) {
    const angle = (corner / 6) * Math.PI * 2;
    ink.lineTo(Math.cos(angle) * radius * 1.06, Math.sin(angle) * radius * 1.06);
  }
  ink.closePath();
}

function letter(ink: Ink, text: string, size: number, colour: string): void {
  ink.fillStyle = colour;
  ink.font = `700 ${size * 0.48}px ${FONT_STACK}`;
  ink.textAlign = 'center';
  ink.textBaseline = 'middle';
  ink.fillText(text, 0, size * 0.035);
}

function strike(ink: Ink, radius: number, colour: string): void {
  ink.beginPath();
  ink.moveTo(-radius * 0.75, radius * 0.75);
  ink.lineTo(radius * 0.75, -radius * 0.75);
  ink.strokeStyle = colour;
  ink.lineWidth = 1.5;
  ink.stroke();
}

/** How much larger than its disc the picture of the arrow is. */
export const HEADING_SPREAD = 1.5;

/** An arrow head that grows out of the disc, pointing up; turned by whoever draws it, under the disc. */
export function headingSprite(isEngaged: boolean, freshness: Freshness): DrawSprite {
  const colour = unitColour(isEngaged, freshness);
  return (ink, size) => {
    const tip = size / 2 - 0.5;
    const disc = size / HEADING_SPREAD / 2 - 2.5;
    ink.beginPath();
    ink.moveTo(0, -tip);
    ink.lineTo(disc * 0.72, -disc * 0.66);
    ink.lineTo(-disc * 0.72, -disc * 0.66);
    ink.closePath();
    ink.fillStyle = colour;
    ink.fill();
    ink.strokeStyle = '#06100c';
    ink.lineWidth = 1;
    ink.stroke();
  };
}
