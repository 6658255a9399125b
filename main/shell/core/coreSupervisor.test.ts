import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CoreWhereabouts } from '#shared/wire/bridge.ts';
import { CoreSupervisor, type SupervisorOptions } from './coreSupervisor.ts';
import { spawnedCore } from './spawnedCore.ts';

const entry = fileURLToPath(new URL('./supervisorChild.fixture.mjs', import.meta.url));

let folder: string;
let supervisor: CoreSupervisor;
let history: CoreWhereabouts[];
let pulses: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pingan-supervisor-'));
  history = [];
  pulses = 0;
});
afterEach(async () => {
  await supervisor.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Supervises a real process that behaves as told. */
function supervise(behaviour: string, overrides: Partial<SupervisorOptions> = {}): CoreSupervisor {
  const options: SupervisorOptions = {
    startChild: spawnedCore({ node: process.execPath, entry, env: process.env, onOutput: () => {} }),
    argsFor: (port) => [behaviour, join(folder, 'starts'), '--port', String(port)],
    port: 4_790,
    choosePort: null,
    now: () => performance.now(),
    onWhereabouts: (core) => history.push(core),
    onReady: () => {},
    onPulse: () => {
      pulses += 1;
    },
    onFault: () => {},
    log: () => {},
    // Far away: a busy test machine must not make a well core look silent.
    limits: { silenceMs: 60_000, tickMs: 20, stopMs: 200 },
    ...overrides,
  };
  supervisor = new CoreSupervisor(options);
  supervisor.start();
  return supervisor;
}

const starts = () => readFileSync(join(folder, 'starts'), 'utf8').trim().split('\n');
const states = () => history.map((core) => core.state);
const until = (condition: () => boolean) => expect.poll(condition, { timeout: 20_000, interval: 10 }).toBe(true);

test('a core that answers is running at its address', async () => {
  supervise('well');
  await until(() => pulses > 2);
  expect(history).toEqual([{ state: 'running', url: 'http://127.0.0.1:4790', reason: null }]);
});

test('a core killed with SIGKILL is back on the same port, and the windows are told in between', async () => {
  const { processId } = supervise('well');
  await until(() => states().includes('running'));
  process.kill(processId!, 'SIGKILL');
  await until(() => states().length === 3);
  expect(history).toEqual([
    { state: 'running', url: 'http://127.0.0.1:4790', reason: null },
    {
      state: 'restarting',
      url: 'http://127.0.0.1:4790',
      reason: { zh: '核心意外退出，正在重启', en: 'The core ended unexpectedly and is being restarted' },
    },
    { state: 'running', url: 'http://127.0.0.1:4790', reason: null },
  ]);
  expect(starts()).toEqual(['4790', '4790']);
});

test('a core that lives but is silent is ended and started again', async () => {
  supervise('silent', { limits: { silenceMs: 600, tickMs: 20, stopMs: 200 } });
  await until(() => starts().length >= 2);
  expect(states().slice(0, 2)).toEqual(['running', 'restarting']);
  expect(history[1]?.reason?.zh).toMatch(/^核心 1 秒没有响应，正在重启/);
});

test('a machine that slept does not take its own absence for the silence of the core', async () => {
  let skippedMs = 0;
  supervise('well', { now: () => performance.now() + skippedMs });
  await until(() => states().includes('running'));
  skippedMs = 3_600_000;
  const heard = pulses;
  await until(() => pulses > heard + 10);
  expect(states()).toEqual(['running']);
});

test('a wrong configuration is shown in its own words and not tried again', async () => {
  supervise('bad-config');
  await until(() => history.length > 0);
  const words = 'links.0.transport.port: expected number';
  expect(history).toEqual([{ state: 'failed', url: null, reason: { zh: words, en: words } }]);
  expect(starts()).toEqual(['4790']);
});

test('a port that cannot be had is given up for another after two tries', async () => {
  supervise('port-taken', { choosePort: () => Promise.resolve(4_791) });
  await until(() => starts().length >= 4);
  expect(starts().slice(0, 4)).toEqual(['4790', '4790', '4791', '4791']);
});

test('a configured port is never given up', async () => {
  supervise('port-taken');
  await until(() => starts().length >= 4);
  expect(new Set(starts())).toEqual(new Set(['4790']));
});

test('a core that can not be started at all says so and is tried again', async () => {
  const startChild = spawnedCore({ node: join(folder, 'no-node'), entry, env: {}, onOutput: () => {} });
  supervise('well', { startChild });
  await until(() => states().length >= 2);
  expect(states()[0]).toBe('restarting');
});

const WHY = { zh: '正在切换场景', en: 'The scene is being switched' };

test('a core is replaced by request on the same port, and the time without one is said', async () => {
  supervise('well');
  await until(() => states().includes('running'));
  const replaced = await supervisor.restart(WHY);
  expect(replaced).toEqual({ ok: true, value: { gapMs: expect.any(Number) } });
  expect(history.map(({ state, reason }) => [state, reason])).toEqual([
    ['running', null],
    ['restarting', WHY],
    ['running', null],
  ]);
  expect(starts()).toEqual(['4790', '4790']);
});

test('a successor that does not come up is answered with its last words, and the next try starts from there', async () => {
  let behaviour = 'well';
  supervise('', { argsFor: (port) => [behaviour, join(folder, 'starts'), '--port', String(port)] });
  await until(() => states().includes('running'));
  behaviour = 'bad-config';
  expect(await supervisor.restart(WHY)).toEqual({
    ok: false,
    failure: { code: 'notReady', message: 'links.0.transport.port: expected number' },
  });
  expect(supervisor.processId).toBe(undefined);
  behaviour = 'well';
  expect((await supervisor.restart(WHY)).ok).toBe(true);
  expect(states().at(-1)).toBe('running');
});

test('an orderly stop lets the core leave by itself and is not taken for a death', async () => {
  supervise('well');
  await until(() => states().includes('running'));
  await supervisor.stop();
  expect([states(), supervisor.processId]).toEqual([['running'], undefined]);
});

test('a core that does not want to leave is ended after the limit', async () => {
  supervise('silent', { limits: { silenceMs: 60_000, tickMs: 20, stopMs: 100 } });
  await until(() => states().includes('running'));
  await supervisor.stop();
  expect(supervisor.processId).toBe(undefined);
});

test('a core is asked what a drill may have of its station; one that says nothing in time has nothing for it', async () => {
  supervise('well', { limits: { silenceMs: 60_000, tickMs: 20, stopMs: 60_000 } });
  await until(() => pulses > 0);
  expect([await supervisor.askDrillStation(), await supervisor.askDrillStation()]).toEqual([
    { asked: 1 },
    { asked: 2 },
  ]);
  await supervisor.stop();
  history = [];
  supervise('silent');
  await until(() => history.length > 0);
  expect(await supervisor.askDrillStation()).toBeNull();
});
