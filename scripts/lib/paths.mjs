// Where things are in a checkout. Every script starts from here; none looks at the current directory.
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Downloads, unpacked runtimes and build stamps: survives builds, goes with node_modules or lives where $PINGAN_CACHE says. */
export const cacheDirectory = process.env.PINGAN_CACHE
  ? resolve(process.env.PINGAN_CACHE)
  : join(root, 'node_modules/.cache/pingan');

export const artifactsDirectory = join(root, 'artifacts');
export const releaseDirectory = join(root, 'release');

/** @param {string} path inside the checkout */
export const fromRoot = (path) => join(root, path);
