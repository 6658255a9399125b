/**
 * The scene at scale in a window of the real runtime: what 30,000 moving units cost the main thread in each frame, beside the
 * ways Cesium and resium offer, in the same run and window; and what panning over a whole city's grids and cameras costs.
 * `node bench/scene.ts --minutes N` instead lets it run so long and prints how memory goes.
 */
import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { checkout } from '#tests/e2e/kit/launch.ts';
import type { OurSamples, PeerSamples } from '../renderer/scene/bench/samples.ts';
import { type BenchRow, spreadOf } from './kit.ts';
import { withFrameWork } from './scene/frameWork.ts';
import { openScene, type SceneWindow } from './scene/openScene.ts';

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

const SOAK_STEP_MS = 60_000;
/** What may be a leak: more than this in an hour is not flat. Processes also keep what they once had. */
const FLAT_MB_PER_HOUR = { heap: 6, renderer: 40, graphics: 40 } as const;

type Memory = Record<keyof typeof FLAT_MB_PER_HOUR, number>;

/**
 * Memory over time while all move and the view pans every so often: the script's heap after collection, and what the system says
 * of the window's process and of the one that draws. Fails when one of them is still growing after its first third.
 */
async function soak(minutes: number): Promise<void> {
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: checkout, stdio: 'inherit' });
  await using scene = await openScene(CITY);
  await scene.ask(`bench.open(30_000, ${POSTS})`);
  await sleep(10_000);
  const points: { readonly hours: number; readonly memory: Memory }[] = [];
  const startedAt = performance.now();
  const stepMs = Math.min(SOAK_STEP_MS, Math.max(5_000, (minutes * 60_000) / 60));
  while (performance.now() - startedAt < minutes * 60_000) {
    await scene.ask('bench.run(2_000, true)');
    await sleep(stepMs - 2_000);
    const memory = await memoryOf(scene);
    const hours = (performance.now() - startedAt) / 3_600_000;
    points.push({ hours, memory });
    console.log(`${(hours * 60).toFixed(1)} min: ${megabytes(memory, 1, 'MB')}`);
  }
  // The first third still fills caches.
  const settled = points.slice(Math.floor(points.length / 3));
  const slopes = mapMemory((part) => slopeOf(settled.map(({ hours, memory }) => [hours, memory[part]])));
  const grown = mapMemory((part) => settled.at(-1)!.memory[part] - settled[0]!.memory[part]);
  console.log(`slope over ${settled.length} points: ${megabytes(slopes, 2, 'MB/h')}`);
  console.log(`growth from first to last of them: ${megabytes(grown, 1, 'MB')}`);
  if (scene.trouble().length > 0) throw new Error(scene.trouble().join('; '));
  const isShort = settled.at(-1)!.hours < SHORTEST_HOURS;
  const growing = PARTS.filter((part) => slopes[part] > FLAT_MB_PER_HOUR[part]);
  if (isShort) console.log(`under ${SHORTEST_HOURS * 60} minutes a slope says nothing: not judged`);
  else if (growing.length > 0) throw new Error(`memory is not flat: ${growing.join(', ')}`);
  else console.log(`flat: under ${megabytes(FLAT_MB_PER_HOUR, 0, 'MB/h')}`);
}

const SHORTEST_HOURS = 20 / 60;
const PARTS = ['heap', 'renderer', 'graphics'] as const;

function mapMemory(value: (part: keyof Memory) => number): Memory {
  return { heap: value('heap'), renderer: value('renderer'), graphics: value('graphics') };
}

const megabytes = (memory: Memory, digits: number, unit: string) =>
  PARTS.map((part) => `${part} ${memory[part].toFixed(digits)} ${unit}`).join(', ');

async function memoryOf(scene: SceneWindow): Promise<Memory> {
  const heap = await heapMbOf(scene);
  const kilobytes = await scene.app.evaluate(({ app }) =>
    app.getAppMetrics().map(({ type, memory }) => ({ type, size: memory.workingSetSize })),
  );
  const sumOf = (process: string) =>
    kilobytes.reduce((sum, { type, size }) => sum + (type === process ? size : 0), 0) / 1_024;
  return { heap, renderer: sumOf('Tab'), graphics: sumOf('GPU') };
}

/** Least squares. */
function slopeOf(points: readonly (readonly [x: number, y: number])[]): number {
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
  const over = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return over / points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' } } });
  await soak(Number(values.minutes));
}
