/** The scene pack the shell serves: the one the core named last, opened once and again only when the core names another. */
import { openPack, type ScenePack } from '#main/pack/index.ts';

export class OpenedPack {
  readonly #complain: (sentence: string) => void;
  #directory: string | null = null;
  #pack: Promise<ScenePack | null> = Promise.resolve(null);

  constructor(complain: (sentence: string) => void) {
    this.#complain = complain;
  }

  /** Answers wait for a pack that is being opened. */
  get current(): Promise<ScenePack | null> {
    return this.#pack;
  }

  use(directory: string): void {
    if (directory === this.#directory) return;
    this.#directory = directory;
    void this.#pack.then((old) => old?.close());
    this.#pack = this.#open(directory);
  }

  async #open(directory: string): Promise<ScenePack | null> {
    try {
      const opened = await openPack(directory);
      if (opened.ok) return opened.value;
      this.#complain(`场景包不可用 / The scene pack cannot be used: ${opened.failure.message}`);
    } catch (error) {
      this.#complain(`场景包不可用 / The scene pack cannot be used: ${(error as Error).message}`);
    }
    // The next start of the core may find it mended.
    this.#directory = null;
    return null;
  }
}
