/**
 * The live half of the scene: a 2D canvas above the map. Layers paint into it through one Painter; labels are offered and
 * thinned at the end, and whatever can be clicked is registered as it is painted, so that what is seen is what is hit.
 */

import type { Lens, ScreenPoint } from '../camera/view.ts';
import type { SceneLanguage, Selection, SelectionKind } from '../contract.ts';
import type { Pickable } from '../layers/layer.ts';
import { type Box, type LabelBox, LabelThinner } from './labels.ts';
import { type DrawSprite, SpriteSheet } from './sprites.ts';
import { type TextPicture, TextPictures, type TextStyle } from './text.ts';

/** A label a layer keeps for the life of its thing and offers again each frame. */
export class Label implements LabelBox {
  left = 0;
  top = 0;
  width = 0;
  height = 0;
  priority = 0;
  isForced = false;
  wasShown = false;
  text: string;
  style: TextStyle;
  /** Radians clockwise; only names of roads turn. */
  turn = 0;
  opacity = 1;
  readonly target: Selection | null;
  /** The frame it was last drawn in. */
  shownIn = -1;

  constructor(text: string, style: TextStyle, target: Selection | null = null) {
    this.text = text;
    this.style = style;
    this.target = target;
  }
}

interface Hit {
  x: number;
  y: number;
  halfWidth: number;
  halfHeight: number;
  rank: number;
  target: Selection;
}

/** Label anchors relative to the point it belongs to. */
export type LabelPlace = 'centre' | 'above' | 'below' | 'left' | 'right';

const LABEL_BUDGET = 140;
/** Names drawn for the first time in one frame: a new part of the city brings hundreds into sight at once. */
const NEW_NAMES_A_FRAME = 16;

export class Painter {
  readonly ink: CanvasRenderingContext2D;
  readonly lens: Lens;
  readonly sprites = new SpriteSheet();
  readonly texts = new TextPictures();
  /** Ground in sight, metres: [west, south, east, north]. */
  readonly bounds = new Float64Array(4);
  readonly point: ScreenPoint = { x: 0, y: 0, depth: 0 };
  /** Local monotonic time of this frame, ms: for motion. */
  now = 0;
  /** The core's clock, epoch ms: for ages. */
  serverNow = 0;
  language: SceneLanguage = 'zh-CN';
  /** 1 at a desk, larger on a wall. */
  scale = 1;
  selection: Selection | null = null;
  /** False before the first picture of the map and after it failed: layers sketch what they can. */
  hasMap = false;
  /** Set by a layer that still moves: the next frame comes soon. */
  isAnimating = false;
  /** Set by a layer whose labels follow things the card moves: painted again soon, not at once. */
  isDrifting = false;
  /** Set by a layer that must be noticed: an unanswered alarm. */
  isBeating = false;

  readonly #thinner = new LabelThinner();
  readonly #offered: Label[] = [];
  readonly #shown: Label[] = [];
  readonly #hits: Hit[] = [];
  #hitCount = 0;
  readonly #blocks: Box[] = [];
  #blockCount = 0;
  #frame = 0;
  #newNames = 0;
  #pixelRatio = 1;

  constructor(ink: CanvasRenderingContext2D, lens: Lens) {
    this.ink = ink;
    this.lens = lens;
  }

  begin(pixelRatio: number): void {
    this.#pixelRatio = pixelRatio;
    this.#frame++;
    this.#offered.length = 0;
    this.#hitCount = 0;
    this.#blockCount = 0;
    this.#newNames = 0;
    this.#thinner.clear();
    this.isAnimating = false;
    this.isDrifting = false;
    this.isBeating = false;
    // Drawn at the size they are shown at: a scaled letter is a blurred one.
    this.texts.setPixelRatio(pixelRatio * this.scale);
    this.sprites.setPixelRatio(pixelRatio, this.scale);
    this.ink.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
    this.ink.clearRect(0, 0, this.lens.width, this.lens.height);
    this.lens.groundBounds(Math.max(4_000, this.lens.metresPerPixel * 6_000), this.bounds);
  }

  isInSight(x: number, y: number): boolean {
    const { bounds } = this;
    return x >= bounds[0]! && y >= bounds[1]! && x <= bounds[2]! && y <= bounds[3]!;
  }

  isSelected(kind: SelectionKind, id: string): boolean {
    return this.selection !== null && this.selection.kind === kind && this.selection.id === id;
  }

  /** Projects a ground point into `point`; false when it is behind the eye or off the screen by more than `marginPx`. */
  place(x: number, y: number, z: number, marginPx = 40): boolean {
    return this.lens.project(x, y, z, this.point) && this.lens.isOnScreen(this.point, marginPx);
  }

  stamp(key: string, sizePx: number, x: number, y: number, draw: DrawSprite): void {
    this.sprites.stamp(this.ink, key, sizePx, x, y, draw);
  }

