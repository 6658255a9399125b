/**
 * The scene at scale in a window of the real runtime: what 30,000 moving units cost the main thread in each frame, beside the
 * ways Cesium and resium offer, in the same run and window; and what panning over a whole city's grids and cameras costs.
 * `npm run soak -- scene` instead lets it run for long and judges how memory goes.
 */
import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { checkout } from '#tests/e2e/kit/launch.ts';
import type { OurSamples, PeerSamples } from '../renderer/scene/bench/samples.ts';
import { type BenchRow, spreadOf } from './kit.ts';
import { withFrameWork } from './scene/frameWork.ts';
import { openScene, type SceneWindow } from './scene/openScene.ts';
import { processMbOf, soak } from './soak.ts';

const CITY = { grids: 14_000, cameras: 25_000 } as const;
const POSTS = 8_400;
/** Small, because this may be drawn by the processor: then what it draws takes the time of what is measured. */
const SIZE = { width: 960, height: 540 } as const;
const COUNTS = [1_000, 10_000, 30_000] as const;
/** The longest one lasts; on an idle machine there are frames enough sooner. */
const OURS_MS = 12_000;
const PEER_MS = 1_500;
const PEERS = ['PointPrimitiveCollection', 'BufferPointCollection'] as const;
/** React renders every entity anew in every frame; more than this many only lengthen the run. */
const MOST_ENTITIES = 5_000;

export async function measure(): Promise<BenchRow[]> {
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: checkout, stdio: 'inherit' });
  await using scene = await openScene(CITY, SIZE);
  const rows: BenchRow[] = [];
  const nothing = await peerOf(scene, 'nothing', 0);
  const entities = await peerOf(scene, 'resium Entity', MOST_ENTITIES);
  rows.push(
    row(`${MOST_ENTITIES} units moving: resium Entity, script a frame`, '', wholeOf(entities), null, costs(entities)),
  );
  for (const count of COUNTS) {
    const peers = new Map<string, PeerSamples>();
    for (const name of PEERS) peers.set(name, await peerOf(scene, name, count));
    const { samples, frames, heapMb, cpuMs } = await oursOf(scene, count);
    const best = Math.min(...[...peers.values()].map((peer) => spreadOf(wholeOf(peer)).p99));
    const beside = [...peers].map(([name, peer]) => `${name} ${costs(peer)}`).join('; ');
    rows.push(
      row(
        `${count} units moving (+ ${POSTS} posts): units, work of the main thread a frame`,
        count === 30_000 ? '≤ 3 ms' : '',
        frames.crowdMs,
        best,
        `processor time; by the clock, waiting for the graphics process included, ${figures(samples.crowdMs)}; ` +
          `peer is the better p99 by the clock of: ${beside}; a scene with nothing ${costs(nothing)}; ` +
          `a batch of fixes ${figures(samples.deliveryMs)} as it arrives; heap ${heapMb} MB`,
      ),
      row(
        `${count} units moving: the whole scene, work of the main thread a frame`,
        '',
        frames.workMs,
        null,
        `processor time of map, crowds and overlay, at rest; by the clock ${figures(frames.wallMs)}; ${cpuMs.toFixed(0)} ms of processor time in a second, the bench's own asking included`,
      ),
    );
  }
  const pan = () => scene.ask<OurSamples>(`bench.run(${OURS_MS}, true)`);
  const { frames } = await withFrameWork(scene.page, pan);
  rows.push(
    row(
      `panning over ${CITY.grids} grids, ${CITY.cameras} cameras, 30,000 units: work of the main thread a frame`,
      '≤ 8 ms',
      frames.workMs,
      null,
      'processor time of everything a frame does while the ground follows the hand; ' +
        `by the clock, waiting for the graphics process and for processors included, ${figures(frames.wallMs)}`,
    ),
  );
  if (scene.trouble().length > 0) throw new Error(scene.trouble().join('; '));
  return rows;
}

async function oursOf(scene: SceneWindow, count: number) {
  await scene.ask(`bench.open(${count}, ${POSTS})`);
  await sleep(1_000);
  const before = await heapMbOf(scene);
  const cpu = await processorTime(scene);
  const rest = () => scene.ask<OurSamples>(`bench.run(${OURS_MS}, false)`);
  const { value: samples, frames } = await withFrameWork(scene.page, rest);
  const cpuMs = ((await cpu()) * 1_000) / samples.forSeconds;
  return { samples, frames, cpuMs, heapMb: `${before.toFixed(0)} → ${(await heapMbOf(scene)).toFixed(0)}` };
}

const peerOf = (scene: SceneWindow, name: string, count: number) =>
  scene.ask<PeerSamples>(`bench.peer(${JSON.stringify(name)}, ${count}, ${PEER_MS})`);

const wholeOf = ({ moveMs, drawMs }: PeerSamples) => moveMs.map((ms, index) => ms + drawMs[index]!);
const figures = (samples: readonly number[]) => {
  const { p50, p99 } = spreadOf(samples);
  return `${p50.toFixed(2)}/${p99.toFixed(2)} ms (p50/p99)`;
};
const costs = ({ moveMs, drawMs }: PeerSamples) => `moves ${figures(moveMs)}, draws ${figures(drawMs)}`;

function row(what: string, aim: string, samples: readonly number[], peer: number | null, note: string): BenchRow {
  const spread = spreadOf(samples);
  return {
    what,
    aim: aim || 'for comparison',
    ours: spread.p99,
    peer,
    ...spread,
    unit: 'ms',
    note: `p99 of ${samples.length} frames; ${note}`,
  };
}

/** Seconds of processor time the page's script took since, however busy the machine is. */
async function processorTime({ page }: SceneWindow): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const read = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0;
  };
  const before = await read();
  return async () => {
    const spent = (await read()) - before;
    await session.detach();
    return spent;
  };
}

/** After collecting garbage. */
async function heapMbOf({ page }: SceneWindow): Promise<number> {
  return ((await page.evaluate('(gc(), performance.memory.usedJSHeapSize)')) as number) / 2 ** 20;
}

/** Memory over time while all move and the view pans every so often. */
async function soakScene(minutes: number): Promise<void> {
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: checkout, stdio: 'inherit' });
  await using scene = await openScene(CITY);
  await scene.ask(`bench.open(30_000, ${POSTS})`);
  await sleep(10_000);
  await soak({
    minutes,
    mayGrow: { heapMb: 3, rendererMb: 20, graphicsMb: 20, shellMb: 10 },
    step: () => scene.ask('bench.run(2_000, true)'),
    look: async () => ({ heapMb: await heapMbOf(scene), ...(await processMbOf(scene.app)) }),
  });
  if (scene.trouble().length > 0) throw new Error(scene.trouble().join('; '));
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' } } });
  await soakScene(Number(values.minutes));
}
