/** Small pictures on one sheet, each drawn once and then only copied: what makes hundreds of icons a frame cheap. */
export type DrawSprite = (ink: OffscreenCanvasRenderingContext2D, sizePx: number) => void;

interface Sprite {
  readonly x: number;
  readonly y: number;
  readonly sizePx: number;
}

const SHEET_PX = 1_024;

export class SpriteSheet {
  #sheet = new OffscreenCanvas(SHEET_PX, SHEET_PX);
  #sprites = new Map<string, Sprite>();
  #pixelRatio = 1;
  #scale = 1;
  #nextX = 0;
  #nextY = 0;
  #rowPx = 0;

  /** Sizes change with the density of the screen and of the window; then every picture is drawn anew. */
  setPixelRatio(pixelRatio: number, scale: number): void {
    if (pixelRatio === this.#pixelRatio && scale === this.#scale) return;
    this.#pixelRatio = pixelRatio;
    this.#scale = scale;
    this.#forget();
  }

  /** Draws the sprite centred at a point in CSS pixels; `draw` paints around its own middle, once per key. */
  stamp(target: CanvasRenderingContext2D, key: string, sizePx: number, x: number, y: number, draw: DrawSprite): void {
    const sprite = this.#sprites.get(key) ?? this.#add(key, sizePx, draw);
    const side = Math.ceil(sprite.sizePx * this.#pixelRatio);
    const half = sprite.sizePx / 2;
    const ratio = this.#pixelRatio;
    // Whole device pixels: a half-pixel step blurs every letter in the icon.
    const left = Math.round((x - half) * ratio) / ratio;
    const top = Math.round((y - half) * ratio) / ratio;
    target.drawImage(this.#sheet, sprite.x, sprite.y, side, side, left, top, side / ratio, side / ratio);
  }

  #add(key: string, sizePx: number, draw: DrawSprite): Sprite {
    const side = Math.ceil(sizePx * this.#pixelRatio) + 1;
    if (this.#nextX + side > SHEET_PX) {
      this.#nextX = 0;
      this.#nextY += this.#rowPx;
      this.#rowPx = 0;
    }
    if (this.#nextY + side > SHEET_PX) this.#forget();
    const sprite = { x: this.#nextX, y: this.#nextY, sizePx };
    const ink = this.#sheet.getContext('2d');
    if (ink) {
      ink.save();
      ink.beginPath();
      ink.rect(sprite.x, sprite.y, side, side);
      ink.clip();
      ink.translate(sprite.x + (sizePx * this.#pixelRatio) / 2, sprite.y + (sizePx * this.#pixelRatio) / 2);
      ink.scale(this.#pixelRatio, this.#pixelRatio);
      draw(ink, sizePx);
      ink.restore();
    }
    this.#sprites.set(key, sprite);
    this.#nextX += side;
    this.#rowPx = Math.max(this.#rowPx, side);
    return sprite;
  }

  #forget(): void {
    this.#sprites.clear();
    this.#sheet.getContext('2d')?.clearRect(0, 0, SHEET_PX, SHEET_PX);
    this.#nextX = this.#nextY = this.#rowPx = 0;
  }
}
