// Looks at this Linux machine and names what the desktop would miss. Changes nothing.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from '../children.mjs';
import {
  chineseFont,
  dummyDisplay,
  fontTools,
  openedAtRunTime,
  packagesBySoname,
  severalDisplays,
  softwareRenderer,
  virtualDisplay,
} from './requirements.mjs';

/**
 * @typedef {object} Missing
 * @property {string} what in plain words
 * @property {string[]} packages names of the package that brings it, the first one apt knows is taken; empty when none is known
 */

/**
 * @param {{executable: string, ownDisplay: boolean}} need the runtime that shall run, and whether we have to bring a display
 * @returns {Missing[]} empty when everything is here
 */
export function missingOn({ executable, ownDisplay }) {
  return [
    ...missingLibraries(parseLdd(capture('ldd', [executable]).stdout)),
    ...missingGraphics(),
    ...(ownDisplay && !isOnPath('Xvfb') ? [virtualDisplay] : []),
    ...missingFonts(),
  ];
}

/**
 * What tests with several displays lack here. The application itself wants none of it.
 * @returns {Missing[]}
 */
export function missingForDisplays() {
  return [
    ...severalDisplays.filter(({ program }) => !isOnPath(program)),
    ...(existsSync(dummyDisplay.file) ? [] : [dummyDisplay]),
  ];
}

/** @param {string} output of `ldd` @returns {string[]} sonames the loader cannot find */
export function parseLdd(output) {
  const unresolved = output.matchAll(/^\s*(\S+) => not found$/gm);
  return [...new Set([...unresolved].map((match) => match[1]))];
}

/** @param {string[]} sonames @returns {Missing[]} one entry per package, its libraries named together */
export function missingLibraries(sonames, table = packagesBySoname) {
  const byPackage = new Map();
  for (const soname of sonames) {
    const packages = table[soname] ?? [];
    const key = packages[0] ?? soname;
    const entry = byPackage.get(key) ?? { sonames: [], packages };
    entry.sonames.push(soname);
    byPackage.set(key, entry);
  }
  return [...byPackage.values()].map((entry) => ({ what: entry.sonames.join(', '), packages: entry.packages }));
}

/**
 * Why Chromium's sandbox cannot start for an ordinary user here, or null. Root never gets it and is not asked.
 * @param {string} directory of the runtime
 */
export function sandboxProblem(directory) {
  const helper = join(directory, 'chrome-sandbox');
  const namespacesAllowed =
    readSwitch('/proc/sys/kernel/unprivileged_userns_clone', '1') === '1' &&
    readSwitch('/proc/sys/kernel/apparmor_restrict_unprivileged_userns', '0') === '0' &&
    readSwitch('/proc/sys/user/max_user_namespaces', '1') !== '0';
  if (namespacesAllowed || isSetuidRoot(helper)) return null;
  return `sudo chown root:root "${helper}" && sudo chmod 4755 "${helper}"`;
}

export const isOnPath = (program) =>
  (process.env.PATH ?? '').split(':').some((directory) => directory !== '' && existsSync(join(directory, program)));

function missingGraphics() {
  const cached = capture(existsSync('/sbin/ldconfig') ? '/sbin/ldconfig' : 'ldconfig', ['-p']).stdout;
  const absent = Object.keys(openedAtRunTime).filter((soname) => !cached.includes(`\t${soname} `));
  return [...missingLibraries(absent, openedAtRunTime), ...(hasMesaDriver() ? [] : [softwareRenderer])];
}

function hasMesaDriver() {
  return ['/usr/lib', '/usr/lib64']
    .filter((directory) => existsSync(directory))
    .flatMap((directory) => [
      directory,
      ...readdirSync(directory)
        .filter((name) => name.includes('-linux-'))
        .map((name) => join(directory, name)),
    ])
    .some((directory) => existsSync(join(directory, 'dri/swrast_dri.so')));
}

function missingFonts() {
  if (!isOnPath('fc-list')) return [fontTools, chineseFont];
  return capture('fc-list', [':lang=zh', 'family']).stdout.trim() === '' ? [chineseFont] : [];
}

const readSwitch = (path, otherwise) => (existsSync(path) ? readFileSync(path, 'utf8').trim() : otherwise);

function isSetuidRoot(path) {
  const stat = capture('stat', ['-c', '%u %a', path]).stdout.trim();
  return /^0 4\d{3}$/.test(stat);
}
