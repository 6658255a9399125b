// Whether a build step's inputs are the ones its outputs came from.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { cacheDirectory, fromRoot, root } from '../paths.mjs';

// One folder a checkout: checkouts may share their node_modules, and with it this cache, but never their dist/.
const stampFolder = join(cacheDirectory, 'build', createHash('sha256').update(root).digest('hex').slice(0, 16));

/** @param {string[]} inputs files and folders inside the checkout; a missing one counts as empty */
export function fingerprint(inputs) {
  const hash = createHash('sha256');
  for (const file of inputs.flatMap((input) => filesUnder(fromRoot(input)))) {
    hash.update(`${relative(root, file).split(sep).join('/')}\0`);
    hash.update(readFileSync(file));
  }
  return hash.digest('hex');
}

export function isFresh(name, print, outputs) {
  const stamp = join(stampFolder, name);
  return (
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === print &&
    outputs.every((output) => existsSync(fromRoot(output)))
  );
}

export function remember(name, print) {
  mkdirSync(stampFolder, { recursive: true });
  writeFileSync(join(stampFolder, name), print);
}

/** Every file that can change what we ship, in a stable order; tests cannot. */
function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return /\.test\.tsx?$/.test(path) ? [] : [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}
