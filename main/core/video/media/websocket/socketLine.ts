/** One WebSocket after its handshake: frames out, pings answered, bytes that wait for a slow reader known. */
import { createHash, randomBytes } from 'node:crypto';
import type { Duplex } from 'node:stream';
import type { Disposable } from '#shared/kit/disposable.ts';
import { FrameReader, OPCODE, writeFrame } from './frames.ts';

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** Sec-WebSocket-Accept of a key (RFC 6455 §4.2.2). */
export const acceptOf = (key: string): string => createHash('sha1').update(`${key}${GUID}`).digest('base64');

export interface SocketLineOptions {
  readonly socket: Duplex;
  /** We called: what we send is masked, what we read is not. */
  readonly isClient: boolean;
  /** The longest frame that is taken. */
  readonly most: number;
  onBinary?(bytes: Buffer): void;
  /** Once. `why` is for the log. */
  onGone(why: string): void;
}

export class SocketLine implements Disposable {
  readonly #options: SocketLineOptions;
  readonly #reader: FrameReader;
  #isOver = false;

  constructor(options: SocketLineOptions) {
    this.#options = options;
    this.#reader = new FrameReader({ most: options.most, fromClient: !options.isClient });
    const { socket } = options;
    socket.on('data', (chunk: Buffer) => this.receive(chunk));
    socket.on('error', (error) => this.#end(error.message));
    socket.on('close', () => this.#end('the other side closed'));
  }

  /** Bytes written that the other side has not taken yet. */
  get waitingBytes(): number {
    return this.#options.socket.writableLength;
  }

  /** Also for what came together with the handshake. */
  receive(chunk: Buffer): void {
    for (const { opcode, payload } of this.#reader.push(chunk)) {
      if (this.#isOver) return;
      if (opcode === OPCODE.ping) this.#write(OPCODE.pong, [payload]);
      else if (opcode === OPCODE.close) this.#end('the other side said goodbye');
      else if (opcode === OPCODE.binary || opcode === OPCODE.continuation) this.#options.onBinary?.(payload);
    }
    if (this.#reader.fault !== null) this.#end(`not a WebSocket: ${this.#reader.fault}`);
  }

  sendBinary(parts: readonly Buffer[]): void {
    if (!this.#isOver) this.#write(OPCODE.binary, parts);
  }

  ping(): void {
    if (!this.#isOver) this.#write(OPCODE.ping, []);
  }

  dispose(): void {
    this.#end('closed');
  }

  #write(opcode: number, parts: readonly Buffer[]): void {
    this.#options.socket.write(writeFrame(opcode, parts, this.#options.isClient ? randomBytes(4) : null));
  }

  #end(why: string): void {
    if (this.#isOver) return;
    this.#isOver = true;
    const { socket, onGone } = this.#options;
    if (!socket.destroyed) {
      // 1000: an orderly end, so that a player does not take it for a broken network.
      this.#write(OPCODE.close, [Buffer.from([0x03, 0xe8])]);
      socket.end();
      setTimeout(() => socket.destroy(), 500).unref();
    }
    onGone(why);
  }
}
