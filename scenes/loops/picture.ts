/** A picture with depth: what is nearer covers what is farther, whatever is drawn first. Twice as fine as what comes out. */

import { MARK_ROWS, MARK_WIDTH } from './mark.ts';
import { type Colour, clamp, grain } from './vector.ts';

export const WIDTH = 640;
export const HEIGHT = 360;
export const FINE = 2;

export class Picture {
  readonly width = WIDTH * FINE;
  readonly height = HEIGHT * FINE;
  readonly colours = new Float32Array(this.width * this.height * 3);
  /** One through the distance; 0 is infinitely far. */
  readonly nearness = new Float32Array(this.width * this.height);

  copyFrom(other: Picture): void {
    this.colours.set(other.colours);
    this.nearness.set(other.nearness);
  }

  put(at: number, [red, green, blue]: Colour): void {
    this.colours[at * 3] = red;
    this.colours[at * 3 + 1] = green;
    this.colours[at * 3 + 2] = blue;
  }

  blend(at: number, [red, green, blue]: Colour, share: number): void {
    const { colours } = this;
    colours[at * 3] = colours[at * 3]! * (1 - share) + red * share;
    colours[at * 3 + 1] = colours[at * 3 + 1]! * (1 - share) + green * share;
    colours[at * 3 + 2] = colours[at * 3 + 2]! * (1 - share) + blue * share;
  }

  glow(at: number, [red, green, blue]: Colour): void {
    this.colours[at * 3]! += red;
    this.colours[at * 3 + 1]! += green;
    this.colours[at * 3 + 2]! += blue;
  }

  /** Bytes of the frame as a camera gives it: softened, darker to the corners, a little noise, and the mark of the drill. */
  develop(frame: number, noise: number): Buffer {
    const out = Buffer.allocUnsafe(WIDTH * HEIGHT * 3);
    for (let y = 0; y < HEIGHT; y++) {
      for (let x = 0; x < WIDTH; x++) {
        const away = ((x / WIDTH - 0.5) ** 2 + (y / HEIGHT - 0.5) ** 2) * 2;
        const dim = 1 - 0.32 * away * away * 2;
        const speck = (grain(x + frame * 131, y + frame * 57) - 0.5) * noise;
        for (let channel = 0; channel < 3; channel++) {
          let sum = 0;
          for (let fine = 0; fine < FINE * FINE; fine++) {
            const at = (y * FINE + (fine >> 1)) * this.width + x * FINE + (fine & 1);
            sum += clamp(this.colours[at * 3 + channel]!);
          }
          out[(y * WIDTH + x) * 3 + channel] = Math.round(clamp((sum / (FINE * FINE)) ** 0.84 * dim + speck) * 255);
        }
      }
    }
    burnMark(out);
    return out;
  }
}

/** Lower right, where no tile writes the camera's name. */
function burnMark(out: Buffer): void {
  const bits = MARK_ROWS.map((row) => BigInt(`0x${row}`).toString(2).padStart(MARK_WIDTH, '0'));
  const [width, height] = [MARK_WIDTH / 2, Math.floor(bits.length / 2)];
  const [left, top] = [WIDTH - width - 12, HEIGHT - height - 8];
  const bit = (x: number, y: number) => Number(bits[y]?.[x] ?? 0);
  for (let y = -3; y < height + 3; y++) {
    for (let x = -6; x < width + 6; x++) {
      const dots = [0, 1, 2, 3].reduce((sum, dot) => sum + bit(x * 2 + (dot & 1), y * 2 + (dot >> 1)), 0);
      const at = ((top + y) * WIDTH + left + x) * 3;
      for (let channel = 0; channel < 3; channel++) {
        const dark = out[at + channel]! * 0.45;
        out[at + channel] = dark + (([255, 196, 64][channel] ?? 0) - dark) * (dots / 4) * 0.9;
      }
    }
  }
}
