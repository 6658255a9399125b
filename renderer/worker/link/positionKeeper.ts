/** Where this phone is, on shift and not a moment longer: kept while there is no network, sent when there is. */
import type { PhoneDisk } from '../outbox/phoneDisk.ts';
import { type QueuedFix, withFix } from '../outbox/positions.ts';

export interface PositionKeeperOptions {
  readonly disk: PhoneDisk;
  /** Resolves in the tab that sends: two tabs do not report twice. */
  readonly turn: Promise<void>;
  readonly clock: () => number;
  /** False: not taken, they wait. */
  readonly send: (fixes: readonly QueuedFix[]) => Promise<boolean>;
  readonly onFix: (fix: QueuedFix | null, fault: 'denied' | 'unavailable' | null) => void;
}

const SEND_EVERY_MS = 5_000;
/** A phone that lies still may say nothing of itself: the desk takes it for lost after half a minute, and a check-in proves nothing. */
const ASK_AFTER_MS = 10_000;
const EXACT = { enableHighAccuracy: true, maximumAge: 5_000, timeout: 30_000 };
/** PERMISSION_DENIED of the Geolocation API. */
const DENIED = 1;

export class PositionKeeper {
  readonly #options: PositionKeeperOptions;
  #watch: number | null = null;
  #isSender = false;
  #isSending = false;
  #notedAt = 0;

  constructor(options: PositionKeeperOptions) {
    this.#options = options;
    void options.turn.then(() => {
      this.#isSender = true;
    });
    setInterval(() => {
      this.#ask();
      this.flush();
    }, SEND_EVERY_MS);
  }

  follow(isLocated: boolean): void {
    if (!isLocated) {
      if (this.#watch !== null) navigator.geolocation.clearWatch(this.#watch);
      this.#watch = null;
      // What was queued belongs to a shift that is over for whoever asks where somebody is.
      void this.#options.disk.changeFixes(() => []);
      return;
    }
    if (this.#watch !== null || !('geolocation' in navigator)) return;
    this.#watch = navigator.geolocation.watchPosition(
      (position) => this.#note(position),
      ({ code }) => this.#options.onFix(null, code === DENIED ? 'denied' : 'unavailable'),
      EXACT,
    );
  }

  flush(): void {
    if (!this.#isSender || this.#isSending) return;
    this.#isSending = true;
    void this.#send().finally(() => {
      this.#isSending = false;
    });
  }

  async #send(): Promise<void> {
    const { disk, send } = this.#options;
    const fixes = await disk.changeFixes((held) => held);
    const last = fixes.at(-1);
    // Asked after the disk has answered: a shift may have ended meanwhile.
    if (!last || this.#watch === null || !(await send(fixes))) return;
    await disk.changeFixes((held) => held.filter(({ at }) => at > last.at));
  }

  #ask(): void {
    if (this.#watch === null || Date.now() - this.#notedAt < ASK_AFTER_MS) return;
    navigator.geolocation.getCurrentPosition(
      (position) => this.#note(position),
      // The watch says what is wrong.
      () => undefined,
      EXACT,
    );
  }

  #note({ coords, timestamp }: GeolocationPosition): void {
    const { disk, clock, onFix } = this.#options;
    // It was asked for on shift, and came after it.
    if (this.#watch === null) return;
    this.#notedAt = Date.now();
    const fix: QueuedFix = {
      lon: coords.longitude,
      lat: coords.latitude,
      accuracyM: coords.accuracy,
      speedMps: coords.speed,
      courseDegrees: coords.heading !== null && Number.isFinite(coords.heading) ? coords.heading : null,
      // By the core's clock: the age of the fix is right on a phone whose clock is not.
      at: clock() - Math.max(0, Date.now() - timestamp),
    };
    onFix(fix, null);
    if (this.#isSender) void disk.changeFixes((held) => withFix(held, fix, clock()));
  }
}
