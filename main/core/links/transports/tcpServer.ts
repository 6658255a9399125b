/**
 * A listening TCP port with many connections. Idle connections are closed by the time since their last sound frame, so
 * dripping bytes keeps nothing open; past the cap the connection idle for longest makes room, so strangers cannot lock devices out.
 */
import { createServer, type Server, type Socket } from 'node:net';
import type { Bilingual } from '#shared/kit/bilingual.ts';
import { fail, ok, type Result } from '#shared/kit/result.ts';
import type { TcpTransport } from '#shared/wire/links/transports.ts';
import { explainBind } from './bindFault.ts';
import { type StreamHandlers, type StreamSocket, type Transport, UNSENT_LIMIT_BYTES } from './transport.ts';

/** Refused as `explainBind` says, naming host:port. */
export function openTcpServer(
  { host, port, idleSeconds, maxConnections }: TcpTransport,
  handlers: StreamHandlers,
): Promise<Result<Transport>> {
  /** In the order of their last sound frame, oldest first. */
  const open = new Map<Socket, StreamSocket>();
  // A half-closed peer still gets the answers to what it said.
  const server = createServer({ allowHalfOpen: true, noDelay: true, keepAlive: true }, (socket) => {
    if (open.size >= maxConnections) {
      handlers.onFault(capReached(maxConnections));
      for (const [longestIdle] of open) {
        longestIdle.destroy();
        open.delete(longestIdle);
        break;
      }
    }
    attach(socket, { open, handlers, idleMs: idleSeconds * 1_000 });
  });
  return new Promise((resolve) => {
    const refuseBind = (error: Error) => {
      void explainBind({ kind: 'tcp', host, port }, error).then((failure) => resolve(fail(failure)));
    };
    server.once('error', refuseBind);
    server.listen({ host, port }, () => {
      server.off('error', refuseBind);
      server.on('error', ({ message }) => handlers.onFault({ zh: `TCP：${message}`, en: `TCP: ${message}` }));
      resolve(ok(describe(server, open)));
    });
  });
}

const capReached = (maxConnections: number): Bilingual => ({
  zh: `TCP：连接数已达上限，已断开最久无数据的连接 (${maxConnections})`,
  en: `TCP: as many connections as allowed (${maxConnections}); the one idle for longest was closed`,
});

function describe(server: Server, open: ReadonlyMap<Socket, StreamSocket>): Transport {
  const address = server.address();
  const bound = typeof address === 'object' && address ? address : { address: '', port: 0 };
  return {
    address: `${bound.address}:${bound.port}`,
    port: bound.port,
    fault: null,
    receiveBufferBytes: 0,
    get isUp() {
      return server.listening;
    },
    get connections() {
      return open.size;
    },
    readKernelDrops: async () => null,
    dispose() {
      server.close();
      for (const socket of open.keys()) socket.destroySoon();
    },
  };
}

interface Surroundings {
  readonly open: Map<Socket, StreamSocket>;
  readonly handlers: StreamHandlers;
  readonly idleMs: number;
}

function attach(socket: Socket, { open, handlers, idleMs }: Surroundings): void {
  const { remoteAddress, remotePort } = socket;
  // Gone before we looked.
  if (remoteAddress === undefined || remotePort === undefined) {
    socket.destroy();
    return;
  }
  const idle = setTimeout(() => socket.destroySoon(), idleMs);
  let isEnded = false;
  const streamSocket: StreamSocket = {
    remote: { address: remoteAddress, port: remotePort },
    send(bytes) {
      if (!socket.writable || isEnded) return false;
      if (socket.writableLength > UNSENT_LIMIT_BYTES) {
        // It does not read its answers: without them it learns nothing, and it would only fill our memory.
        handlers.onFault({
          zh: `TCP ${remoteAddress}:${remotePort}：对端不读取应答`,
          en: `TCP ${remoteAddress}:${remotePort}: the peer does not read its answers`,
        });
        socket.destroy();
        return false;
      }
      socket.write(bytes);
      return true;
    },
    close() {
      isEnded = true;
      socket.destroySoon();
    },
    pause: () => void socket.pause(),
    resume: () => void socket.resume(),
    markAlive() {
      idle.refresh();
      if (!open.delete(socket)) return;
      open.set(socket, streamSocket);
    },
  };
  open.set(socket, streamSocket);
  const reader = handlers.onOpen(streamSocket);
  socket.on('data', (chunk) => {
    if (!isEnded) reader.receive(chunk);
  });
  // The peer has said all; what it is owed is written first.
  socket.on('end', () => reader.ended());
  // Devices break connections all the time; that is no fault of the link, and 'close' follows.
  socket.on('error', () => undefined);
  socket.on('close', () => {
    clearTimeout(idle);
    open.delete(socket);
    reader.closed();
  });
}
