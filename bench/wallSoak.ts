/**
 * A wall that runs for days: `node bench/wallSoak.ts --minutes 30`, and 4320 for 72 hours. Two displays of a virtual X server, a live station
 * with an alarm every minute that is closed again, other presets by hand, and a display pulled out every ten minutes. Memory of every
 * process, the pages' heap, objects, nodes and listeners, and the shell's listeners have to stay flat; each window has to be painting at the end.
 */
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import type { CDPSession, ElectronApplication, Page } from 'playwright-core';
import { openDisplays } from '#tests/e2e/kit/displays.ts';
import { incidentsOf, openDuty, order } from '#tests/e2e/kit/duty.ts';
import { checkout } from '#tests/e2e/kit/launch.ts';
import { HOLD_UP, makeLiveStation } from '#tests/e2e/kit/liveStation.ts';
import { wallsOf } from '#tests/e2e/kit/walls.ts';
import { processMbOf, soak } from './soak.ts';

const OTHERS = ['videoWall', 'shiftCoverage', null];
/** Quick, so that every grid has been seen, and the caches are full, in the first third of half an hour. */
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
const PULLED_EVERY_STEPS = 10;
const CORNER = [1_024, 0] as const;

async function run(minutes: number): Promise<void> {
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: checkout, stdio: 'inherit' });
  const displays = await openDisplays([[0, 0], CORNER]);
  await using station = await makeLiveStation();
  const { configFile, dataFolder } = station;
  const duty = await openDuty({ configFile, dataFolder, env: displays.env, args: ['--wall'] });
  const { app } = duty.running;
  const wall = await wallPage(app);
  const session = await wall.context().newCDPSession(wall);
  await session.send('Performance.enable');
  const { wallPresetId: quickTour } = (await order(duty.url, 'wallPreset.save', QUICK_TOUR)) as {
    wallPresetId?: string;
  };
  const presets = [...OTHERS, quickTour];
  const startedAt = performance.now();
  let steps = 0;
  const step = async () => {
    steps += 1;
    const isTouring = performance.now() - startedAt < (minutes / 3) * 60_000;
    const presetId = isTouring ? quickTour : presets[steps % presets.length];
    await station.press('70A1', HOLD_UP);
    for (const { id } of await incidentsOf(duty.url, 'open')) {
      await order(duty.url, 'incident.acknowledge', { incidentId: id });
      await order(duty.url, 'incident.close', { incidentId: id, reason: 'false', forceReason: 'soak' });
    }
    const [display] = (await wallsOf(duty.page)).windows;
    await order(duty.url, 'wall.show', { displayId: display!.identity, presetId });
    if (steps % PULLED_EVERY_STEPS !== 0) return;
    await displays.unplug(1);
    await displays.plug(1, '800x600', ...CORNER);
  };
  try {
    await soak({
      minutes,
      flatPerHour: {
        ...{ heapMb: 6, rendererMb: 60, graphicsMb: 60, shellMb: 20 },
        ...{ objects: 20_000, nodes: 400, listeners: 60, shellListeners: 2 },
      },
      step,
      look: async () => ({
        ...(await processMbOf(app, '大屏')),
        ...(await insideOf(session)),
        shellListeners: await shellListenersOf(app),
      }),
    });
    const { windows } = await wallsOf(duty.page);
    console.log(`at the end: ${windows.map(({ name, state }) => `${name} ${state}`).join(', ')}`);
    if (windows.some(({ state }) => state === 'frozen')) throw new Error('a window of the wall stands still');
    if (duty.trouble().length > 0) throw new Error(duty.trouble().join('; '));
  } finally {
    await duty.close();
    await displays.close();
  }
}

async function wallPage(app: ElectronApplication): Promise<Page> {
  for (;;) {
    const page = app.windows().find((one) => one.url().includes('/windows/wall/'));
    if (page) return page;
    await app.waitForEvent('window');
  }
}

/** After collecting garbage: heap, every object of the script, nodes and listeners of the page. */
async function insideOf(session: CDPSession): Promise<Record<'heapMb' | 'objects' | 'nodes' | 'listeners', number>> {
  await session.send('HeapProfiler.collectGarbage');
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
