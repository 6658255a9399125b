/**
 * A wall that runs for days: `npm run soak -- wall --minutes 30`, and 4320 for 72 hours. The demo district on two displays of a virtual X
 * server: two hundred incidents are closed already, units move, cameras play, every other step a hold-up takes the wall over with its map and
 * cameras and is closed again, other compositions stand in between, and a display is pulled out every twenty steps. Memory of the processes,
 * the page's heap, objects (a scene's entities are among them), nodes and listeners, and the shell's listeners have to stay flat; each window
 * has to be painting at the end.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { CDPSession, ElectronApplication, Page } from 'playwright-core';
import { SOFTWARE_DRAWING } from '#main/shell/windows/gpuWatch.ts';
import type { WallState } from '#shared/wire/wallWindow.ts';
import { openDisplays } from '#tests/e2e/kit/displays.ts';
import { incidentsOf, openDuty, order } from '#tests/e2e/kit/duty.ts';
import { checkout } from '#tests/e2e/kit/launch.ts';
import { wallsOf } from '#tests/e2e/kit/walls.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { processMbOf, soak } from './soak.ts';

const OTHERS = ['videoWall', 'shiftCoverage', null];
/** As quick as a tour may be: it shows in the first third what there is to be cached. */
const QUICK_TOUR = {
  name: '快速巡览',
  columns: 12,
  rows: 12,
  regions: [
    { id: 'map', column: 0, row: 0, columns: 8, rows: 12, content: { kind: 'map', dwellSeconds: 3 } },
    { id: 'trend', column: 8, row: 0, columns: 4, rows: 6, content: { kind: 'trend' } },
    { id: 'queue', column: 8, row: 6, columns: 4, rows: 6, content: { kind: 'queue' } },
  ],
};
/**
 * The drawing that the application falls back to itself, the same on every machine: what a machine's own driver keeps is not ours to judge
 * (Mesa 22's keeps megabytes of every minute).
 */
