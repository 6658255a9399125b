import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { DisposableStore, toDisposable } from '#shared/kit/disposable.ts';
import { until } from '#tests/simulators/linkStation.ts';
import { openTcpServer } from './tcpServer.ts';
import type { StreamSocket, Transport } from './transport.ts';

const store = { current: new DisposableStore() };
afterEach(() => {
  store.current.dispose();
  store.current = new DisposableStore();
});

interface Seen {
  readonly sockets: StreamSocket[];
  readonly chunks: string[];
  readonly faults: string[];
  closed: number;
}

/** A server that remembers what it saw; `isAlive` says that every chunk is a sound frame. */
async function listen(limits: { idleSeconds?: number; maxConnections?: number } = {}, isAlive = true) {
  const seen: Seen = { sockets: [], chunks: [], faults: [], closed: 0 };
  const opened = await openTcpServer(
    { kind: 'tcp', host: '127.0.0.1', port: 0, idleSeconds: 60, maxConnections: 100, ...limits },
    {
      onOpen(socket) {
        seen.sockets.push(socket);
        return {
          receive(chunk) {
            seen.chunks.push(chunk.toString('latin1'));
            if (isAlive) socket.markAlive();
          },
          ended: () => socket.close(),
          closed: () => {
            seen.closed += 1;
          },
        };
      },
      onFault: ({ zh }) => void seen.faults.push(zh),
    },
  );
  if (!opened.ok) throw new Error(opened.failure.message);
  return { seen, transport: store.current.add(opened.value) };
}

async function call({ port }: Transport): Promise<Socket> {
  const socket = connect({ host: '127.0.0.1', port });
  socket.on('error', () => undefined);
  store.current.add(toDisposable(() => socket.destroy()));
  await once(socket, 'connect');
  return socket;
}

describe('a listening TCP port', () => {
  test('brings bytes in and answers on the same connection', async () => {
    const { seen, transport } = await listen();
    const caller = await call(transport);
    caller.write('hello');
    await until(() => seen.chunks.join('') === 'hello');
    expect(seen.sockets[0]!.send(Buffer.from('heard'))).toBe(true);
    expect(String((await once(caller, 'data'))[0])).toBe('heard');
    expect({ isUp: transport.isUp, connections: transport.connections }).toEqual({ isUp: true, connections: 1 });
  });

  test('a port in use is refused naming it', async () => {
    const { transport } = await listen();
    const handlers = { onOpen: () => ({ receive() {}, ended() {}, closed() {} }), onFault: () => undefined };
    const record = {
      kind: 'tcp',
      host: '127.0.0.1',
      port: transport.port,
      idleSeconds: 60,
      maxConnections: 1,
    } as const;
    const second = await openTcpServer(record, handlers);
    expect(second).toMatchObject({
      ok: false,
      failure: { code: 'portInUse', message: expect.stringContaining(`127.0.0.1:${transport.port}`) },
    });
  });

  test('who only drips bytes is closed as idle', async () => {
    const { seen, transport } = await listen({ idleSeconds: 1 }, false);
    const caller = await call(transport);
    const drip = setInterval(() => caller.write('x'), 100);
    store.current.add(toDisposable(() => clearInterval(drip)));
    await once(caller, 'close');
    expect(seen.chunks.length).toBeGreaterThan(0);
    await until(() => seen.closed === 1);
    expect(transport.connections).toBe(0);
  });

  test('past the cap the one without a sound frame for longest makes room', async () => {
    const { seen, transport } = await listen({ maxConnections: 2 });
    const first = await call(transport);
    await until(() => seen.sockets.length === 1);
    const second = await call(transport);
    await until(() => seen.sockets.length === 2);
    first.write('alive');
    await until(() => seen.chunks.length === 1);
    const gone = once(second, 'close');
    await call(transport);
    await gone;
    await until(() => seen.sockets.length === 3);
    expect({ connections: transport.connections, faults: seen.faults }).toEqual({
      connections: 2,
      faults: ['TCP：连接数已达上限，已断开最久无数据的连接 (2)'],
    });
    expect(first.destroyed).toBe(false);
  });

  test('a peer that never reads its answers is cut off instead of filling our memory', async () => {
    const { seen, transport } = await listen();
    const caller = await call(transport);
    caller.pause();
    await until(() => seen.sockets.length === 1);
    const answer = Buffer.alloc(64 * 1024);
    let sent = 0;
    while (seen.sockets[0]!.send(answer)) {
      sent += 1;
      if (sent > 1_000) throw new Error('it took everything');
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(seen.faults).toEqual([expect.stringContaining('对端不读取应答')]);
    await until(() => seen.closed === 1);
  });

  test('a paused connection brings nothing until it is resumed, and loses nothing', async () => {
    const { seen, transport } = await listen();
    const caller = await call(transport);
    await until(() => seen.sockets.length === 1);
    seen.sockets[0]!.pause();
    const other = await call(transport);
    caller.write('held');
    other.write('free');
    await until(() => seen.chunks.length === 1);
    expect(seen.chunks).toEqual(['free']);
    seen.sockets[0]!.resume();
    await until(() => seen.chunks.length === 2);
    expect(seen.chunks).toEqual(['free', 'held']);
  });
});
