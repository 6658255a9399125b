/** The time line's own arithmetic: which stretch of the film lies across how many pixels. Pure; nothing here knows the page. */

/** Epoch ms, both ends included. */
export interface Stretch {
  readonly fromAt: number;
  readonly toAt: number;
}

/** What the time line shows of the film. Zoomed out it is the whole film. */
export interface TimeScale extends Stretch {
  readonly widthPx: number;
}

/** Nothing shorter is looked at: keys and eyes are no finer. */
export const SHORTEST_STRETCH_MS = 5_000;

export const xOf = ({ fromAt, toAt, widthPx }: TimeScale, at: number): number =>
  (widthPx * (at - fromAt)) / Math.max(1, toAt - fromAt);

export const atOf = ({ fromAt, toAt, widthPx }: TimeScale, x: number): number =>
  fromAt + ((toAt - fromAt) * x) / Math.max(1, widthPx);

/** Shorter (`factor` below 1) or longer around a moment, which keeps its place; never beyond the film. */
export function zoomed(shown: Stretch, film: Stretch, factor: number, aroundAt: number): Stretch {
  const before = shown.toAt - shown.fromAt;
  const whole = film.toAt - film.fromAt;
  const length = Math.min(whole, Math.max(Math.min(whole, SHORTEST_STRETCH_MS), before * factor));
  const share = before <= 0 ? 0.5 : (aroundAt - shown.fromAt) / before;
  return within({ fromAt: aroundAt - share * length, toAt: aroundAt + (1 - share) * length }, film);
}

/** Moved along by so many ms, as far as the film goes. */
export function panned(shown: Stretch, film: Stretch, byMs: number): Stretch {
  return within({ fromAt: shown.fromAt + byMs, toAt: shown.toAt + byMs }, film);
}

/** A share of the stretch left free on the side the playhead comes to. */
const PAGE_SHARE = 0.1;

/** The same when the moment is in sight; turned like a page when the playhead has left it. */
export function keepingInSight(shown: Stretch, film: Stretch, at: number): Stretch {
  if (at >= shown.fromAt && at <= shown.toAt) return shown;
  return panned(shown, film, at - (shown.toAt - shown.fromAt) * PAGE_SHARE - shown.fromAt);
}

function within({ fromAt, toAt }: Stretch, film: Stretch): Stretch {
  const length = toAt - fromAt;
  const from = Math.round(Math.min(film.toAt - length, Math.max(film.fromAt, fromAt)));
  return { fromAt: from, toAt: Math.min(film.toAt, Math.round(from + length)) };
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const STEPS_MS = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 4, 8, 24].map((count) => count * HOUR),
];
const ROOM_PX = 96;

export interface TimeMark {
  readonly at: number;
  /** Whether its step is finer than a minute: the label needs seconds. */
  readonly hasSeconds: boolean;
}

/** Round moments of the local day, far enough apart for their labels. `offsetMs`: of the local clock from UTC. */
export function timeMarks({ fromAt, toAt, widthPx }: TimeScale, offsetMs: number): readonly TimeMark[] {
  const most = Math.max(1, Math.floor(widthPx / ROOM_PX));
  const step = STEPS_MS.find((one) => (toAt - fromAt) / one <= most) ?? STEPS_MS.at(-1)!;
  const marks: TimeMark[] = [];
  for (let local = Math.ceil((fromAt + offsetMs) / step) * step; local - offsetMs <= toAt; local += step)
    marks.push({ at: local - offsetMs, hasSeconds: step < MINUTE });
  return marks;
}
