import type { ScreenBox } from '../camera/controls.ts';

/** The rubber band in the officer's hand. */
export function paintBand(ink: CanvasRenderingContext2D, { left, top, right, bottom }: ScreenBox): void {
  ink.fillStyle = '#ffffff14';
  ink.strokeStyle = '#ffffffd9';
  ink.lineWidth = 1;
  ink.setLineDash([5, 4]);
  ink.fillRect(left, top, right - left, bottom - top);
  ink.strokeRect(Math.round(left) + 0.5, Math.round(top) + 0.5, Math.round(right - left), Math.round(bottom - top));
  ink.setLineDash([]);
}
