/**
 * One host as this machine knows it: by its address and by its certificate. A connection is looked at before a byte of ours
 * goes over it, and there is no other way to that host: no plain HTTP, no authority that could vouch for somebody else.
 */
import { createHash } from 'node:crypto';
import { Agent, type ClientRequestArgs, type IncomingMessage, request } from 'node:http';
import type { Duplex } from 'node:stream';
import { connect, type TLSSocket } from 'node:tls';
import { type HostAddress, showHostAddress } from './hostAddress.ts';

/** Another certificate than the one this machine keeps to. */
export class HostChangedError extends Error {
  constructor() {
    super('the host has another certificate');
  }
}

const CONNECT_WITHIN_MS = 5_000;

/** SHA-256 of the certificate that answers there, as 64 hex digits. Nothing else is said to whoever it is. */
export async function certificateAt(address: HostAddress): Promise<string> {
  const socket = await greet(address);
  const fingerprint = fingerprintOf(socket);
  socket.destroy();
  return fingerprint;
}

export interface HostRequest {
  readonly method?: 'GET' | 'POST';
  readonly token?: string;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Of the connection, ms: after so much silence the request has failed. */
  readonly quietMs?: number;
}

export class PinnedHost {
  readonly address: HostAddress;
  readonly fingerprint: string;
  readonly #agent: PinnedAgent;

  constructor(address: HostAddress, fingerprint: string) {
    this.address = address;
    this.fingerprint = fingerprint;
    this.#agent = new PinnedAgent(address, fingerprint);
  }

  /** Rejects with `HostChangedError`, or with what the network said. */
  ask(path: string, { method = 'GET', token, json, headers, quietMs = 10_000 }: HostRequest = {}) {
    const body = json === undefined ? undefined : JSON.stringify(json);
    return new Promise<IncomingMessage>((done, fail) => {
      const asked = request({
        agent: this.#agent,
        path,
        method,
        timeout: quietMs,
        headers: {
          host: showHostAddress(this.address),
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
          ...headers,
        },
      });
      asked.on('timeout', () => asked.destroy(new Error(`no answer within ${quietMs} ms`)));
      asked.on('error', fail);
      asked.on('response', done);
      asked.end(body);
    });
  }

  /** The whole answer, at most `limitBytes` of it. */
  async read(path: string, limitBytes: number, options?: HostRequest): Promise<{ status: number; body: Buffer }> {
    const response = await this.ask(path, options);
    const pieces: Buffer[] = [];
    let bytes = 0;
    for await (const piece of response as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > limitBytes) {
        response.destroy();
        throw new Error(`the answer to ${path} is longer than ${limitBytes} bytes`);
      }
      pieces.push(piece);
    }
    return { status: response.statusCode ?? 0, body: Buffer.concat(pieces) };
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** Gives out connections only once the other end has shown the right certificate. */
class PinnedAgent extends Agent {
  readonly #address: HostAddress;
  readonly #fingerprint: string;

  constructor(address: HostAddress, fingerprint: string) {
    super({ keepAlive: true, maxSockets: 6 });
    this.#address = address;
    this.#fingerprint = fingerprint;
  }

  override createConnection(
    _options: ClientRequestArgs,
    callback?: (error: Error | null, socket: Duplex) => void,
  ): undefined {
    const answer = callback as (error: Error | null, socket?: Duplex) => void;
    greet(this.#address).then(
      (socket) => {
        if (fingerprintOf(socket) === this.#fingerprint) return answer(null, socket);
        socket.destroy();
        answer(new HostChangedError());
      },
      (error: Error) => answer(error),
    );
    return undefined;
  }
}

/** A finished handshake with whoever is there. Who that is, is asked by the caller before anything is said. */
function greet({ host, port }: HostAddress): Promise<TLSSocket> {
  return new Promise((done, fail) => {
    const socket = connect({ host, port, rejectUnauthorized: false, minVersion: 'TLSv1.2' });
    const patience = setTimeout(
      () => socket.destroy(new Error(`no answer within ${CONNECT_WITHIN_MS} ms`)),
      CONNECT_WITHIN_MS,
    );
    const failed = (error: Error) => {
      clearTimeout(patience);
      fail(error);
    };
    socket.once('error', failed);
    socket.once('close', () => failed(new Error('the connection was closed')));
    socket.once('secureConnect', () => {
      clearTimeout(patience);
      socket.off('error', failed);
      done(socket);
    });
  });
}

function fingerprintOf(socket: TLSSocket): string {
  const { raw } = socket.getPeerCertificate();
  return createHash('sha256').update(raw).digest('hex');
}
