/** All pictures of one crowd on one sheet, drawn once per density of the screen. */
import { LEVELS } from './program.ts';
import { CELL_SPREAD, type CrowdStyle } from './style.ts';

const SHEET_PX = 1_024;
/** Only the nearer two have arrows, see the shader; the others need room for the ring of a marked one. */
const ARROW_LEVELS = 2;
const RING_PX = 4;

export interface Atlas {
  readonly sheet: OffscreenCanvas;
  /** Four numbers a level, as the shader wants them. */
  readonly levels: Float32Array;
  /** First picture of an arrow, or −1. */
  readonly firstArrow: number;
}

/** `scale` is the window's density (a wall shows everything larger), `ratio` device pixels to a CSS pixel. */
export function drawAtlas(style: CrowdStyle, ratio: number, scale: number): Atlas {
  const bodies = style.lookCount * style.picturesPerLook;
  const arrows = style.drawArrow ? 2 * style.picturesPerLook : 0;
  const levels = new Float32Array(LEVELS * 4);
  let top = 0;
  for (const [index, { sizePx }] of style.levels.entries()) {
    const cell = cellSide(sizePx * scale, ratio, index < ARROW_LEVELS);
    const columns = cell > 0 ? Math.floor(SHEET_PX / cell) : 1;
    levels.set([top, cell, columns, cell > 0 ? (sizePx * scale * ratio) / cell : 0], index * 4);
    if (cell > 0) top += Math.ceil((bodies + arrows) / columns) * cell;
  }
  const sheet = new OffscreenCanvas(SHEET_PX, Math.max(1, top));
  const ink = sheet.getContext('2d');
  if (!ink) throw new Error('This browser has no 2D canvas.');
  for (const [index, { sizePx }] of style.levels.entries()) {
    const [levelTop, cell, columns] = [levels[index * 4]!, levels[index * 4 + 1]!, levels[index * 4 + 2]!];
    if (cell === 0) continue;
    for (let picture = 0; picture < bodies + arrows; picture++) {
      const state = picture % style.picturesPerLook;
      const ordinal = Math.floor(picture / style.picturesPerLook);
      const isArrow = picture >= bodies;
      const draw = isArrow
        ? style.drawArrow?.(ordinal - style.lookCount === 1, state)
        : style.draw(ordinal, state, index);
      ink.save();
      ink.beginPath();
      ink.rect((picture % columns) * cell, levelTop + Math.floor(picture / columns) * cell, cell, cell);
      ink.clip();
      ink.translate((picture % columns) * cell + cell / 2, levelTop + Math.floor(picture / columns) * cell + cell / 2);
      ink.scale(ratio, ratio);
      draw?.(ink, sizePx * scale * (isArrow ? CELL_SPREAD : 1));
      ink.restore();
    }
  }
  return { sheet, levels, firstArrow: arrows > 0 ? bodies : -1 };
}

/** Device pixels, even, so that a cell centred on a corner of the pixel grid covers whole pixels. Every pixel of it is shaded. */
function cellSide(sizePx: number, ratio: number, hasArrow: boolean): number {
  if (sizePx <= 0) return 0;
  const wantedPx = hasArrow ? sizePx * CELL_SPREAD : sizePx + RING_PX;
  return Math.ceil((wantedPx * ratio) / 2) * 2;
}
