/**
 * The core is killed under the window's feet, and its port is held by somebody else for a while: the window says so, keeps the
 * last state with its ages, refuses commands in words, and catches up by itself when the core is back. An alarm pressed
 * meanwhile is neither lost nor doubled.
 */
import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  cell,
  coreProcessId,
  type Duty,
  incidentsOf,
  openDuty,
  openIncidentOf,
  SOON,
  unansweredItem,
} from './kit/duty.ts';
import { INTRUSION, type LiveStation, makeLiveStation } from './kit/liveStation.ts';
import { isAlive, mediaProcessOf } from './kit/processes.ts';

/** The window promises five seconds; two busy cores that also draw the scene are given more, and the time is printed. */
const SAID_WITHIN_MS = 15_000;

let station: LiveStation;
let duty: Duty;

beforeAll(async () => {
  station = await makeLiveStation();
  duty = await openDuty({ configFile: station.configFile, dataFolder: station.dataFolder });
});
afterAll(async () => {
  await duty?.close();
  await station?.[Symbol.asyncDispose]();
});

test('a window that lost its core says so, refuses in words, and catches up when the core is back by itself', async () => {
  const { page, url } = duty;
  expect((await station.press('70A1', INTRUSION)).kind).toBe('ack');
  const first = await openIncidentOf(url, 'intrusion');
  const item = unansweredItem(page, first.id);
  await item.waitFor();
  const seqBefore = await seqOf(page);
  const killed = coreProcessId(station.dataFolder);
  const media = await mediaProcessOf(duty.running.app);

  const killedAt = performance.now();
  process.kill(killed, 'SIGKILL');
  const squatter = await holdPort(station.httpPort);
  const banner = page.getByTestId('banner-core-lost');
  await banner.waitFor();
  const saidAfterMs = performance.now() - killedAt;
  console.info(`the window said that its core is lost after ${Math.round(saidAfterMs)} ms`);
  expect(saidAfterMs).toBeLessThan(SAID_WITHIN_MS);
  expect(await banner.textContent()).toMatch(/与核心失去联系.*最后收到 .+恢复前本席不受理任何操作，也不排队。$/);

  const ageBefore = await item.locator('.queue-item__age').textContent();
  await expect.poll(() => item.locator('.queue-item__age').textContent(), SOON).not.toBe(ageBefore);
  await page.keyboard.press('a');
  const refusal = page.getByTestId('toast-refused');
  await refusal.waitFor();
  expect(await refusal.locator('strong').textContent()).toBe('未发送：与核心没有联系，操作不排队');
  await duty.picture('core-lost');

  const pressedMeanwhile = station.press('70A2', INTRUSION);
  await squatter.close();
  expect((await pressedMeanwhile).kind).toBe('ack');
  await banner.waitFor({ state: 'detached' });
  await cell(page, 'core-health', 'good').waitFor();
  await expect.poll(() => page.locator('[data-testid="queue-unanswered"] [data-incident]').count(), SOON).toBe(2);
  const open = await incidentsOf(url, 'open');
  const shown = await page.locator('[data-incident]').evaluateAll(readIds);
  expect([coreProcessId(station.dataFolder) !== killed, shown.sort()]).toEqual([true, open.map(({ id }) => id).sort()]);
  expect(open.map(({ title, alarmCount }) => [title, alarmCount]).sort()).toEqual([
    ['东溪小学 一键报警', 1],
    ['东溪社区 1 号报警杆', 1],
  ]);
  expect(await seqOf(page)).toBeGreaterThan(seqBefore);

  // The media process went with the core that it belonged to, and the next core has one of its own.
  await expect.poll(() => mediaProcessOf(duty.running.app), SOON).not.toBe(undefined);
  expect([isAlive(media!), (await mediaProcessOf(duty.running.app)) !== media]).toEqual([false, true]);

  // The command refused above was not queued; given again it is done.
  expect(open.find(({ id }) => id === first.id)?.acknowledgedAt).toBe(null);
  await page.keyboard.press('a');
  await item.waitFor({ state: 'detached' });
});

test('nothing else went wrong in any page', () => {
  // Chromium itself prints each failed attempt to reach the core that we killed; no page can keep it from doing so.
  const core = `127.0.0.1:${station.httpPort}/`;
  const unreached = [
    `console: WebSocket connection to 'ws://${core}`,
    'console: Failed to load resource: net::ERR_CONNECTION',
  ];
  const isOfTheKill = (line: string) => line.includes(core) && unreached.some((start) => line.startsWith(start));
  expect(duty.trouble().filter((line) => !isOfTheKill(line))).toEqual([]);
});

async function seqOf(page: Duty['page']): Promise<number> {
  const text = await cell(page, 'proof-of-life').locator('.cell__detail').textContent();
  return Number(/seq (\d+)/.exec(text ?? '')?.[1]);
}

const readIds = (items: { getAttribute(name: string): string | null }[]) =>
  items.map((item) => item.getAttribute('data-incident') ?? '');

interface Squatter {
  close(): Promise<void>;
}

/** Takes the port as soon as the kernel gives it, and hangs up on whoever calls. */
async function holdPort(port: number): Promise<Squatter> {
  for (;;) {
    const server = await listen(port);
    if (server) return { close: () => new Promise((done) => server.close(() => done())) };
  }
}

function listen(port: number): Promise<Server | null> {
  const server = createServer((socket: Socket) => socket.destroy());
  return new Promise((done) => {
    server.once('error', () => done(null));
    server.listen(port, '127.0.0.1', () => done(server));
  });
}
