/** The packed core without its window, run by a plain Node as on a host: every thread it was packed with answers. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CoreProcess, startCoreProcess } from '#tests/faults/kit/coreProcess.ts';
import { coreOutputs } from '../../scripts/lib/build/core-programs.mjs';
import { packedApplication } from '../../scripts/lib/packed.mjs';
import { SOON } from './kit/duty.ts';
import { ADMIN, type LiveStation, makeLiveStation } from './kit/liveStation.ts';

const CORE = 'dist/core/serve.mjs';

/** What only this thread can answer, and what the answer has when it did. A new thread needs its line. */
const PROOFS: Readonly<Record<string, readonly [path: string, answer: object]>> = {
  'dist/core/tracks-history.mjs': ['/api/tracks/at?t=0', { fixes: [], damage: [] }],
  'dist/core/gateway-replay.mjs': ['/api/replay/world?seq=0', { hash: '' }],
  'dist/core/roads-coverage.mjs': ['/api/coverage', { state: 'ready' }],
};

let station: LiveStation;
let core: CoreProcess;

beforeAll(async () => {
  const packed = packedApplication();
  if (packed === null) throw new Error('There is no packed application: run `npm run pack` first.');
  station = await makeLiveStation();
  const program = join(`${packed.archive}.unpacked`, CORE);
  core = startCoreProcess({ dataDirectory: station.dataFolder, configFile: station.configFile }, { program });
  await core.ready;
});
afterAll(async () => {
  await core?.kill();
  await station?.[Symbol.asyncDispose]();
});

test('every thread of the build has a question here', () => {
  expect(Object.keys(PROOFS).sort()).toEqual(
    coreOutputs()
      .filter((output) => output !== CORE)
      .sort(),
  );
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

test('it leaves in order', async () => {
  expect(await core.stop()).toBe(0);
});
