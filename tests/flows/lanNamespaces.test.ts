/**
 * Host and seat on two machines, as far as one kernel can be two: network namespaces joined by a cable that is pulled out.
 * Nothing is told of a pulled cable; both sides find out by silence, and catch up by `seq` when it is back.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from './kit/station.ts';

const TAG = `pg${process.pid % 100_000}`;
const [HOST_NS, SEAT_NS] = [`${TAG}h`, `${TAG}s`];
const [HOST_END, SEAT_END] = [`${TAG}v0`, `${TAG}v1`];
const [HOST_IP, SEAT_IP, PORT] = ['10.83.61.1', '10.83.61.2', 4_743];

const ip = (...args: string[]) => execFileSync('ip', args, { stdio: 'pipe' });

/** Null when this machine lets us make networks of our own, else why not. */
function whyNot(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'needs root on Linux';
  try {
    ip('netns', 'add', `${TAG}x`);
    ip('netns', 'del', `${TAG}x`);
    return null;
  } catch (error) {
    return `network namespaces cannot be made here: ${(error as Error).message.split('\n')[0]}`;
  }
}

const reason = whyNot();
type Line = { readonly said: string; readonly [field: string]: unknown };

interface Child {
  readonly process: ChildProcess;
  readonly lines: Line[];
  tell(order: object | string): void;
  /** Asks and waits for the answer that is said thereupon. */
  ask(order: object, said: string): Promise<Line>;
}

function run(namespace: string, file: string, ...args: string[]): Child {
  const child = spawn(
    'ip',
    ['netns', 'exec', namespace, process.execPath, resolve('tests/flows/kit/lanNet', file), ...args],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const lines: Line[] = [];
  createInterface({ input: child.stdout! }).on('line', (line) => lines.push(JSON.parse(line) as Line));
  const tell = (order: object | string) =>
    void child.stdin!.write(`${typeof order === 'string' ? order : JSON.stringify(order)}\n`);
  return {
    process: child,
    lines,
    tell,
    ask(order, said) {
      const before = lines.length;
      tell(order);
      return eventually(`${file} says ${said}`, () => lines.slice(before).find((line) => line.said === said));
    },
  };
}

describe.skipIf(reason !== null)(`two machines (${reason ?? 'namespaces'})`, () => {
  let host: Child;
  let seat: Child;

  beforeAll(async () => {
    for (const namespace of [HOST_NS, SEAT_NS]) {
      ip('netns', 'add', namespace);
      ip('-n', namespace, 'link', 'set', 'lo', 'up');
    }
    ip('link', 'add', HOST_END, 'netns', HOST_NS, 'type', 'veth', 'peer', 'name', SEAT_END, 'netns', SEAT_NS);
    ip('-n', HOST_NS, 'addr', 'add', `${HOST_IP}/24`, 'dev', HOST_END);
    ip('-n', SEAT_NS, 'addr', 'add', `${SEAT_IP}/24`, 'dev', SEAT_END);
    plug('up');
    host = run(HOST_NS, 'hostChild.ts', HOST_IP, String(PORT));
    await said(host, ({ said: what }) => what === 'ready');
    const { code } = await host.ask({ do: 'invite' }, 'invited');
    seat = run(SEAT_NS, 'seatChild.ts', `${HOST_IP}:${PORT}`);
    seat.tell(String(code));
    await said(seat, ({ said: what, state }) => what === 'window' && state === 'live');
  });

  afterAll(() => {
    for (const child of [host, seat]) child?.process.kill('SIGKILL');
    for (const namespace of [HOST_NS, SEAT_NS]) ip('netns', 'del', namespace);
  });

  test('the seat has what the host has, and the host alone listens on the cable', async () => {
    await host.ask({ do: 'open', count: 3 }, 'opened');
    await sameAsHost();
    const listening = execFileSync('ip', ['netns', 'exec', HOST_NS, 'ss', '-Hltn']).toString();
    const addresses = listening
      .trim()
      .split('\n')
      .map((line) => line.split(/\s+/)[3]?.replace(/:\d+$/, ''));
    expect([...new Set(addresses)].sort()).toEqual([HOST_IP, '127.0.0.1']);
  });

  test('a pulled cable is noticed by silence within five seconds of the last word, and commands are refused', async () => {
    plug('down');
    const lost = await said(seat, ({ said: what, state }) => what === 'window' && state === 'lost');
    expect(lost.heardAgoMs).toBeGreaterThanOrEqual(4_000);
    console.info(`said ${String(lost.heardAgoMs)} ms after the last word from the host`);
    await said(seat, ({ said: what, state }) => what === 'shell' && state === 'restarting');
    expect(await seat.ask({ do: 'send' }, 'sent')).toEqual({ said: 'sent', state: 'notSent' });
  });

  test('what happened meanwhile is caught up when the cable is back: no event lost, none doubled', async () => {
    await host.ask({ do: 'open', count: 5 }, 'opened');
    plug('up');
    await said(seat, ({ said: what, state }) => what === 'window' && state === 'live');
    await said(seat, ({ said: what, state }) => what === 'shell' && state === 'running');
    const incidents = await sameAsHost();
    expect(incidents).toHaveLength(8);
    expect(await seat.ask({ do: 'send' }, 'sent')).toEqual({ said: 'sent', state: 'done' });
    await sameAsHost();
  });

  /** The cable of the host is pulled or put in; lines said before do not count for what is awaited afterwards. */
  function plug(to: 'up' | 'down'): void {
    ip('-n', HOST_NS, 'link', 'set', HOST_END, to);
    ip('-n', SEAT_NS, 'link', 'set', SEAT_END, to);
    for (const child of [host, seat]) child?.lines.splice(0);
  }

  /** The folded worlds are one: the same last event, with the same hash over the whole chain before it. */
  async function sameAsHost(): Promise<unknown[]> {
    return eventually('the seat has caught up', async () => {
      const there = await host.ask({ do: 'head' }, 'head');
      const here = await seat.ask({ do: 'head' }, 'head');
      return JSON.stringify(there) === JSON.stringify({ ...here }) ? (there.incidents as unknown[]) : undefined;
    });
  }
});

function said(child: Child, isIt: (line: Line) => boolean): Promise<Line> {
  return eventually('what was awaited is said', () => child.lines.find(isIt));
}
