/** One TCP connection to a camera: requests one after the other, each answered or late; interleaved frames handed on. */
import { connect, type Socket } from 'node:net';
import { fail, ok, type Result } from '#shared/kit/result.ts';
import type { PinnedAddress } from '../address/addressRules.ts';
import { type MediaFault, mediaFault } from '../fault.ts';
import { type RtspFrame, type RtspMessage, RtspReader } from './rtspReader.ts';

export interface RtspListener {
  onFrame(frame: RtspFrame): void;
  /** Once: the connection is gone or speaks no RTSP. */
  onLost(fault: MediaFault): void;
}

type Answer = Result<RtspMessage, MediaFault>;

/** A camera that is asked and does not read would otherwise make us keep what we wrote. */
const MOST_UNSENT_BYTES = 256 * 1024;

export class RtspConnection {
  readonly #socket: Socket;
  readonly #listener: RtspListener;
  readonly #reader = new RtspReader();
  readonly #limitMs: number;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #sequence = 0;
  #isOver = false;

  private constructor(socket: Socket, listener: RtspListener, limitMs: number) {
    this.#socket = socket;
    this.#listener = listener;
    this.#limitMs = limitMs;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#receive(chunk));
    socket.on('error', (error) => this.#lose('unreachable', error.message));
    socket.on('close', () => this.#lose('unreachable', 'the camera closed the connection'));
  }

  static open(
    at: PinnedAddress,
    port: number,
    listener: RtspListener,
    limitMs: number,
  ): Promise<Result<RtspConnection, MediaFault>> {
    return new Promise((resolve) => {
      const socket = connect({ host: at.address, port, family: at.family });
      const give = (answer: Result<RtspConnection, MediaFault>) => {
        clearTimeout(patience);
        socket.removeAllListeners('error');
        if (!answer.ok) {
          socket.on('error', () => undefined);
          socket.destroy();
        }
        resolve(answer);
      };
      const patience = setTimeout(() => give(mediaFault('unreachable', 'no connection in time')), limitMs);
      socket.once('error', (error) => give(mediaFault('unreachable', error.message)));
      socket.once('connect', () => give(ok(new RtspConnection(socket, listener, limitMs))));
    });
  }

  /** Refuses `unreachable` when nothing comes back in time, or the connection goes meanwhile. */
  ask(method: string, uri: string, headers: Readonly<Record<string, string>>): Promise<Answer> {
    if (this.#isOver) return Promise.resolve(mediaFault('unreachable', 'the connection is gone'));
    const sequence = ++this.#sequence;
    return new Promise((resolve) => {
      const patience = setTimeout(() => settle(mediaFault('unreachable', `no answer to ${method}`)), this.#limitMs);
      const settle = (answer: Answer) => {
        clearTimeout(patience);
        this.#waiting.delete(sequence);
        resolve(answer);
      };
      this.#waiting.set(sequence, settle);
      this.#write(method, uri, sequence, headers);
    });
  }

  /** Says a last word nobody waits for, and goes. */
  close(method?: string, uri = '', headers: Readonly<Record<string, string>> = {}): void {
    if (this.#isOver) return;
    if (method) this.#write(method, uri, ++this.#sequence, headers);
    this.#isOver = true;
    for (const settle of [...this.#waiting.values()]) settle(mediaFault('unreachable', 'closed'));
    this.#socket.end();
    const rest = setTimeout(() => this.#socket.destroy(), 500);
    rest.unref();
  }

  #write(method: string, uri: string, sequence: number, headers: Readonly<Record<string, string>>): void {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    this.#socket.write(`${method} ${uri} RTSP/1.0\r\nCSeq: ${sequence}\r\nUser-Agent: pingan\r\n${lines.join('')}\r\n`);
    if (this.#socket.writableLength > MOST_UNSENT_BYTES) this.#lose('unreachable', 'it does not read what we ask');
  }

  #receive(chunk: Buffer): void {
    for (const item of this.#reader.push(chunk)) {
      if (this.#isOver) return;
      if (item.kind === 'frame') this.#listener.onFrame(item);
      // What the camera asks of us (ANNOUNCE, SET_PARAMETER) changes nothing about its picture.
      else if (item.status !== null) this.#waiting.get(Number(item.headers.get('cseq')?.[0]))?.(ok(item));
    }
    if (this.#reader.fault !== null) this.#lose('unreachable', `not RTSP: ${this.#reader.fault}`);
  }

  #lose(code: 'unreachable', message: string): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#socket.destroy();
    const { failure } = mediaFault(code, message);
    for (const settle of [...this.#waiting.values()]) settle(fail(failure));
    this.#listener.onLost(failure);
  }
}
