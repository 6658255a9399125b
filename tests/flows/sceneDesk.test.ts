/** Scene packs as the shell works on them: the real worker program in a process of its own, on real files. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { chosenPackIn } from '#main/pack/index.ts';
import { spawnedCore } from '#main/shell/core/spawnedCore.ts';
import { SceneDesk } from '#main/shell/scenes/sceneDesk.ts';
import { SceneWorker } from '#main/shell/scenes/sceneWorker.ts';
import { ok, refuse } from '#shared/kit/result.ts';
import type { SceneState, SceneWish } from '#shared/wire/scenes.ts';
import { makeSiteData } from '#tests/fixtures/siteData.ts';
import { writeTinyPack } from '#tests/fixtures/tinyPack.ts';

const SHANGHAI = join(import.meta.dirname, '../../../shared/data/shanghai');
const home = mkdtempSync(join(tmpdir(), 'pingan-scenes-'));
const site = await makeSiteData();
const base = join(home, 'base');
await writeTinyPack(base);
afterAll(async () => {
  rmSync(home, { recursive: true, force: true });
  await site[Symbol.asyncDispose]();
});

let serial = 0;
let library: string;
let desk: SceneDesk;
let steps: SceneState['job'][];
let chosen: readonly string[];
let restarts: string[];
let coreTakes: (directory: string) => boolean;
let inUse: string;

beforeEach(() => {
  library = join(home, `library-${serial++}`);
  [steps, chosen, restarts, inUse, coreTakes] = [[], [], [], base, () => true];
  desk = new SceneDesk({
    library,
    base,
    worker: new SceneWorker({
      startChild: spawnedCore({
        node: process.execPath,
        entry: resolve('scenes/worker/main.ts'),
        env: process.env,
        onOutput: () => {},
      }),
      jobFile: join(home, 'job.json'),
    }),
    chooseSources: () => Promise.resolve(chosen),
    packInUse: () => inUse,
    // What the core would open now, and whether it could.
    restartCore: async () => {
      const directory = (await chosenPackIn(library)) ?? base;
      restarts.push(directory);
      if (!coreTakes(directory)) return refuse('notReady', 'scene: broken');
      inUse = directory;
      return ok({ gapMs: 700 });
    },
    now: () => 1_795_000_000_000,
    onState: ({ job }) => steps.push(job),
  });
});

async function look(paths: readonly string[]) {
  chosen = paths;
  const answer = await desk.choose('files');
  if (!answer?.ok) throw new Error(answer?.said.en ?? 'nothing chosen');
  return answer.value;
}

const wishFor = (tokens: readonly string[], more: Partial<SceneWish> = {}): SceneWish => ({
  id: 'my-district',
  title: '示范导入区',
  districtCode: '350802',
  attribution: [],
  classification: '公开',
  makesSerials: false,
  isLinked: false,
  at: null,
  sources: tokens.map((token) => ({ token, role: null, crs: null, fields: {} })),
  ...more,
});

async function imported(): Promise<{ token: string }> {
  const { sources } = await look(site.good);
  const prepared = await desk.import(wishFor(sources.map(({ token }) => token)));
  if (!prepared.ok) throw new Error(prepared.said.en);
  return prepared.value;
}

const names = () => (existsSync(library) ? readdirSync(library).sort() : []);

test('files become a prepared pack, then a version, then the scene in use, and are taken back', async () => {
  const { sources } = await look(site.good);
  expect(sources.map(({ name, role, isDegrees }) => [name, role, isDegrees])).toEqual([
    ['道路.geojson', 'roads', true],
    ['网格.geojson', 'grids', true],
  ]);
  expect(JSON.stringify(sources)).not.toContain(site.folder);
  const prepared = await desk.import(wishFor(sources.map(({ token }) => token)));
  if (!prepared.ok) throw new Error(prepared.said.en);
  expect(prepared.value.report.topology.counts).toEqual({ overlap: 1 });
  expect(steps.flatMap((job) => (job?.step ? [job.step.phase] : []))).toEqual(
    expect.arrayContaining(['read', 'check', 'write', 'verify']),
  );
  expect(await desk.install(prepared.value.token, true)).toEqual({
    ok: true,
    value: {
      id: 'my-district',
      version: '0001',
      switched: {
        ok: true,
        value: { choice: { id: 'my-district', version: '0001' }, gapMs: 700, at: 1_795_000_000_000 },
      },
    },
  });
  expect(names()).toEqual(['current.json', 'my-district']);
  expect((await desk.state()).versions.map(({ title, isCurrent }) => [title, isCurrent])).toEqual([
    ['示范导入区', true],
  ]);
  expect((await desk.revert()).ok).toBe(true);
  expect([inUse, (await desk.state()).base?.isCurrent]).toEqual([base, true]);
});

test('a core that does not come up on the new scene gets the old one back', async () => {
  const { token } = await imported();
  coreTakes = (directory) => directory === base;
  const installed = await desk.install(token, true);
  expect(installed.ok && installed.value.switched).toEqual(expect.objectContaining({ ok: false, code: 'coreRefused' }));
  expect(restarts).toEqual([join(library, 'my-district/0001'), base]);
  expect(await chosenPackIn(library)).toBe(null);
});

test('a token nobody was given names nothing, and an install counts once', async () => {
  const { token } = await imported();
  expect(await desk.import(wishFor(['aaaaaaaaaaaaaaaaaaaaaaaa']))).toEqual(
    expect.objectContaining({ ok: false, code: 'unknownSource' }),
  );
  expect((await desk.install(token, false)).ok).toBe(true);
  expect(await desk.install(token, false)).toEqual(expect.objectContaining({ ok: false, code: 'unknownPack' }));
});

test('hostile files are named with the reason before anything is written', async () => {
  const looked = await look(site.hostile.map(([path]) => path));
  const sentences = [
    ...looked.skipped.map(({ said }) => said.zh),
    ...looked.sources.flatMap(({ refused }) => (refused ? [refused.zh] : [])),
  ];
  const unsaid = site.hostile.filter(([, reason]) => !sentences.some((sentence) => reason.test(sentence)));
  expect(unsaid).toEqual([]);
  expect(names()).toEqual([]);
});

test('an import that is called off in the middle leaves nothing behind', async () => {
  const { sources } = await look(site.good);
  const whole = desk.import(wishFor(sources.map(({ token }) => token)));
  await expect.poll(() => steps.some((job) => job?.kind === 'import'), { timeout: 20_000 }).toBe(true);
  expect(await desk.choose('files')).toEqual(expect.objectContaining({ ok: false, code: 'busy' }));
  await desk.discard();
  expect(await whole).toEqual(expect.objectContaining({ ok: false, code: 'cancelled' }));
  expect(names()).toEqual([]);
});

test('a worker that dies says so and is not taken for an answer', async () => {
  const worker = new SceneWorker({
    startChild: spawnedCore({
      node: process.execPath,
      entry: join(home, 'absent.mjs'),
      env: process.env,
      onOutput: () => {},
    }),
    jobFile: join(home, 'job-2.json'),
  });
  expect(await worker.run({ kind: 'inspect', directory: base, verifies: false }, () => {})).toEqual(
    expect.objectContaining({ ok: false, code: 'failed' }),
  );
});

test.skipIf(!existsSync(SHANGHAI))(
  'central Shanghai is looked at and imported whole (skipped: no shared data)',
  async () => {
    const { sources } = await look([SHANGHAI]);
    const taken = sources.filter(
      ({ refused, role, kind }) => refused === null && (role !== null || kind !== 'geojson'),
    );
    const prepared = await desk.import(
      wishFor(
        taken.map(({ token }) => token),
        { id: 'shanghai', title: '上海外滩' },
      ),
    );
    if (!prepared.ok) throw new Error(prepared.said.en);
    const kept = Object.fromEntries(prepared.value.layers.map(({ id, count }) => [id, count]));
    expect(kept).toMatchObject({ roads: 4701, grids: 1343, places: 140, realscene: 39 });
    await desk.discard();
  },
  120_000,
);
