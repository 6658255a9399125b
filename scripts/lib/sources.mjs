// Runs one of our TypeScript entries under Node 24 as if it were this very command: same stdio, signals and exit code.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { attend } from './children.mjs';
import { resolveNode } from './node-runtime.mjs';
import { fromRoot } from './paths.mjs';

/**
 * @param {string} entry path of a .ts file inside the checkout
 * @param {string[]} args
 * @returns {Promise<number>} its exit code
 */
export async function runSource(entry, args) {
  if (!existsSync(fromRoot(entry))) {
    process.stderr.write(`${entry} is not in this checkout.\n`);
    return 1;
  }
  const node = resolveNode();
  return attend(spawn(node.path, [...node.flags, fromRoot(entry), ...args], { stdio: 'inherit' }));
}
