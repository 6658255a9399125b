import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openPack, terrainOf } from '#main/pack/index.ts';
import { metreFrame } from '#shared/geo/earth.ts';
import { MIDDLE, writeManifest, writeMeshes } from '#tests/fixtures/groundPacks.ts';
import { ChannelRegistry } from '../registry/registry.ts';
import { SightDesk } from './sightDesk.ts';

const { toLonLat } = metreFrame(MIDDLE);
const SOURCES = [{ protocol: 'file' as const, grade: 'main' as const, url: 'a.ts' }];

test('a hill of the pack hides what lies behind it, and says that it is the ground', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pingan-hill-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeMeshes(join(folder, 'terrain/hill'), [11, 12]);
  await writeManifest(folder, [{ id: 'hill', kind: 'terrain', format: 'quantized-mesh-folder', path: 'terrain/hill' }]);
  const pack = await openPack(folder);
  if (!pack.ok) throw new Error(pack.failure.message);
  onTestFinished(() => pack.value.close());
  const registry = new ChannelRegistry();
  // The hill, 260 m over the plain, stands between the first and the place; the second looks along its foot.
  const cameras = { across: toLonLat(-1_500, 0), beside: toLonLat(1_500, -1_400) };
  registry.state(
    { origin: 'station', name: 'test' },
    Object.entries(cameras).map(([id, [lon, lat]]) => ({ id, name: id, lon, lat, rangeM: 5_000, sources: SOURCES })),
  );
  const desk = new SightDesk({
    ...{ registry, origin: MIDDLE, loadBuildings: async () => [], handicap: () => 1 },
    async loadHeights() {
      const heights = await terrainOf(pack.value, MIDDLE);
      return heights.ok ? heights.value : null;
    },
  });
  const [lon, lat] = toLonLat(1_500, 0);
  const seen = await desk.nearest(lon, lat, 4);
  expect(seen.map(({ channel, sight }) => [channel.id, sight.clearShare, sight.blockedBy])).toEqual([
    ['beside', 1, null],
    ['across', 0, 'terrain'],
  ]);
});
