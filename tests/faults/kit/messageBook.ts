/**
 * Every alarm that was ever sent, by all the frames it went out in, held against what a journal holds. Where the ledger
 * knows only what was acknowledged, this book also knows what must not be there: an alarm that nobody sent.
 */
export interface MessageBalance {
  readonly sent: number;
  readonly acknowledged: number;
  readonly stored: number;
  /** Numbers of messages that were answered and are not there. */
  readonly lost: readonly number[];
  /** Numbers of messages that are there more than once. */
  readonly repeated: readonly number[];
  /** Frames in the journal that nobody sent, hex. */
  readonly invented: readonly string[];
  /** Numbers of messages never answered however often they were repeated. */
  readonly unanswered: readonly number[];
}

export class MessageBook {
  readonly #messageOf = new Map<string, number>();
  readonly #isAcknowledged: boolean[] = [];

  /** A new message; its number. */
  open(): number {
    return this.#isAcknowledged.push(false) - 1;
  }

  /** A message goes out as these bytes; encrypted ones may be written anew with another time. */
  note(message: number, frame: Buffer): void {
    this.#messageOf.set(frame.toString('hex'), message);
  }

  acknowledge(message: number): void {
    this.#isAcknowledged[message] = true;
  }

  /** `frames`: every alarm of the journal, as the frame it came in, hex. */
  compare(frames: Iterable<string>): MessageBalance {
    const times = new Uint32Array(this.#isAcknowledged.length);
    const invented: string[] = [];
    let stored = 0;
    for (const frame of frames) {
      stored += 1;
      const message = this.#messageOf.get(frame);
      if (message === undefined) invented.push(frame);
      else times[message]! += 1;
    }
    const numbers = this.#isAcknowledged.map((_, message) => message);
    return {
      sent: numbers.length,
      acknowledged: this.#isAcknowledged.filter(Boolean).length,
      stored,
      lost: numbers.filter((message) => this.#isAcknowledged[message] && times[message] === 0),
      repeated: numbers.filter((message) => times[message]! > 1),
      invented,
      unanswered: numbers.filter((message) => !this.#isAcknowledged[message]),
    };
  }
}
