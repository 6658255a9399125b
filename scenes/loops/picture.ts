/** A picture with depth: what is nearer covers what is farther, whatever is drawn first. Twice as fine as what comes out. */

import { MARK_ROWS, MARK_WIDTH } from './mark.ts';
import { type Colour, grain } from './vector.ts';

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
    const { colours, width } = this;
    const shift = Math.floor(grain(frame, 1) * SPECKS.length);
    for (let y = 0; y < HEIGHT; y++) {
      for (let x = 0; x < WIDTH; x++) {
        const place = y * WIDTH + x;
        const speck = SPECKS[(place + shift) % SPECKS.length]! * noise * 255;
        const upper = (y * FINE * width + x * FINE) * 3;
        const lower = upper + width * 3;
        for (let channel = 0; channel < 3; channel++) {
          const sum =
            Math.min(1, colours[upper + channel]!) +
            Math.min(1, colours[upper + 3 + channel]!) +
            Math.min(1, colours[lower + channel]!) +
            Math.min(1, colours[lower + 3 + channel]!);
          const value = TONES[Math.round((sum / 4) * (TONES.length - 1))]! * DIMMING[place]! + speck;
          out[place * 3 + channel] = Math.min(255, Math.max(0, value));
        }
      }
    }
    burnMark(out);
    return out;
  }
}

/** Light → byte, brighter in the middle as a camera's is. */
const TONES = Float32Array.from({ length: 4_096 }, (_, index) => (index / 4_095) ** 0.84 * 255);
const SPECKS = Float32Array.from({ length: 99_991 }, (_, index) => grain(index, 7) - 0.5);
const DIMMING = Float32Array.from({ length: WIDTH * HEIGHT }, (_, place) => {
  const [x, y] = [place % WIDTH, Math.floor(place / WIDTH)];
  const away = ((x / WIDTH - 0.5) ** 2 + (y / HEIGHT - 0.5) ** 2) * 2;
  return 1 - 0.64 * away * away;
});

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
