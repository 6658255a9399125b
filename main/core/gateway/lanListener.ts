/**
 * The gateway's second door, for other machines: the same HTTP application and the same socket.io server as on loopback, over
 * TLS on an address of the LAN. It stands on one address at a time and is shut until somebody opens it. Whoever holds
 * connections without using them is cut (RELIABILITY S4, S7), and no one address can hold them all.
 */
import type { IncomingMessage } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { Server as SocketServer } from 'socket.io';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import { HANDED_ON } from '#shared/wire/mediaPath.ts';
import { CHECKED_EVERY_MS, HEAD_WITHIN_MS, REQUEST_WITHIN_MS } from './bodyTime.ts';

export interface LanAddress {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** PEM. */
  readonly key: string;
  readonly certificate: string;
}

/** A window, its shell's pulse, a pack on its way; behind one address there may be a few wall windows. */
const CONNECTIONS_PER_ADDRESS = 64;
const CONNECTIONS = 2_000;
const TLS_WITHIN_MS = 5_000;
const QUIET_MS = 10_000;
const FAULTS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'portInUse',
  EADDRNOTAVAIL: 'addressNotHere',
  EACCES: 'portNotAllowed',
};
const SOCKET_PATH = '/socket.io/';

type HandOnSocket = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

export class LanListener {
  readonly #app: FastifyInstance;
  readonly #sockets: SocketServer;
  readonly #connections = new Map<Socket, string>();
  readonly #perAddress: number;
  readonly #handOn: HandOnSocket;
  #server: Server | null = null;

  /** @param handOn takes WebSockets of pictures; those of seats and phones are socket.io's */
  constructor(app: FastifyInstance, sockets: SocketServer, handOn: HandOnSocket, perAddress = CONNECTIONS_PER_ADDRESS) {
    this.#app = app;
    this.#sockets = sockets;
    this.#handOn = handOn;
    this.#perAddress = perAddress;
  }

  /** Refuses `portInUse`, `addressNotHere`, `portNotAllowed` or `bindFailed`. What listened before does not any more, either way. */
  async open({ host, port, key, certificate }: LanAddress): Promise<Result<{ port: number }>> {
    await this.close();
    const server = createServer({
      key,
      cert: certificate,
      minVersion: 'TLSv1.2',
      handshakeTimeout: TLS_WITHIN_MS,
      headersTimeout: HEAD_WITHIN_MS,
      requestTimeout: REQUEST_WITHIN_MS,
      keepAliveTimeout: 15_000,
      connectionsCheckingInterval: CHECKED_EVERY_MS,
    });
    server.maxConnections = CONNECTIONS;
    server.setTimeout(QUIET_MS);
    server.on('connection', (socket: Socket) => this.#count(socket));
    server.on('request', (request, response) => this.#app.routing(request, response));
    server.on('upgrade', (request, socket: Duplex, head) => {
      // By hand: engine.io's own attach would shut every seat of the station when this door is shut.
      if (request.url?.startsWith(SOCKET_PATH)) this.#sockets.engine.handleUpgrade(request, socket, head);
      else if (request.url?.startsWith(HANDED_ON)) this.#handOn(request, socket, head);
      else socket.destroy();
    });
    server.on('tlsClientError', (_error, socket) => socket.destroy());
    try {
      await new Promise<void>((done, fail) => {
        server.once('error', fail);
        server.listen({ host, port }, done);
      });
    } catch (error) {
      const code = FAULTS[(error as NodeJS.ErrnoException).code ?? ''] ?? 'bindFailed';
      return refuse(code, `无法监听 ${host}:${port}：${(error as Error).message}`);
    }
    this.#server = server;
    return ok({ port: (server.address() as AddressInfo).port });
  }

  /** Shuts the door and sends everybody away who came in by it. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (server === null) return;
    const closed = new Promise<void>((done) => server.close(() => done()));
    for (const socket of this.#connections.keys()) socket.destroy();
    await closed;
  }

  #count(socket: Socket): void {
    const address = socket.remoteAddress ?? '';
    let same = 0;
    for (const other of this.#connections.values()) if (other === address) same += 1;
    if (same >= this.#perAddress) {
      socket.destroy();
      return;
    }
    this.#connections.set(socket, address);
    socket.once('close', () => this.#connections.delete(socket));
  }
}
