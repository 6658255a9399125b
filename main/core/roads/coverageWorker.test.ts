import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { buildRoadGraph } from './build.ts';
import type { CoverageScene, PlaceColumns } from './coverageMessages.ts';
import { CoverageWorker } from './coverageWorker.ts';
import { RoadNetwork } from './network.ts';
import { at, street, unitAt } from './testing/streets.ts';

test('a thread that dies is answered for, started again, and knows what was closed and wanted meanwhile', async () => {
  const roads = new RoadNetwork(
    buildRoadGraph([
      street('long', [
        [0, 0],
        [1_000, 0],
      ]),
      street(
        'far',
        [
          [1_000, 0],
          [1_400, 0],
        ],
        { highway: 'primary' },
      ),
    ]).graph,
  );
  roads.units.place(unitAt('only', 100, 0));
  const { count, mode, edge, alongM, leadSeconds } = roads.units;
  const scene: CoverageScene = {
    units: { count, mode, edge, alongM, leadSeconds, bands: Uint8Array.of(1) },
    bandSeconds: [300],
    hourOfDay: 12,
  };
  const wanted = (eastM: number): PlaceColumns => ({
    lon: Float64Array.of(at(eastM, 0)[0]),
    lat: Float64Array.of(at(eastM, 0)[1]),
    bands: Uint8Array.of(1),
    isKey: Uint8Array.of(1),
  });
  const threads: Worker[] = [];
  const news: boolean[] = [];
  let isBack = () => {};
  const back = new Promise<void>((resolve) => {
    isBack = resolve;
  });
  const coverage = new CoverageWorker(wanted(200), {
    roads,
    restartMs: 1,
    onChange(isUp) {
      news.push(isUp);
      if (news.length === 3) isBack();
    },
    open(setup) {
      const thread = new Worker(new URL('./coverageThread.ts', import.meta.url), { workerData: setup });
      threads.push(thread);
      return thread;
    },
  });
  try {
    const first = await coverage.ask<'cover'>({ kind: 'cover', scene });
    expect([...first!.met]).toEqual([1]);
    const orphan = coverage.ask<'cover'>({ kind: 'cover', scene });
    void threads[0]!.terminate();
    // Either it was answered just before the end, or it is answered that it cannot be had: never left open.
    expect([null, 1]).toContain((await orphan)?.met[0] ?? null);
    coverage.setPlaces(wanted(1_300));
    for (const closed of roads.edgesNear(...at(1_200, 0), 5)) roads.close(closed, 'blocked');
    await back;
    expect(news).toEqual([true, false, true]);
    const again = await coverage.ask<'cover'>({ kind: 'cover', scene });
    // A closure stops who drives through; a place inside it is still reached.
    expect([...again!.met]).toEqual([1]);
    expect(threads).toHaveLength(2);
  } finally {
    coverage.dispose();
  }
  expect(await coverage.ask<'cover'>({ kind: 'cover', scene })).toBeNull();
});
