/** The screen stays lit on shift while the page is in front: a phone that sleeps rings for nobody. */
export class Awake {
  readonly #onLit: (isLit: boolean) => void;
  #isWanted = false;
  #lock: WakeLockSentinel | null = null;
  #asking: Promise<void> | null = null;

  /** @param onLit false as well when the browser knows no such thing, or the battery is low */
  constructor(onLit: (isLit: boolean) => void) {
    this.#onLit = onLit;
    // The browser takes it back from a page behind another one, and does not give it again by itself.
    document.addEventListener('visibilitychange', () => this.#see());
  }

  keep(isWanted: boolean): void {
    this.#isWanted = isWanted;
    this.#see();
  }

  #see(): void {
    if (!this.#isWanted) return void this.#lock?.release();
    if (this.#lock || document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = null;
    });
  }

  async #ask(): Promise<void> {
    try {
      const lock = await navigator.wakeLock.request('screen');
      lock.addEventListener('release', () => {
        this.#lock = null;
        this.#onLit(false);
      });
      this.#lock = lock;
      this.#onLit(true);
      // Nobody wants it any more, since it was asked for.
      if (!this.#isWanted) await lock.release();
    } catch {
      this.#onLit(false);
    }
  }
}
