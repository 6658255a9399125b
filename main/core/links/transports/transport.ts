/** What a transport is to a link: bytes in and out with their source, and what is wrong with it. Knows no protocol. */
import type { Bilingual } from '#shared/kit/bilingual.ts';
import type { Disposable } from '#shared/kit/disposable.ts';
import type { RemoteAddress } from '#shared/wire/signal.ts';

export interface Transport extends Disposable {
  /** As a person finds it: `127.0.0.1:4710`, or the path of a serial port. */
  readonly address: string;
  /** 0 where there is none. */
  readonly port: number;
  readonly isUp: boolean;
  /** Why it is not up, or null. */
  readonly fault: Bilingual | null;
  /** Open connections; null over datagrams. */
  readonly connections: number | null;
  readonly receiveBufferBytes: number;
  /** Datagrams the kernel dropped since opening; null where it cannot be known. */
  readKernelDrops(): Promise<number | null>;
}

/** One connection from below. */
export interface StreamSocket {
  readonly remote: RemoteAddress;
  /** False when closed or when the peer has let its queue fill up: nothing was sent then. */
  send(bytes: Buffer): boolean;
  /** What was sent still leaves; nothing more comes in. */
  close(): void;
  /** Back-pressure: the peer waits, nothing is lost. */
  pause(): void;
  resume(): void;
  /** A sound frame came: what merely drips bytes is closed as idle. */
  markAlive(): void;
}

/** Who takes in what a connection brings. */
export interface StreamReader {
  receive(chunk: Buffer): void;
  /** The peer has said all it will and may still listen: close the socket once it has been answered. */
  ended(): void;
  /** Called once, whoever ended it. */
  closed(): void;
}

export interface StreamHandlers {
  onOpen(socket: StreamSocket): StreamReader;
  /** Something went wrong that is not said by `fault`: a connection that broke, an answer that found no room. */
  onFault(fault: Bilingual): void;
}

/** Bytes a peer may leave unread before it counts as stuck. */
export const UNSENT_LIMIT_BYTES = 64 * 1024;
