/** What was packed without a window, run by a plain Node as on a host: each of its programs is started and answers. */
import { fork } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
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
/** The core starts it and speaks to it, and so does the test below: this core's own has no camera to show. */
const MEDIA = 'dist/core/media.mjs';

/** What only this thread of the core can answer, and what the answer has when it did. A new thread needs its line. */
const PROOFS: Readonly<Record<string, readonly [path: string, answer: object]>> = {
  'dist/core/tracks-history.mjs': ['/api/tracks/at?t=0', { fixes: [], damage: [] }],
  'dist/core/gateway-replay.mjs': ['/api/replay/world?seq=0', { hash: '' }],
  'dist/core/review.mjs': ['/api/review/subjects?from=0&to=1', { choices: [], isCut: false }],
  'dist/core/roads-coverage.mjs': ['/api/coverage', { state: 'ready' }],
  'dist/core/video-blind.mjs': ['/api/video/blind', { state: 'ready' }],
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
  expect([CORE, MEDIA, SCENES, ...Object.keys(PROOFS)].sort()).toEqual(coreOutputs().sort());
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

test('the program that carries pictures plays a camera of the packed district', async () => {
  const mediaFolders = [packed('dist/scenes/demo/media')];
  const child = fork(packed(MEDIA));
  onTestFinished(() => void child.kill('SIGKILL'));
  const words: { kind?: string; outcome?: object }[] = [];
  child.on('message', (word) => words.push(word as object));
  const [name] = readdirSync(mediaFolders[0]!).filter((file) => file.endsWith('.ts'));
  const source = { protocol: 'file', grade: 'main', url: name };
  const order = { streamId: 'a camera/main', source, login: null, offsetS: 0 };
  const listen = { host: '127.0.0.1', port: 0 };
  child.send({ kind: 'setup', listen, mediaFolders, allowedAddresses: [], allowedOrigins: [] });
  await expect.poll(() => words.map(({ kind }) => kind), SOON).toContain('ready');
  child.send({ kind: 'probe', id: 1, order, limitMs: 30_000 });
  const probed = () => words.find(({ kind }) => kind === 'probed')?.outcome;
  await expect.poll(probed, SOON).toMatchObject({ ok: true, value: { codec: 'H264', widthPx: 640, heightPx: 360 } });
});

test('the core leaves in order', async () => {
  expect(await core.stop()).toBe(0);
});
