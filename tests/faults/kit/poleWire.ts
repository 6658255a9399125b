/** A pole's end of its wire: one datagram per message, or one connection whose bytes are cut where chance wants it. */
import { createSocket } from 'node:dgram';
import { connect, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Deframer } from '#main/core/links/protocols/dc09/frame.ts';
import type { Disposable } from '#shared/kit/disposable.ts';
import type { Seeded } from '#tests/simulators/seeded.ts';
import type { FaultStation } from './faultStation.ts';

export interface PoleWire extends Disposable {
  send(bytes: Buffer): void;
  /** What was sent is on its way. */
  flushed(): Promise<void>;
  /** Breaks the connection off; false where there is none. */
  hangUp(): boolean;
}

/** `onFrame` gets every whole reply. */
export function openPoleWire(
  kind: 'udp' | 'tcp',
  { udpPort, tcpPort }: FaultStation,
  random: Seeded,
  onFrame: (frame: Buffer) => void,
): PoleWire {
  return kind === 'udp' ? openUdpWire(udpPort, onFrame) : new TcpWire(tcpPort, random, onFrame);
}

function openUdpWire(port: number, onFrame: (frame: Buffer) => void): PoleWire {
  const socket = createSocket('udp4');
  socket.on('message', onFrame);
  // An unreachable port is silence to a device.
  socket.on('error', () => undefined);
  return {
    send: (bytes) => socket.send(bytes, port, '127.0.0.1', () => undefined),
    flushed: () => Promise.resolve(),
    hangUp: () => false,
    dispose: () => socket.close(),
  };
}

class TcpWire implements PoleWire {
  readonly #port: number;
  readonly #random: Seeded;
  readonly #onFrame: (frame: Buffer) => void;
  #socket: Socket | null = null;
  #outbox: Buffer[] = [];
  /** One flush at a time: pieces of two would mix, and that is more than any wire does. */
  #flush: Promise<void> = Promise.resolve();
  #isDisposed = false;

  constructor(port: number, random: Seeded, onFrame: (frame: Buffer) => void) {
    this.#port = port;
    this.#random = random;
    this.#onFrame = onFrame;
  }

  send(bytes: Buffer): void {
    this.#outbox.push(bytes);
    if (this.#outbox.length > 1 || this.#isDisposed) return;
    setImmediate(() => void this.flushed());
  }

  flushed(): Promise<void> {
    this.#flush = this.#flush.then(() => this.#sendPieces());
    return this.#flush;
  }

  hangUp(): boolean {
    this.#socket?.destroy();
    this.#socket = null;
    return true;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#socket?.destroy();
  }

  /** Everything waiting in two to four pieces, each in a turn of its own. */
  async #sendPieces(): Promise<void> {
    const bytes = Buffer.concat(this.#outbox);
    this.#outbox = [];
    if (bytes.length === 0 || this.#isDisposed) return;
    const cuts = Array.from({ length: 1 + this.#random.below(3) }, () => this.#random.below(bytes.length));
    let from = 0;
    for (const until of [...cuts.toSorted((left, right) => left - right), bytes.length]) {
      // A connection that ended between two pieces takes the rest with it, as it would in the street.
      if (until > from) this.#connected().write(bytes.subarray(from, until));
      from = until;
      await nextTurn();
    }
  }

  #connected(): Socket {
    if (this.#socket && !this.#socket.destroyed) return this.#socket;
    const socket = connect({ host: '127.0.0.1', port: this.#port, noDelay: true });
    const deframer = new Deframer();
    socket.on('data', (bytes) => {
      for (const frame of deframer.push(bytes)) if (frame.ok) this.#onFrame(frame.raw);
    });
    socket.on('error', () => undefined);
    this.#socket = socket;
    return socket;
  }
}
