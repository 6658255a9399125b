// Bringing Debian packages in, when we may; otherwise the exact command for someone who may.
import { capture, collect } from '../children.mjs';
import { isOnPath } from './inspect.mjs';

/** @returns {string[] | null} what to put before apt-get, or null when this account may not install */
export function installPrefix() {
  if (!isOnPath('apt-get')) return null;
  if (process.getuid?.() === 0) return [];
  if (isOnPath('sudo') && capture('sudo', ['-n', 'true']).code === 0) return ['sudo', '-n'];
  return null;
}

/**
 * Of each list of names, the first that apt can install here; the first name when apt knows none of them.
 * @param {string[][]} alternatives
 */
export function chooseNames(alternatives, canInstall = isInstallable) {
  return [...new Set(alternatives.map((names) => names.find(canInstall) ?? names[0]))];
}

/** @param {string[]} names @param {string[]} prefix @returns {Promise<string | null>} what went wrong, or null */
export async function install(names, prefix) {
  const result = await apt(prefix, ['install', '-y', '--no-install-recommends', ...names]);
  return result.code === 0 ? null : result.output.trim().split('\n').slice(-3).join('\n');
}

/** A failed update is no reason to stop: what apt already knows may do. @param {string[]} prefix */
export const refreshLists = (prefix) => apt(prefix, ['update', '-q']);

export const commandFor = (names) =>
  `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names.join(' ')}`;

function apt(prefix, args) {
  const command = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
  return collect(command[0], command.slice(1), { timeoutMs: 15 * 60_000 });
}

function isInstallable(name) {
  const candidate = capture('apt-cache', ['policy', name]).stdout.match(/^\s*Candidate: (\S+)/m);
  return candidate !== null && candidate[1] !== '(none)';
}
