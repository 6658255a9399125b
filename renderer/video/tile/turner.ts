import { PTZ_AGAIN_MS, type PtzOrder } from '#shared/wire/ptz.ts';
import { TURNS, type Turn } from './turnKeys.ts';

/**
 * One camera in hand: told again while a key or a button is held, stopped when it is let go. `send` is the only way out; it is
 * called with one order at a time.
 */
export class Turner {
  readonly #send: (order: PtzOrder) => void;
  #turn: Turn | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(send: (order: PtzOrder) => void) {
    this.#send = send;
  }

  get turn(): Turn | null {
    return this.#turn;
  }

  begin(turn: Turn): void {
    if (turn === this.#turn) return;
    clearInterval(this.#timer);
    this.#turn = turn;
    const order: PtzOrder = { kind: 'move', ...TURNS[turn] };
    this.#send(order);
    this.#timer = setInterval(() => this.#send(order), PTZ_AGAIN_MS);
  }

  /** Says nothing where nothing moves. */
  end(): void {
    clearInterval(this.#timer);
    if (this.#turn === null) return;
    this.#turn = null;
    this.#send({ kind: 'stop' });
  }
}
