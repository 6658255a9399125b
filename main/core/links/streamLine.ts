/**
 * One connection between its transport and its protocol: hands bytes up, verdicts to the link, and sees to what every
 * protocol needs alike: quiet time, back-pressure while answers are owed, and hanging up on whoever only sends oversize.
 */
import type { Clock } from '#shared/kit/clock.ts';
import type { Connection, StreamSession, Verdict } from './contract.ts';
import type { LinkTimer } from './timer.ts';
import type { StreamReader, StreamSocket } from './transports/transport.ts';

/** Three in a row are no accident (PROTOCOLS, general rules). */
const OVERSIZE_LIMIT = 3;
/** Frames of one connection that may wait for the disk before its peer has to wait too. */
const WAITING_PAUSE = 64;
const WAITING_RESUME = 16;

/** Where frames come from and answers go: the sender of a datagram, or one connection. */
export interface Source {
  readonly remote: StreamSocket['remote'];
  /** Keeps answers of different connections of one address apart. */
  readonly key: string;
  reply(bytes: Buffer): void;
  hangUp(): void;
}

export interface StreamLineOptions {
  readonly socket: StreamSocket;
  readonly session: StreamSession;
  readonly clock: Clock;
  readonly key: string;
  timer(run: () => void): LinkTimer;
  /** False once the link takes nothing more in. */
  isAccepting(): boolean;
  /** Carries a verdict out; resolves when its answer has left or will never. */
  carryOut(verdict: Verdict, source: Source, receivedAt: number): Promise<void>;
  onClosed(line: StreamLine): void;
}

export class StreamLine implements StreamReader {
  readonly #options: StreamLineOptions;
  readonly #source: Source;
  readonly #connection: Connection;
  #quiet: LinkTimer | undefined;
  #waiting = 0;
  #oversize = 0;
  #isOpen = true;
  #isEnding = false;

  constructor(options: StreamLineOptions) {
    const { socket, session, key } = options;
    this.#options = options;
    this.#source = {
      remote: socket.remote,
      key,
      reply: (bytes) => void socket.send(bytes),
      hangUp: () => socket.close(),
    };
    this.#connection = session.openConnection({
      remote: socket.remote,
      send: (bytes) => this.#isOpen && socket.send(bytes),
      close: () => socket.close(),
    });
  }

  receive(chunk: Buffer): void {
    const { clock, isAccepting } = this.#options;
    if (!isAccepting()) return;
    const receivedAt = clock();
    this.#take(this.#connection.receive(chunk, receivedAt), receivedAt);
    this.#awaitQuiet();
  }

  tick(now: number): void {
    if (this.#isOpen && this.#options.isAccepting()) this.#take(this.#connection.tick?.(now) ?? [], now);
  }

  ended(): void {
    this.#isEnding = true;
    if (this.#waiting === 0) this.#options.socket.close();
  }

  closed(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#quiet?.dispose();
    const now = this.#options.clock();
    this.#take(this.#connection.close(now), now);
    this.#options.onClosed(this);
  }

  #take(verdicts: Iterable<Verdict>, receivedAt: number): void {
    const { socket, carryOut } = this.#options;
    for (const verdict of verdicts) {
      this.#waiting += 1;
      if (this.#waiting === WAITING_PAUSE) socket.pause();
      void carryOut(verdict, this.#source, receivedAt).then(() => {
        this.#waiting -= 1;
        if (this.#waiting === WAITING_RESUME) socket.resume();
        if (this.#waiting === 0 && this.#isEnding) socket.close();
      });
      if (verdict.outcome !== 'dropped') socket.markAlive();
      this.#oversize = verdict.reason === 'oversize' ? this.#oversize + 1 : 0;
      if (this.#oversize === OVERSIZE_LIMIT) socket.close();
    }
  }

  /** One timer for the life of the connection: most bytes are followed by more. */
  #awaitQuiet(): void {
    const { quietMs } = this.#connection;
    if (quietMs === undefined || !this.#isOpen) return;
    this.#quiet ??= this.#options.timer(() => this.tick(this.#options.clock()));
    this.#quiet.set(quietMs);
  }
}
