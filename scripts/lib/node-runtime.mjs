// Which Node runs the sources. They are TypeScript run by type stripping and better-sqlite3 13 wants Node-API 10,
// so the answer is the Node 24 that npm installed with us; elsewhere the Node at hand, if it is new enough.
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { root } from './paths.mjs';

const strippingIsDefaultFrom = [22, 18];
const oldestUsable = [22, 12];

/** @returns {{path: string, flags: string[]}} absolute path of a Node ≥ 22.12 and the flags it needs to run a .ts file */
export function resolveNode() {
  const bundled = join(root, 'node_modules', `node-${packagePlatform()}-${process.arch}`, 'bin', nodeFile());
  if (existsSync(bundled)) return { path: bundled, flags: [] };
  const running = process.versions.node.split('.').map(Number);
  if (isOlder(running, oldestUsable)) {
    throw new Error(
      `This is Node ${process.versions.node} and npm brought no Node 24 for ${process.platform}-${process.arch}. ` +
        'Install Node 22.12 or newer (24 is what we test with) and run the command again.',
    );
  }
  const flags = isOlder(running, strippingIsDefaultFrom) ? ['--experimental-strip-types', '--no-warnings'] : [];
  return { path: process.execPath, flags };
}

/**
 * The environment in which `node` means Node 24 and the tools of node_modules are on the PATH. Node's own folder is named
 * because npm 10 leaves no node_modules/.bin/node when several platforms' packages want that name.
 */
export function toolEnvironment(extra = {}) {
  const folders = [dirname(resolveNode().path), join(root, 'node_modules', '.bin'), process.env.PATH ?? ''];
  return { ...process.env, PATH: folders.join(delimiter), ...extra };
}

const packagePlatform = () => (process.platform === 'win32' ? 'win' : process.platform);
const nodeFile = () => (process.platform === 'win32' ? 'node.exe' : 'node');

function isOlder([major, minor], [wantedMajor, wantedMinor]) {
  return major < wantedMajor || (major === wantedMajor && minor < wantedMinor);
}
