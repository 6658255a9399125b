/** The way of one task or route with its check-points numbered: shown by the officer, or being drawn. */
import type { SceneState, SceneTrail } from '../contract.ts';
import { Label, type Painter } from '../overlay/painter.ts';
import { placedLine, traceLine } from '../overlay/sketch.ts';
import type { DrawSprite } from '../overlay/sprites.ts';
import { FONT_STACK } from '../theme.ts';
import type { LayerContext, SceneLayer } from './layer.ts';
import { LABEL_STYLES } from './styles.ts';

interface Stop {
  /** East, north, up. */
  readonly at: Float64Array;
  readonly key: string;
  readonly draw: DrawSprite;
  readonly label: Label;
}

const MARK_PX = 20;
const COLOUR = '#7fd6a8';

export class TrailLayer implements SceneLayer {
  readonly id = 'trail';
  #context: LayerContext | null = null;
  #shown: SceneTrail | null = null;
  #line: Float64Array | null = null;
  #stops: readonly Stop[] = [];

  create(context: LayerContext): void {
    this.#context = context;
  }

  update({ trail = null }: SceneState): void {
    if (trail === this.#shown || !this.#context) return;
    this.#shown = trail;
    const { frame } = this.#context.pack;
    this.#line = trail && trail.line.length > 1 ? placedLine(trail.line, frame) : null;
    this.#stops = (trail?.points ?? []).map(({ lon, lat, name, isDone }, index) => {
      const at = new Float64Array(3);
      frame.place(lon, lat, at);
      const key = `stop${index + 1}${isDone ? 'done' : ''}`;
      return { at, key, draw: stopSprite(index + 1, isDone), label: new Label(name, LABEL_STYLES.candidate) };
    });
    this.#context.requestPaint();
  }

  frame(painter: Painter): void {
    const { ink, lens, point, scale } = painter;
    if (this.#line) {
      ink.beginPath();
      traceLine(painter, this.#line);
      ink.lineJoin = 'round';
      ink.strokeStyle = '#08120dcc';
      ink.lineWidth = 6 * scale;
      ink.stroke();
      ink.strokeStyle = COLOUR;
      ink.lineWidth = 2.6 * scale;
      ink.stroke();
    }
    for (const { at, key, draw, label } of this.#stops) {
      if (!lens.project(at[0]!, at[1]!, at[2]!, point) || !lens.isOnScreen(point, MARK_PX)) continue;
      const { x, y } = point;
      painter.stamp(key, MARK_PX * scale, x, y, draw);
      painter.offer(label, x, y, 'right', 14 * scale, 650);
    }
  }

  dispose(): void {
    this.#line = null;
    this.#stops = [];
  }
}

const stopSprite =
  (number: number, isDone: boolean): DrawSprite =>
  (ink, size) => {
    ink.beginPath();
    ink.arc(0, 0, size / 2 - 1, 0, Math.PI * 2);
    ink.fillStyle = isDone ? COLOUR : '#10241a';
    ink.fill();
    ink.strokeStyle = COLOUR;
    ink.lineWidth = 1.5;
    ink.stroke();
    ink.fillStyle = isDone ? '#08120d' : '#e6fff2';
    ink.font = `700 ${size * 0.58}px ${FONT_STACK}`;
    ink.textAlign = 'center';
    ink.textBaseline = 'middle';
    ink.fillText(String(number), 0, size * 0.04);
  };
