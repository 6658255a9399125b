import type { CrowdStyle } from '../crowd/style.ts';
import type { DrawSprite } from '../overlay/sprites.ts';
import { CAMERA_COLOUR, DEVICE_COLOURS } from '../theme.ts';

/** Online: filled. Not reachable: an outline with a stroke through it. */
const glyph =
  (colour: string, isFilled: boolean): DrawSprite =>
  (ink, size) => {
    const unit = size / 2 - 1;
    ink.beginPath();
    ink.roundRect(-unit, -unit * 0.55, unit * 1.3, unit * 1.1, 2);
    ink.moveTo(unit * 0.4, -unit * 0.15);
    ink.lineTo(unit, -unit * 0.5);
    ink.lineTo(unit, unit * 0.5);
    ink.lineTo(unit * 0.4, unit * 0.15);
    ink.fillStyle = isFilled ? colour : '#0c1219e6';
    ink.fill();
    ink.strokeStyle = isFilled ? '#0a0f14' : colour;
    ink.lineWidth = isFilled ? 0.8 : 1.4;
    ink.stroke();
    if (isFilled) return;
    ink.beginPath();
    ink.moveTo(-unit * 0.9, unit * 0.9);
    ink.lineTo(unit * 0.9, -unit * 0.9);
    ink.stroke();
  };

export const ONLINE = glyph(CAMERA_COLOUR, true);
export const OFFLINE = glyph(DEVICE_COLOURS.lost, false);

/** Farther than this, in metres per pixel, cameras are not drawn: there they would only hide the streets. */
export const CAMERAS_BELOW = 1.7;

export const CAMERA_STYLE: CrowdStyle = {
  levels: [
    { sizePx: 18, upTo: 0.8 },
    { sizePx: 13, upTo: CAMERAS_BELOW },
    { sizePx: 9, upTo: CAMERAS_BELOW * 1.3 },
    { sizePx: 0, upTo: Number.POSITIVE_INFINITY },
  ],
  lookCount: 2,
  picturesPerLook: 1,
  draw: (look) => (look === 0 ? ONLINE : OFFLINE),
  drawArrow: null,
};
