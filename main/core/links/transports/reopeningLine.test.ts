import { afterEach, describe, expect, test, vi } from 'vitest';
import { type LineDriver, type LineEvents, openReopeningLine } from './reopeningLine.ts';
import type { StreamSocket, Transport } from './transport.ts';

const CLOSED = { zh: '已关闭', en: 'closed' };
const GONE = { zh: '已拔出', en: 'unplugged' };
const SILENT = { zh: '/dev/receiver：90 秒没有收到数据', en: '/dev/receiver: no data for 90 s' };

/** A driver whose plug is in the test's hand, and what the line's user saw. */
class Bench implements LineDriver {
  readonly remote = { address: '/dev/receiver', port: 0 };
  readonly address = '/dev/receiver';
  readonly attempts: LineEvents[] = [];
  readonly written: string[] = [];
  readonly said: string[] = [];
  readonly faults: string[] = [];
  socket: StreamSocket | null = null;
  hasRoom = true;

  open(events: LineEvents) {
    this.attempts.push(events);
    return {
      write: (bytes: Buffer) => {
        if (this.hasRoom) this.written.push(bytes.toString());
        return this.hasRoom;
      },
      pause: () => undefined,
      resume: () => undefined,
      end: () => events.ended(CLOSED),
    };
  }

  start(silenceMs = 0): Transport {
    vi.useFakeTimers();
    return openReopeningLine({
      driver: this,
      silenceMs,
      handlers: {
        onOpen: (socket) => {
          this.socket = socket;
          this.said.push('open');
          return {
            receive: (chunk) => void this.said.push(chunk.toString()),
            ended: () => undefined,
            closed: () => void this.said.push('closed'),
          };
        },
        onFault: ({ en }) => void this.faults.push(en),
      },
    });
  }

  get last(): LineEvents {
    return this.attempts.at(-1)!;
  }
}

afterEach(() => vi.useRealTimers());

describe('a line that is opened again', () => {
  test('waits 1, 2, 4, 8, 16 and then 30 s between attempts, and starts over once bytes came', () => {
    const bench = new Bench();
    const line = bench.start();
    const waits = [1, 2, 4, 8, 16, 30, 30].map((seconds) => {
      bench.last.ended(GONE);
      const before = bench.attempts.length;
      vi.advanceTimersByTime(seconds * 1_000 - 1);
      const isEarly = bench.attempts.length > before;
      vi.advanceTimersByTime(1);
      return [seconds, isEarly, bench.attempts.length - before];
    });
    expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30].map((seconds) => [seconds, false, 1]));
    bench.last.opened();
    bench.last.data(Buffer.from('x'));
    bench.last.ended(GONE);
    const before = bench.attempts.length;
    vi.advanceTimersByTime(1_000);
    expect(bench.attempts.length).toBe(before + 1);
    line.dispose();
  });

  test('says what is wrong while it is, and nothing while it is well', () => {
    const bench = new Bench();
    const line = bench.start();
    const health = () => ({ isUp: line.isUp, fault: line.fault, connections: line.connections });
    expect(health()).toEqual({
      isUp: false,
      fault: { zh: '/dev/receiver：正在打开', en: '/dev/receiver: opening' },
      connections: 0,
    });
    bench.last.opened();
    expect(health()).toEqual({ isUp: true, fault: null, connections: 1 });
    bench.last.ended(GONE);
    expect(health()).toEqual({
      isUp: false,
      fault: { zh: '/dev/receiver：已拔出', en: '/dev/receiver: unplugged' },
      connections: 0,
    });
    line.dispose();
  });

  test('silence opens it afresh and stays a fault until a byte comes', () => {
    const bench = new Bench();
    const line = bench.start(90_000);
    bench.last.opened();
    vi.advanceTimersByTime(60_000);
    bench.last.data(Buffer.from('alive'));
    vi.advanceTimersByTime(89_999);
    expect([bench.attempts.length, line.fault]).toEqual([1, null]);
    vi.advanceTimersByTime(1);
    expect([line.isUp, line.fault]).toEqual([false, SILENT]);
    vi.advanceTimersByTime(1_000);
    bench.last.opened();
    expect([line.isUp, line.fault]).toEqual([true, SILENT]);
    bench.last.data(Buffer.from('back'));
    expect(line.fault).toBeNull();
    expect(bench.said).toEqual(['open', 'alive', 'closed', 'open', 'back']);
    line.dispose();
  });

  test('what an old attempt still says after its end is not heard', () => {
    const bench = new Bench();
    const line = bench.start();
    const old = bench.last;
    old.opened();
    old.ended(GONE);
    old.data(Buffer.from('ghost'));
    old.ended(GONE);
    vi.advanceTimersByTime(1_000);
    expect([bench.attempts.length, bench.said]).toEqual([2, ['open', 'closed']]);
    line.dispose();
  });

  test('an answer goes only to the line it belongs to, and one without room is told', () => {
    const bench = new Bench();
    const line = bench.start();
    bench.last.opened();
    const socket = bench.socket!;
    expect(socket.send(Buffer.from('one'))).toBe(true);
    bench.hasRoom = false;
    expect(socket.send(Buffer.from('two'))).toBe(false);
    bench.hasRoom = true;
    bench.last.ended(GONE);
    vi.advanceTimersByTime(1_000);
    bench.last.opened();
    expect(socket.send(Buffer.from('three'))).toBe(false);
    expect([bench.written, bench.faults.length]).toEqual([['one'], 2]);
    line.dispose();
  });

  test('disposed, it is never opened again', () => {
    const bench = new Bench();
    const line = bench.start();
    bench.last.opened();
    line.dispose();
    vi.advanceTimersByTime(120_000);
    expect([bench.attempts.length, bench.said]).toEqual([1, ['open', 'closed']]);
  });
});
