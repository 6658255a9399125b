import type { Route } from '#main/core/roads/index.ts';
import { bearingDegrees, distanceM, type LonLat } from '#shared/geo/earth.ts';

export interface Motion {
  readonly at: LonLat;
  readonly courseDegrees: number | null;
  readonly speedMps: number;
}

/** A body moving along a route by the route's own seconds; standing where it is when it has none. */
export class Walker {
  #at: LonLat;
  #route: Route | null = null;
  #startedAt = 0;

  constructor(at: LonLat) {
    this.#at = at;
  }

  follow(route: Route, now: number): void {
    this.#route = route;
    this.#startedAt = now;
  }

  stop(now: number): void {
    this.#at = this.motionAt(now).at;
    this.#route = null;
  }

  hasArrived(now: number): boolean {
    return this.#route === null || now >= this.#startedAt + this.#route.durationSeconds * 1_000;
  }

  motionAt(now: number): Motion {
    const route = this.#route;
    if (!route) return { at: this.#at, courseDegrees: null, speedMps: 0 };
    const elapsed = (now - this.#startedAt) / 1_000;
    const next = route.seconds.findIndex((seconds) => seconds > elapsed);
    if (next <= 0) {
      const end = next < 0 ? route.points.at(-1)! : route.points[0]!;
      return { at: end, courseDegrees: null, speedMps: 0 };
    }
    const [from, to] = [route.points[next - 1]!, route.points[next]!];
    const duration = route.seconds[next]! - route.seconds[next - 1]!;
    const share = duration > 0 ? (elapsed - route.seconds[next - 1]!) / duration : 1;
    const at: LonLat = [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    return { at, courseDegrees: bearingDegrees(from, to), speedMps: duration > 0 ? distanceM(from, to) / duration : 0 };
  }
}
