/** What one socket and one address may ask of the gateway (RELIABILITY S4, S6): far above any seat, far below harm. */
import type { Server, Socket } from 'socket.io';

const BURST = 200;
const PER_SECOND = 50;
/** A socket that goes on after this many refusals is no seat. */
const REFUSED_MOST = 200;
/** A station behind one address has fewer seats and phones than this; each is one connection. */
const CONNECTIONS_AN_ADDRESS = 300;

/** Lets through what a socket may still send; refuses the rest in the answer it waits for, and in the end drops the socket. */
export function limitEvents(
  socket: Pick<Socket, 'use' | 'disconnect'>,
  now: () => number = () => performance.now(),
): void {
  let tokens = BURST;
  let countedAt = now();
  let refused = 0;
  socket.use((packet, next) => {
    const at = now();
    tokens = Math.min(BURST, tokens + ((at - countedAt) * PER_SECOND) / 1_000);
    countedAt = at;
    if (tokens >= 1) {
      tokens -= 1;
      return next();
    }
    refused += 1;
    if (refused > REFUSED_MOST) return void socket.disconnect(true);
    const answer: unknown = packet.at(-1);
    if (typeof answer === 'function') answer({ ok: false, code: 'overRate', message: '请求过于频繁，请稍后再试' });
  });
}

interface EngineSocket {
  readonly request: { readonly socket: { readonly remoteAddress?: string | undefined } };
  close(discard?: boolean): void;
  once(event: 'close', listener: () => void): void;
}

/** Counted where a connection begins: one that never says who it is has been counted too, until it is cut for that. */
export function limitConnections(server: Server, most: number = CONNECTIONS_AN_ADDRESS): void {
  const open = new Map<string, number>();
  server.engine.on('connection', (socket: EngineSocket) => {
    const address = socket.request.socket.remoteAddress ?? '';
    const count = (open.get(address) ?? 0) + 1;
    open.set(address, count);
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    });
    if (count > most) socket.close(true);
  });
}
