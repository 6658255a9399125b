/** The way out: whoever asks to quit, the core is stopped in order first, once, and the process ends with the right code. */
import type { App } from 'electron';

export class Leaving {
  readonly #app: App;
  readonly #cleanUp: () => Promise<void>;
  #code = 0;
  #hasBegun = false;

  constructor(app: App, cleanUp: () => Promise<void>) {
    this.#app = app;
    this.#cleanUp = cleanUp;
    app.on('before-quit', (event) => {
      event.preventDefault();
      this.leave();
    });
  }

  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  leave(code = 0): void {
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    this.#code = code;
    void this.#cleanUp().finally(() => this.#app.exit(this.#code));
  }
}
