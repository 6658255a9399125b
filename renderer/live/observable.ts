/**
 * The smallest thing a view can follow: a revision that grows, and listeners told that it grew. Values are read from the
 * owner afterwards, so a burst of changes costs a view one look.
 */
export class Observable {
  #revision = 0;
  readonly #listeners = new Set<() => void>();

  readonly revision = (): number => this.#revision;

  /** Returns its own disposer. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  changed(): void {
    this.#revision++;
    for (const listener of [...this.#listeners]) listener();
  }
}
