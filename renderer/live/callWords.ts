/** What a seat's socket says of calls, for whoever takes part in one. */
import type { Socket } from 'socket.io-client';
import type { ServerToCalls } from '#shared/wire/calls.ts';
import type { SeatToServer, ServerToSeat } from '#shared/wire/seat.ts';

export type CallQuestion = 'callEnter' | 'callSay' | 'callMedia';

export interface CallListener {
  said(message: Parameters<ServerToCalls['callSaid']>[0]): void;
  present(message: Parameters<ServerToCalls['callPresent']>[0]): void;
  /** The seat is welcome again, by another socket than before. */
  connected(): void;
}

export class CallWords {
  readonly #listeners = new Set<CallListener>();

  /** Returns its own disposer. */
  readonly listen = (listener: CallListener): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  hear(socket: Socket<ServerToSeat, SeatToServer>): void {
    socket.on('callSaid', (message) => this.#tell((listener) => listener.said(message)));
    socket.on('callPresent', (message) => this.#tell((listener) => listener.present(message)));
  }

  welcomed(): void {
    this.#tell((listener) => listener.connected());
  }

  #tell(say: (listener: CallListener) => void): void {
    for (const listener of [...this.#listeners]) say(listener);
  }
}
