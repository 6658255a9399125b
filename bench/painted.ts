/**
 * From the datagram to the officer: the real application in a real window, drawn in software when the machine has no graphics
 * card, on the built-in district. Timed from just before a pole's datagram leaves to the frame in which the incident stands in
 * the queue, and to the moment the shell's sound page is ordered to sound. One clock for all: the wall clock of this machine.
 */
import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { ask, incidentsOf, openDuty, order, untilPainted } from '#tests/e2e/kit/duty.ts';
import { checkout, pageOf } from '#tests/e2e/kit/launch.ts';
import { HOLD_UP, makeLiveStation, type PoleAccount } from '#tests/e2e/kit/liveStation.ts';
import { alarmRow, type BenchRow } from './kit.ts';

const ALARMS = 30;
const POLES: readonly PoleAccount[] = ['70A1', '70A2', '70A3'];
const PATIENCE_MS = 30_000;

/**
 * Remembers when each incident was first on the screen: the second animation frame after its item came into the page begins
 * when the frame that shows it has been handed over.
 */
const WATCH_QUEUE = `(() => {
  const painted = (window.paintedAt = {});
  const known = new Set();
  const look = () => {
    for (const item of document.querySelectorAll('[data-incident]')) {
      const id = item.dataset.incident;
      if (known.has(id)) continue;
      known.add(id);
      requestAnimationFrame(() => requestAnimationFrame(() => { painted[id] = Date.now(); }));
    }
  };
  look();
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
})()`;

/** Remembers when the sound page was last told to sound, and whether it is quiet now. */
const WATCH_SOUND = `(() => {
  window.sound = { isQuiet: true, startedAt: 0 };
  window.pinganSound.onPlan(({ pattern }) => {
    const isQuiet = pattern === 'quiet';
    if (!isQuiet && window.sound.isQuiet) window.sound.startedAt = Date.now();
    window.sound.isQuiet = isQuiet;
  });
})()`;

export async function measure(): Promise<BenchRow[]> {
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: checkout, stdio: 'inherit' });
  await using station = await makeLiveStation();
  const { configFile, dataFolder } = station;
  const duty = await openDuty({ configFile, dataFolder });
  try {
    const soundPage = await pageOf(duty.running.app, '/windows/sound/');
    await untilPainted(duty, ({ isPainted, buildingsLoaded }) => isPainted && buildingsLoaded);
    await duty.page.evaluate(WATCH_QUEUE);
    await soundPage.evaluate(WATCH_SOUND);

    const painted: number[] = [];
    const sounded: number[] = [];
    for (let count = 0; count < ALARMS; count++) {
      const sentAt = Date.now();
      const { kind } = await station.press(POLES[count % POLES.length]!, HOLD_UP);
      if (kind !== 'ack') throw new Error(`the pole was answered with ${kind}`);
      const [incident] = await incidentsOf(duty.url, 'open');
      const paintedAt = await arrival(duty.page, `window.paintedAt[${JSON.stringify(incident!.id)}]`);
      const startedAt = await arrival(soundPage, `window.sound.startedAt >= ${sentAt} && window.sound.startedAt`);
      painted.push(paintedAt - sentAt);
      sounded.push(startedAt - sentAt);
      const closed = await order(duty.url, 'incident.close', { incidentId: incident!.id, reason: 'test', note: '' });
      if (!closed.ok) throw new Error(`incident ${incident!.number} could not be closed`);
      await arrival(soundPage, 'window.sound.isQuiet && 1');
    }
    const { alarms } = await ask<{ alarms: unknown[] }>(duty.url, '/api/alarms');
    if (alarms.length !== ALARMS) throw new Error(`${alarms.length} alarms instead of ${ALARMS}`);
    return [
      alarmRow(
        'datagram → painted in a duty window (software GL)',
        'p99 ≤ 500 ms',
        painted,
        'to the frame that shows the incident',
      ),
      alarmRow(
        'datagram → sound ordered',
        '≤ 300 ms',
        sounded,
        'to the sound page starting the tone; the loudspeaker is not measured',
      ),
    ];
  } finally {
    await duty.close();
  }
}

/** The number an expression in the page becomes; asked gently, so that asking does not slow what is measured. */
export async function arrival(page: Page, expression: string): Promise<number> {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    const value: unknown = await page.evaluate(expression);
    if (typeof value === 'number' && value > 0) return value;
    await sleep(100);
  }
  throw new Error(`never happened: ${expression}`);
}
