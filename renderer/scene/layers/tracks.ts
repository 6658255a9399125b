/** Where units went: bright as far as they had come by the moment shown, thin where they were still to go. */
import { trackColour } from '../../ui/trackColours.ts';
import type { SceneState, SceneTrack } from '../contract.ts';
import type { Painter } from '../overlay/painter.ts';
import { traceLine } from '../overlay/sketch.ts';
import type { SceneFrame } from '../pack/frame.ts';
import type { LayerContext, SceneLayer } from './layer.ts';
import { reachedBy } from './reachedBy.ts';

interface Way {
  readonly colour: string;
  /** East, north, up of each point. */
  readonly points: Float64Array;
  readonly times: Float64Array;
}

export class TracksLayer implements SceneLayer {
  readonly id = 'tracks';
  #context: LayerContext | null = null;
  #shown: readonly SceneTrack[] | null = null;
  #ways: readonly Way[] = [];

  create(context: LayerContext): void {
    this.#context = context;
  }

  update({ tracks = null }: SceneState): void {
    if (tracks === this.#shown || !this.#context) return;
    this.#shown = tracks;
    const { frame } = this.#context.pack;
    this.#ways = (tracks ?? []).map(({ points }, index) => wayOf(points, index, frame));
    this.#context.requestPaint();
  }

  frame(painter: Painter): void {
    for (const way of this.#ways) {
      const reached = reachedBy(way.times, painter.serverNow);
      stroke(painter, way.points.subarray(Math.max(0, reached - 1) * 3), way.colour, 1.2, 0.4);
      stroke(painter, way.points.subarray(0, reached * 3), way.colour, 2.6, 0.95);
    }
  }

  dispose(): void {
    this.#ways = [];
  }
}

function wayOf(points: SceneTrack['points'], index: number, frame: SceneFrame): Way {
  const placed = new Float64Array(points.length * 3);
  const times = new Float64Array(points.length);
  points.forEach(([lon, lat, at], place) => {
    frame.place(lon, lat, placed, place * 3);
    times[place] = at;
  });
  return { colour: trackColour(index), points: placed, times };
}

function stroke(painter: Painter, points: Float64Array, colour: string, width: number, alpha: number): void {
  if (points.length < 6) return;
  const { ink, scale } = painter;
  ink.beginPath();
  traceLine(painter, points);
  ink.lineJoin = ink.lineCap = 'round';
  ink.globalAlpha = alpha;
  ink.strokeStyle = '#06090ccc';
  ink.lineWidth = (width + 2.4) * scale;
  ink.stroke();
  ink.strokeStyle = colour;
  ink.lineWidth = width * scale;
  ink.stroke();
  ink.globalAlpha = 1;
}
