// Runs one of our TypeScript entries under Node 24 as if it were this very command: same arguments, stdio, signals and exit code.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { attend } from './children.mjs';
import { resolveNode } from './node-runtime.mjs';
import { fromRoot } from './paths.mjs';

/**
 * Never returns: this process becomes the entry, or ends as it does.
 * @param {string} entry path of a .ts file inside the checkout
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<never>}
 */
export async function runSource(entry, args, env = process.env) {
  const path = fromRoot(entry);
  if (!existsSync(path)) {
    process.stderr.write(`${entry} is not in this checkout.\n`);
    process.exit(1);
  }
  const node = resolveNode();
  const command = [...node.flags, path, ...args];
  // Where a process can become another program, killing the command kills the core, even with a signal nobody can forward.
  if (process.execve && process.platform !== 'win32') process.execve(node.path, [node.path, ...command], env);
  process.exit(await attend(spawn(node.path, command, { stdio: 'inherit', env })));
}
