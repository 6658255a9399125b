// Electron as its makers publish it: the `electron` package fetches its binary from GitHub or from $ELECTRON_MIRROR.
// Behind a firewall that drops packets the fetch would hang for minutes at every start, so we bound it and remember a failure.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { collect } from './children.mjs';
import { resolveNode } from './node-runtime.mjs';
import { cacheDirectory, fromRoot } from './paths.mjs';

const packageDirectory = fromRoot('node_modules/electron');
const unreachableAfterMs = 20_000;
const downloadLimitMs = 20 * 60_000;
const failureHoldsMs = 12 * 3_600_000;
const failureFile = join(cacheDirectory, 'electron-unreachable.txt');

export const officialVersion = () => JSON.parse(readFileSync(join(packageDirectory, 'package.json'), 'utf8')).version;

/** Where Electron's executable stands inside a distribution folder. */
export const executableName = () =>
  process.platform === 'win32'
    ? 'electron.exe'
    : process.platform === 'darwin'
      ? 'Electron.app/Contents/MacOS/Electron'
      : 'electron';

/**
 * @param {(line: string) => void} say
 * @returns {Promise<string | null>} the distribution folder, or null when the binary is not here and cannot be fetched
 */
export async function officialRuntime(say) {
  const directory = join(packageDirectory, 'dist');
  if (isComplete(directory)) return directory;
  const remembered = rememberedFailure();
  if (remembered) {
    say(
      `Electron ${officialVersion()} could not be fetched earlier (${remembered}). To try again: npm run doctor -- --retry`,
    );
    return null;
  }
  say(`Fetching Electron ${officialVersion()} from ${downloadHost()} (about 110 MB, once) …`);
  const failure = await install();
  if (!failure && isComplete(directory)) return directory;
  remember(failure ?? 'the installer left no executable');
  say(`Electron ${officialVersion()} could not be fetched: ${failure}. ELECTRON_MIRROR can name a mirror.`);
  return null;
}

export function forgetFailure() {
  rmSync(failureFile, { force: true });
}

function isComplete(directory) {
  const versionFile = join(directory, 'version');
  return (
    existsSync(join(directory, executableName())) &&
    // The installer writes path.txt last, so an interrupted unpacking is not mistaken for a runtime.
    existsSync(join(packageDirectory, 'path.txt')) &&
    existsSync(versionFile) &&
    readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') === officialVersion()
  );
}

/** @returns {Promise<string | null>} why it failed, in one line, or null */
async function install() {
  const node = resolveNode();
  // Node's fetch heeds HTTPS_PROXY only when told to.
  const env = { ...process.env, NODE_USE_ENV_PROXY: '1' };
  let installer;
  const installing = collect(node.path, [join(packageDirectory, 'install.js')], {
    env,
    timeoutMs: downloadLimitMs,
    onStart: (child) => {
      installer = child;
    },
  });
  const probe = probeHost(node.path, env);
  probe.then((reachable) => {
    // A zip in Electron's own download cache needs no network, so an unreachable host alone is not a failure: time decides.
    if (!reachable) setTimeout(() => installer?.kill('SIGKILL'), 2_000).unref();
  });
  const result = await installing;
  if (result.code === 0) return null;
  if (!(await probe)) return `${downloadHost()} does not answer`;
  return result.timedOut
    ? 'it took longer than 20 minutes'
    : (result.output.trim().split('\n').at(0) ?? `exit ${result.code}`);
}

function probeHost(nodePath, env) {
  const script = `fetch(process.argv[1],{method:'HEAD',signal:AbortSignal.timeout(${unreachableAfterMs - 4_000})}).then(a=>process.exit(a.status<500?0:1),()=>process.exit(1))`;
  return new Promise((done) => {
    const child = spawn(nodePath, ['-e', script, downloadUrl()], { env, stdio: 'ignore' });
    child.on('error', () => done(false));
    child.on('exit', (code) => done(code === 0));
  });
}

const mirror = () =>
  process.env.ELECTRON_MIRROR ||
  process.env.npm_config_electron_mirror ||
  'https://github.com/electron/electron/releases/download/';
const downloadHost = () => new URL(mirror()).host;

function downloadUrl() {
  if (mirror() !== 'https://github.com/electron/electron/releases/download/') return mirror();
  const version = officialVersion();
  return `${mirror()}v${version}/electron-v${version}-${process.platform}-${process.arch}.zip`;
}

/** A failure is remembered per source, so naming a mirror tries at once. */
function rememberedFailure() {
  if (!existsSync(failureFile)) return null;
  const fresh = Date.now() - statSync(failureFile).mtimeMs < failureHoldsMs;
  const [host, reason] = readFileSync(failureFile, 'utf8').split('\n');
  return fresh && host === downloadHost() ? reason : null;
}

function remember(reason) {
  mkdirSync(cacheDirectory, { recursive: true });
  writeFileSync(failureFile, `${downloadHost()}\n${reason}\n`);
}
