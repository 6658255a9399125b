/** What of a lane is drawn at one scale: nothing beyond its edges, and of ticks on one pixel the loudest. Pure. */
import type { Lane, LaneBar, LaneTick } from './lanes.ts';
import { type TimeScale, xOf } from './timeScale.ts';

export interface DrawnBar {
  readonly bar: LaneBar;
  /** Pixels from the left edge, cut to what is in sight. */
  readonly x: number;
  readonly width: number;
}

export interface DrawnTick {
  readonly tick: LaneTick;
  readonly x: number;
  /** Others that stand on the same pixels. */
  readonly more: number;
}

/** A moment's work must be seen even where it is a hundredth of a pixel. */
const LEAST_WIDTH_PX = 3;
const TICK_ROOM_PX = 4;
const LETTER_ROOM_PX = 15;
const LOUDNESS = ['faint', 'plain', 'good', 'replay', 'info', 'warn', 'mark', 'bad'] as const;

export function barsInSight({ bars }: Lane, scale: TimeScale): readonly DrawnBar[] {
  return bars
    .filter(({ fromAt, toAt }) => toAt >= scale.fromAt && fromAt <= scale.toAt)
    .map((bar) => {
      const x = Math.max(0, xOf(scale, bar.fromAt));
      const end = Math.min(scale.widthPx, xOf(scale, bar.toAt));
      return { bar, x, width: Math.max(LEAST_WIDTH_PX, end - x) };
    });
}

export function ticksInSight({ ticks }: Lane, scale: TimeScale): readonly DrawnTick[] {
  const drawn: DrawnTick[] = [];
  const ordered = ticks
    .filter(({ at }) => at >= scale.fromAt && at <= scale.toAt)
    .toSorted((left, right) => left.at - right.at);
  for (const tick of ordered) {
    const x = xOf(scale, tick.at);
    const last = drawn.at(-1);
    const room = tick.mark === '' ? TICK_ROOM_PX : LETTER_ROOM_PX;
    if (!last || x - last.x >= room) drawn.push({ tick, x, more: 0 });
    else if (LOUDNESS.indexOf(tick.tone) > LOUDNESS.indexOf(last.tick.tone))
      drawn[drawn.length - 1] = { tick, x: last.x, more: last.more + 1 };
    else drawn[drawn.length - 1] = { ...last, more: last.more + 1 };
  }
  return drawn;
}
