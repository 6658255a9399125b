/** What a drill has taken away for now: cameras whose picture must not come. Empty at a live station, for ever. */
export class Outages {
  readonly #listeners = new Set<() => void>();
  #cameras: ReadonlySet<string> = new Set();

  isCameraGone(channelId: string): boolean {
    return this.#cameras.has(channelId);
  }

  setCameras(gone: ReadonlySet<string>): void {
    if (gone.size === this.#cameras.size && [...gone].every((id) => this.#cameras.has(id))) return;
    this.#cameras = gone;
    for (const listener of this.#listeners) listener();
  }

  onChange(listener: () => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }
}
