/**
 * Answers leave in the order their frames came, per source; sources do not wait for each other. Storing is concurrent,
 * so that the journal can commit many alarms with one fsync.
 */
export class AnswerOrder {
  readonly #tails = new Map<string, Promise<void>>();

  /** `give` runs when everything from this source before it has been given. Neither promise may reject. Resolves then. */
  enqueue(source: string, give: Promise<() => void>): Promise<void> {
    const before = this.#tails.get(source) ?? Promise.resolve();
    const tail = before.then(async () => {
      (await give)();
      if (this.#tails.get(source) === tail) this.#tails.delete(source);
    });
    this.#tails.set(source, tail);
    return tail;
  }

  /** Resolves when every answer enqueued so far has been given. */
  async drain(): Promise<void> {
    await Promise.all(this.#tails.values());
  }
}
