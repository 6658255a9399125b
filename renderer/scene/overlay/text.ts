/**
 * Text as small pictures, each drawn once: stroking a halo around Chinese glyphs every frame costs more than the rest of
 * the overlay together. Whatever the text says, it is only ever painted as text.
 */
import { FONT_STACK } from '../theme.ts';

export interface TextStyle {
  readonly id: string;
  readonly sizePx: number;
  readonly weight: number;
  readonly colour: string;
  /** A dark outline for names that lie on the map. */
  readonly halo?: string;
  /** A filled plate for names of things that act. */
  readonly plate?: { readonly fill: string; readonly edge: string; readonly bar?: string };
  readonly spacingPx?: number;
}

export interface TextPicture {
  readonly image: OffscreenCanvas;
  /** CSS pixels, padding included. */
  readonly width: number;
  readonly height: number;
}

/** What is not drawn for as long as this, and for twice as long at most, is forgotten: ages and clocks say something new every second. */
const TURN_MS = 10_000;
/** So many different texts turn them sooner. */
const MOST_IN_A_TURN = 1_250;
/** Longer names are cut: a name is a handle, not a sentence. Counted in Chinese characters; a Latin letter is half of one. */
const LONGEST = 30;

/** Two generations: what is drawn moves into the younger one; at a turn the elder one goes and the younger one takes its place. */
export class TextPictures {
  #younger = new Map<string, TextPicture>();
  #elder = new Map<string, TextPicture>();
  #turnedAt = 0;
  #pixelRatio = 1;

  /** Forgets everything when the screen's density changes. */
  setPixelRatio(pixelRatio: number): void {
    if (pixelRatio === this.#pixelRatio) return;
    this.#pixelRatio = pixelRatio;
    this.#turn();
    this.#turn();
  }

  get(text: string, style: TextStyle): TextPicture {
    const held = this.held(text, style);
    if (held) return held;
    const made = draw(shortened(text), style, this.#pixelRatio);
    if (this.#younger.size >= MOST_IN_A_TURN || performance.now() - this.#turnedAt >= TURN_MS) this.#turn();
    this.#younger.set(keyOf(text, style), made);
    return made;
  }

  /** Null where it would have to be drawn first. */
  held(text: string, style: TextStyle): TextPicture | null {
    const key = keyOf(text, style);
    const young = this.#younger.get(key);
    if (young) return young;
    const old = this.#elder.get(key);
    if (!old) return null;
    this.#elder.delete(key);
    this.#younger.set(key, old);
    return old;
  }

  #turn(): void {
    // Without its size a canvas gives its pixels back at once, and not when garbage is collected one day.
    for (const { image } of this.#elder.values()) image.width = 0;
    this.#elder = this.#younger;
    this.#younger = new Map();
    this.#turnedAt = performance.now();
  }
}

const keyOf = (text: string, style: TextStyle) => `${style.id}\n${text}`;

/** The text, or as much of it as is drawn, ending in an ellipsis. */
export function shortened(text: string): string {
  let width = 0;
  let index = 0;
  for (const letter of text) {
    width += letter.charCodeAt(0) < 0x2e80 ? 0.5 : 1;
    if (width > LONGEST) return `${text.slice(0, index)}…`;
    index += letter.length;
  }
  return text;
}

let measuring: OffscreenCanvasRenderingContext2D | null = null;

function draw(text: string, style: TextStyle, pixelRatio: number): TextPicture {
  const font = `${style.weight} ${style.sizePx}px ${FONT_STACK}`;
  const spacing = style.spacingPx ?? 0;
  measuring ??= new OffscreenCanvas(1, 1).getContext('2d');
  if (measuring) {
    measuring.font = font;
    measuring.letterSpacing = `${spacing}px`;
  }
  const textWidth = (measuring?.measureText(text).width ?? text.length * style.sizePx) - spacing;
  const bar = style.plate?.bar ? 5 : 0;
  const padX = style.plate ? 7 : 3;
  const padY = style.plate ? 3 : 2;
  const width = Math.ceil(textWidth + padX * 2 + bar);
  const height = Math.ceil(style.sizePx * 1.32 + padY * 2);
  const image = new OffscreenCanvas(
    Math.max(1, Math.ceil(width * pixelRatio)),
    Math.max(1, Math.ceil(height * pixelRatio)),
  );
  const ink = image.getContext('2d');
  if (!ink) return { image, width, height };
  ink.scale(pixelRatio, pixelRatio);
  if (style.plate) drawPlate(ink, style.plate, width, height);
  ink.font = font;
  ink.letterSpacing = `${spacing}px`;
  ink.textBaseline = 'middle';
  const y = height / 2 + style.sizePx * 0.04;
  if (style.halo) {
    ink.lineJoin = 'round';
    ink.lineWidth = 3;
    ink.strokeStyle = style.halo;
    ink.strokeText(text, padX + bar, y);
  }
  ink.fillStyle = style.colour;
  ink.fillText(text, padX + bar, y);
  return { image, width, height };
}

function drawPlate(
  ink: OffscreenCanvasRenderingContext2D,
  plate: NonNullable<TextStyle['plate']>,
  width: number,
  height: number,
): void {
  ink.beginPath();
  ink.roundRect(0.5, 0.5, width - 1, height - 1, 3);
  ink.fillStyle = plate.fill;
  ink.fill();
  ink.strokeStyle = plate.edge;
  ink.lineWidth = 1;
  ink.stroke();
  if (!plate.bar) return;
  ink.beginPath();
  ink.roundRect(0.5, 0.5, 4.5, height - 1, [3, 0, 0, 3]);
  ink.fillStyle = plate.bar;
  ink.fill();
}
