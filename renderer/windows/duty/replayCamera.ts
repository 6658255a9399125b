import type { MapControls } from '../../commands/context.ts';
import type { ReplaySession } from '../../live/replay/replaySession.ts';
import type { Selection } from '../../live/selection.ts';

const EVERY_MS = 1_200;
/** About ten metres: less is not worth moving the picture for. */
const NEAR_DEGREES = 1e-4;

/**
 * Keeps what a replay follows in sight: a unit as it moves, an incident once. The officer's own zoom stays. When the screen goes
 * back to what is live, it goes to the alarm that took it, and alarms may fly the camera again.
 */
export class ReplayCamera {
  readonly #replay: ReplaySession;
  readonly #map: () => MapControls | null;
  #followed: Selection | null = null;
  #shown: { lon: number; lat: number } | null = null;
  #shownAt = Number.NEGATIVE_INFINITY;
  #wasOnScreen = false;

  constructor(replay: ReplaySession, map: () => MapControls | null) {
    this.#replay = replay;
    this.#map = map;
  }

  /** Called about ten times a second. */
  keepInSight(): void {
    const { isOnScreen, source, state } = this.#replay;
    if (!isOnScreen) {
      if (this.#wasOnScreen) this.#giveBack(state.brokenBy);
      this.#wasOnScreen = false;
      return;
    }
    this.#wasOnScreen = true;
    if (state.follow !== this.#followed) {
      this.#followed = state.follow;
      this.#shown = null;
      this.#shownAt = Number.NEGATIVE_INFINITY;
    }
    const { live } = source;
    const { follow } = state;
    if (!follow) return;
    const place = follow.kind === 'unit' ? live.positions.get(follow.id) : live.world.incidents.get(follow.id)?.place;
    // The officer's time, not the replay's: that one stands still, jumps, and goes back.
    const now = performance.now();
    if (!place || now - this.#shownAt < EVERY_MS) return;
    const { lon, lat } = place;
    const isNear =
      this.#shown && Math.abs(this.#shown.lon - lon) < NEAR_DEGREES && Math.abs(this.#shown.lat - lat) < NEAR_DEGREES;
    if (isNear) return;
    if (!this.#map()?.flyTo({ lon, lat })) return;
    this.#shown = { lon, lat };
    this.#shownAt = now;
  }

  #giveBack(brokenBy: string | null): void {
    const map = this.#map();
    if (brokenBy !== null) map?.flyTo({ kind: 'incident', id: brokenBy });
    if (brokenBy !== null || this.#shown) map?.release();
    this.#shown = null;
  }
}