const OWN_DRAWING = SOFTWARE_DRAWING.map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`));
const PULLED_EVERY_STEPS = 20;
/** Metres from the middle of the district. */
const PLACES: readonly (readonly [eastM: number, northM: number])[] = [
  [0, 0],
  [450, 400],
  [-500, 350],
  [300, -400],
];
/** Closed incidents that every window keeps (shared/domain/world.ts): with fewer it grows as it is meant to. */
const CLOSED_KEPT = 200;
/** A page that was just loaded or let go may still be on its way. */
const PAINTING_WITHIN_MS = 60_000;
const CORNER = [1_024, 0] as const;

async function run(minutes: number): Promise<void> {
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: checkout, stdio: 'inherit' });
  const displays = await openDisplays([[0, 0], CORNER]);
  const duty = await openDuty({ env: displays.env, args: ['--wall', ...OWN_DRAWING] });
  const { app, dataFolder } = duty.running;
  const wall = await wallPage(app);
  const session = await wall.context().newCDPSession(wall);
  await session.send('Performance.enable');
  const token = readFileSync(join(dataFolder, 'admin-token'), 'utf8').trim();
  const say = (kind: string, body: object) => order(duty.url, kind, body, token);
  const { wallPresetId: quickTour } = (await say('wallPreset.save', QUICK_TOUR)) as { wallPresetId?: string };
  const presets = [...OTHERS, quickTour];
  const startedAt = performance.now();
  let steps = 0;
  const isTouring = () => performance.now() - startedAt < (minutes / 3) * 60_000;
  const show = async () => {
    const presetId = isTouring() ? quickTour : presets[Math.floor(steps / 2) % presets.length];
    const [display] = (await wallsOf(duty.page)).windows;
    await say('wall.show', { displayId: display!.identity, presetId });
  };
  const alarm = async (ordinal: number) => {
    const [lon, lat] = pointAt(...PLACES[Math.floor(ordinal / 2) % PLACES.length]!);
    const { incidentId } = await say('incident.open', { kind: 'holdUp', lon, lat, title: '浸泡测试' });
    await say('incident.acknowledge', { incidentId });
  };
  const closeAll = async () => {
    for (const { id } of await incidentsOf(duty.url, 'open', token))
      await say('incident.close', { incidentId: id, reason: 'false', forceReason: 'soak' });
  };
  const step = async () => {
    steps += 1;
    if (steps % 2 === 1) await alarm(steps);
    else {
      await closeAll();
      await show();
    }
    if (steps % PULLED_EVERY_STEPS !== 0) return;
    await displays.unplug(1);
    await displays.plug(1, '800x600', ...CORNER);
  };
  try {
    for (let closed = 0; closed < CLOSED_KEPT; closed++) {
      await alarm(closed);
      await closeAll();
    }
    await soak({
      minutes,
      mayGrow: {
        ...{ heapMb: 3, rendererMb: 20, deskMb: 20, graphicsMb: 20, shellMb: 10 },
        ...{ objects: 15_000, nodes: 100, listeners: 20, shellListeners: 0 },
      },
      step,
      look: async () => ({
        ...(await memoryOf(app)),
        ...(await insideOf(session)),
        shellListeners: await shellListenersOf(app),
      }),
    });
    await untilPainting(async () => (await wallsOf(duty.page)).windows);
    if (duty.trouble().length > 0) throw new Error(duty.trouble().join('; '));
  } finally {
    await duty.close();
    await displays.close();
  }
}

/** The wall's own page, and the desk's with the one that sounds, MB, without what they would collect next. */
async function memoryOf(app: ElectronApplication) {
  await Promise.all(app.windows().map(collect));
  const [all, wall] = [await processMbOf(app), await processMbOf(app, '大屏')];
  return { ...wall, deskMb: all.rendererMb - wall.rendererMb };
}

async function collect(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.detach();
}

async function untilPainting(read: () => Promise<WallState['windows']>): Promise<void> {
  const givenUpAt = performance.now() + PAINTING_WITHIN_MS;
  for (;;) {
    const windows = await read();
    if (windows.length > 0 && windows.every(({ state }) => state === 'painting')) return;
    if (performance.now() > givenUpAt) throw new Error(windows.map(({ name, state }) => `${name} ${state}`).join(', '));
    await sleep(500);
  }
}

async function wallPage(app: ElectronApplication): Promise<Page> {
  for (;;) {
    const page = app.windows().find((one) => one.url().includes('/windows/wall/'));
    if (page) return page;
    await app.waitForEvent('window');
  }
}

/** Heap, every object of the script, nodes and listeners of the page. */
async function insideOf(session: CDPSession): Promise<Record<'heapMb' | 'objects' | 'nodes' | 'listeners', number>> {
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? 0;
  const objects = await objectsOf(session);
  return { heapMb: of('JSHeapUsedSize') / 2 ** 20, objects, nodes: of('Nodes'), listeners: of('JSEventListeners') };
}

async function objectsOf(session: CDPSession): Promise<number> {
  const objectGroup = 'soak';
  const { result } = await session.send('Runtime.evaluate', { expression: 'Object.prototype', objectGroup });
  const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId!, objectGroup });
  const counted = await session.send('Runtime.callFunctionOn', {
    ...{ objectId: objects.objectId!, functionDeclaration: 'function () { return this.length; }', returnByValue: true },
  });
  await session.send('Runtime.releaseObjectGroup', { objectGroup });
  return counted.result.value as number;
}

/** On everything of Electron that outlives a window. */
const shellListenersOf = (app: ElectronApplication): Promise<number> =>
  app.evaluate(({ app: electron, ipcMain, screen, powerMonitor }) =>
    [electron, ipcMain, screen, powerMonitor].reduce(
      (sum, emitter) => sum + emitter.eventNames().reduce((own, name) => own + emitter.listenerCount(name as 'x'), 0),
      0,
    ),
  );

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '30' } } });
await run(Number(values.minutes));