  /** Registers something clickable around a point; a higher rank wins over a nearer one of lower rank. */
  hit(target: Selection, x: number, y: number, halfWidth: number, halfHeight: number, rank: number): void {
    const held = this.#hits[this.#hitCount];
    if (held) Object.assign(held, { target, x, y, halfWidth, halfHeight, rank });
    else this.#hits.push({ target, x, y, halfWidth, halfHeight, rank });
    this.#hitCount++;
  }

  /** Keeps labels (but for forced ones) off a picture. */
  keepClear(x: number, y: number, halfWidth: number, halfHeight: number): void {
    let box = this.#blocks[this.#blockCount];
    if (!box) {
      box = { left: 0, top: 0, width: 0, height: 0 };
      this.#blocks.push(box);
    }
    this.#blockCount++;
    box.left = x - halfWidth;
    box.top = y - halfHeight;
    box.width = halfWidth * 2;
    box.height = halfHeight * 2;
    this.#thinner.block(box);
  }

  /** Whether the thinning left it in the picture that was painted last. */
  isShown(label: Label): boolean {
    return label.shownIn === this.#frame;
  }

  /** CSS pixels a label that is not turned takes. */
  widthOf(label: Label): number {
    return this.texts.get(label.text, label.style).width * this.scale;
  }

  offer(
    label: Label,
    x: number,
    y: number,
    place: LabelPlace,
    offsetPx: number,
    priority: number,
    isForced = false,
  ): void {
    const picture = this.#pictureFor(label, isForced);
    if (!picture) return;
    const width = picture.width * this.scale;
    const height = picture.height * this.scale;
    label.width =
      label.turn === 0 ? width : Math.abs(width * Math.cos(label.turn)) + Math.abs(height * Math.sin(label.turn));
    label.height =
      label.turn === 0 ? height : Math.abs(width * Math.sin(label.turn)) + Math.abs(height * Math.cos(label.turn));
    label.left = place === 'right' ? x + offsetPx : place === 'left' ? x - offsetPx - label.width : x - label.width / 2;
    label.top =
      place === 'above' ? y - offsetPx - label.height : place === 'below' ? y + offsetPx : y - label.height / 2;
    if (isForced) {
      label.left = Math.max(4, Math.min(label.left, this.lens.width - label.width - 4));
      label.top = Math.max(4, Math.min(label.top, this.lens.height - label.height - 4));
    }
    label.priority = priority;
    label.isForced = isForced;
    label.wasShown = label.shownIn === this.#frame - 1;
    this.#offered.push(label);
  }

  /** Thins and draws the labels; returns how many were drawn. */
  end(): number {
    const shown = this.#thinner.thin(this.#offered, LABEL_BUDGET, this.#shown, this.lens.height);
    // The most important is drawn last, on top.
    for (let index = shown.length - 1; index >= 0; index--) this.#draw(shown[index]!);
    return shown.length;
  }

  /** The thing under a point, as painted last. */
  pick(x: number, y: number): Pickable | null {
    let best: Hit | null = null;
    let bestAway = Infinity;
    for (let index = 0; index < this.#hitCount; index++) {
      const hit = this.#hits[index]!;
      if (Math.abs(x - hit.x) > hit.halfWidth || Math.abs(y - hit.y) > hit.halfHeight) continue;
      const away = Math.hypot(x - hit.x, y - hit.y);
      if (best && (hit.rank < best.rank || (hit.rank === best.rank && away >= bestAway))) continue;
      best = hit;
      bestAway = away;
    }
    return best;
  }

  /** Null: its turn comes in one of the next frames. What must be seen waits for nobody. */
  #pictureFor({ text, style }: Label, isForced: boolean): TextPicture | null {
    const held = this.texts.held(text, style);
    if (held) return held;
    if (!isForced && this.#newNames >= NEW_NAMES_A_FRAME) {
      this.isAnimating = true;
      return null;
    }
    this.#newNames++;
    return this.texts.get(text, style);
  }

  #draw(label: Label): void {
    const { ink } = this;
    const ratio = this.#pixelRatio;
    const picture = this.texts.get(label.text, label.style);
    const width = picture.width * this.scale;
    const height = picture.height * this.scale;
    label.shownIn = this.#frame;
    const middleX = label.left + label.width / 2;
    const middleY = label.top + label.height / 2;
    ink.globalAlpha = label.opacity;
    if (label.turn === 0) {
      const left = Math.round((middleX - width / 2) * ratio) / ratio;
      const top = Math.round((middleY - height / 2) * ratio) / ratio;
      ink.drawImage(picture.image, left, top, width, height);
    } else {
      ink.save();
      ink.translate(middleX, middleY);
      ink.rotate(label.turn);
      ink.drawImage(picture.image, -width / 2, -height / 2, width, height);
      ink.restore();
    }
    ink.globalAlpha = 1;
    if (label.target)
      this.hit(label.target, middleX, middleY, label.width / 2, label.height / 2, 1 + label.priority / 1_000);
  }
}
