/** What was packed without a window, run by a plain Node as on a host: each of its programs is started and answers. */
import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type CoreProcess, startCoreProcess } from '#tests/faults/kit/coreProcess.ts';
import { coreOutputs } from '../../scripts/lib/build/core-programs.mjs';
import { packedApplication } from '../../scripts/lib/packed.mjs';
import { SOON } from './kit/duty.ts';
import { ADMIN, type LiveStation, makeLiveStation } from './kit/liveStation.ts';

const CORE = 'dist/core/serve.mjs';
/** Not the core's: the shell starts it for one job on a scene pack. */
const SCENES = 'dist/core/scenes.mjs';

/** What only this thread of the core can answer, and what the answer has when it did. A new thread needs its line. */
const PROOFS: Readonly<Record<string, readonly [path: string, answer: object]>> = {
  'dist/core/tracks-history.mjs': ['/api/tracks/at?t=0', { fixes: [], damage: [] }],
  'dist/core/gateway-replay.mjs': ['/api/replay/world?seq=0', { hash: '' }],
  'dist/core/roads-coverage.mjs': ['/api/coverage', { state: 'ready' }],
};

let station: LiveStation;
let core: CoreProcess;

/** Beside the archive, where any Node can read it. */
function packed(path: string): string {
  const application = packedApplication();
  if (application === null) throw new Error('There is no packed application: run `npm run pack` first.');
  return join(`${application.archive}.unpacked`, path);
}

beforeAll(async () => {
  station = await makeLiveStation();
  const { dataFolder, configFile } = station;
  core = startCoreProcess({ dataDirectory: dataFolder, configFile }, { program: packed(CORE) });
  await core.ready;
});
afterAll(async () => {
  await core?.kill();
  await station?.[Symbol.asyncDispose]();
});

test('every program of the build is tried here', () => {
  expect([CORE, SCENES, ...Object.keys(PROOFS)].sort()).toEqual(coreOutputs().sort());
});

test.each(Object.entries(PROOFS))('%s runs in the packed core and answers', async (_thread, [path, answer]) => {
  const ask = async () => {
    const response = await fetch(`http://127.0.0.1:${station.httpPort}${path}`, {
      headers: { authorization: `Bearer ${ADMIN}` },
    });
    return { status: response.status, answer: await response.json() };
  };
  await expect.poll(ask, SOON).toMatchObject({ status: 200, answer });
});

test('the program that works on scenes looks through the packed district', async () => {
  const job = join(station.dataFolder, 'job.json');
  writeFileSync(job, JSON.stringify({ kind: 'inspect', directory: packed('dist/scenes/demo'), verifies: true }));
  const child = fork(packed(SCENES), ['--job', job]);
  onTestFinished(() => void child.kill('SIGKILL'));
  const words: { kind?: string }[] = [];
  child.on('message', (word) => words.push(word as object));
  await expect.poll(() => words.at(-1)?.kind, SOON).not.toBeOneOf([undefined, 'step']);
  expect(words.at(-1)).toMatchObject({ kind: 'answer', value: { id: 'demo', changed: [] } });
});

test('the core leaves in order', async () => {
  expect(await core.stop()).toBe(0);
});
