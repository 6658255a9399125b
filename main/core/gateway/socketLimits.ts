/** What one socket and one address may ask of the gateway (RELIABILITY S4, S6): far above any seat, far below harm. */
import type { Server, Socket } from 'socket.io';

/** A socket that goes on after this many refusals is no seat and no phone. */
const REFUSED_MOST = 200;
/** A station behind one address has fewer seats and phones than this; each is one connection. */
const CONNECTIONS_AN_ADDRESS = 300;

interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

export interface EventLimits extends Rate {
  /** Messages counted by themselves, by name: a flood of others does not use theirs up. */
  readonly apart?: Readonly<Record<string, Rate>>;
}

export const SEAT_LIMITS: EventLimits = { burst: 200, perSecond: 50 };

/**
 * A phone that comes back with a day's queue, or a socket that speaks for a fleet: more with every unit. A call for help is
 * counted by itself, for it must get through whatever else a broken phone repeats.
 */
export const workerLimits = (units: number): EventLimits => ({
  burst: 100 + 2 * units,
  perSecond: 20 + units / 5,
  apart: { sos: { burst: 20 + units, perSecond: 1 + units / 10 } },
});

/** Lets through what a socket may still send; refuses the rest in the answer it waits for, and in the end drops the socket. */
export function limitEvents(
  socket: Pick<Socket, 'use' | 'disconnect'>,
  limits: EventLimits,
  now: () => number = () => performance.now(),
): void {
  const all = allowance(limits, now);
  const apart = new Map(Object.entries(limits.apart ?? {}).map(([name, rate]) => [name, allowance(rate, now)]));
  let refused = 0;
  socket.use((packet, next) => {
    if ((apart.get(packet[0]) ?? all)()) return next();
    refused += 1;
    if (refused > REFUSED_MOST) return void socket.disconnect(true);
    const answer: unknown = packet.at(-1);
    if (typeof answer === 'function') answer({ ok: false, code: 'overRate', message: '请求过于频繁，请稍后再试' });
  });
}

/** Asked for each message: whether it may still be sent. */
function allowance({ burst, perSecond }: Rate, now: () => number): () => boolean {
  let left = burst;
  let countedAt = now();
  return () => {
    const at = now();
    left = Math.min(burst, left + ((at - countedAt) * perSecond) / 1_000);
    countedAt = at;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
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
