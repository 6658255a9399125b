/**
 * A misbehaving DC-09 device for tests: whatever bytes, and every reply that comes back, exactly as it came.
 * The well-behaved one, which drills use too, is main/core/links/protocols/dc09/sender.ts.
 */
import { createSocket } from 'node:dgram';
import type { Disposable } from '#shared/kit/disposable.ts';

/** One socket, so one source address: what an attacker, a replaying recorder or a broken panel has. */
export class RawCaller implements Disposable {
  readonly #socket = createSocket('udp4');
  readonly #port: number;
  readonly #waiting: ((datagram: Buffer) => void)[] = [];
  /** Replies nobody has asked for yet, oldest first. */
  readonly replies: Buffer[] = [];

  constructor(port: number) {
    this.#port = port;
    this.#socket.on('message', (datagram) => {
      const waiting = this.#waiting.shift();
      if (waiting) waiting(datagram);
      else this.replies.push(datagram);
    });
  }

  /** Frames sent together are one datagram. */
  send(...frames: Buffer[]): void {
    this.#socket.send(Buffer.concat(frames), this.#port, '127.0.0.1');
  }

  /** The next reply datagram; the test's own timeout is the limit. */
  nextReply(): Promise<Buffer> {
    const ready = this.replies.shift();
    if (ready) return Promise.resolve(ready);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  async ask(...frames: Buffer[]): Promise<Buffer> {
    this.send(...frames);
    return this.nextReply();
  }

  dispose(): void {
    this.#socket.close();
  }
}

/** Seeded nonsense: random bytes, with LF, quotes and digits often enough to look like the start of something. */
export function* garbage(seed: number, count: number): Generator<Buffer> {
  let state = seed >>> 0 || 1;
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const likely = Buffer.from('\n\r"0123456789ABCDEF#[]|_*RL^/');
  for (let index = 0; index < count; index++) {
    yield Buffer.from(
      Array.from({ length: 1 + next(200) }, () => (next(2) ? likely[next(likely.length)]! : next(256))),
    );
  }
}

/** The frame with one bit turned. */
export function turnBit(frame: Buffer, bit: number): Buffer {
  const copy = Buffer.from(frame);
  copy[bit >> 3] = copy[bit >> 3]! ^ (1 << (bit & 7));
  return copy;
}
