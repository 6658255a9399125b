// The three programs that are not web pages: shell and preload as CommonJS for the Node inside Electron, core as ESM for Node 22+.
import { existsSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fromRoot } from '../paths.mjs';
import { corePrograms } from './core-programs.mjs';

/** Node 18 and Chromium 114 are what the oldest runtime we run on (Electron 25) has inside. */
const oldestNode = 'node18';
const oldestChromium = 'chrome114';
const coreNode = 'node22';

const isBuiltin = (id) => id.startsWith('node:') || builtinModules.includes(id);

/** What Electron itself opens: the shell, and the door of the media process. */
const shellPrograms = [
  ['main/index.ts', 'dist/shell/index.cjs'],
  ['main/shell/media/mediaDoor.ts', 'dist/shell/mediaDoor.cjs'],
];

export async function bundleShell() {
  for (const [entry, output] of shellPrograms)
    await bundle({ entry, output, format: 'cjs', target: oldestNode, external: ['electron', 'better-sqlite3'] });
}

export const shellOutputs = () => shellPrograms.map(([, output]) => output);

/** A sandboxed preload may require nothing but electron, so each is one file. */
export async function bundlePreloads() {
  for (const entry of preloadEntries()) {
    const output = `dist/preload/${basename(entry, '.ts')}.cjs`;
    await bundle({ entry, output, format: 'cjs', target: oldestChromium, external: ['electron'] });
  }
}

/** CommonJS dependencies inside the ESM bundle still call require() for Node's own modules. */
const requireForEsm =
  "import { createRequire as createRequireForBundle } from 'node:module';\nconst require = createRequireForBundle(import.meta.url);";

export async function bundleCore() {
  for (const [entry, output] of corePrograms) {
    await bundle({
      entry,
      output,
      format: 'esm',
      target: coreNode,
      external: [
        ...['better-sqlite3', '@node-rs/argon2', '@serialport/bindings-cpp', 'node-datachannel'],
        ...['bufferutil', 'utf-8-validate'],
      ],
      banner: requireForEsm,
    });
  }
}

const preloadEntries = () => ['preload/index.ts', ...['preload/sound.ts'].filter((path) => existsSync(fromRoot(path)))];

/**
 * @param {{entry: string, output: string, format: 'cjs' | 'esm', target: string, external: string[], banner?: string}} wanted
 */
export async function bundle({ entry, output, format, target, external, banner }) {
  const input = fromRoot(entry);
  if (!existsSync(input)) throw new Error(`${entry} is not there, and ${output} is made from it.`);
  // Loaded when a bundle is wanted: a command whose build is fresh need not wait for the bundler.
  const { rolldown } = await import('rolldown');
  const problems = [];
  const built = await rolldown({
    input,
    platform: 'node',
    external: (id) => isBuiltin(id) || external.includes(id),
    transform: { target },
    onLog: (level, log) => {
      // An import nobody can resolve would only fail on the operator's machine.
      if (log.code === 'UNRESOLVED_IMPORT') problems.push(log.message);
      else if (level === 'warn' && log.code !== 'EVAL') process.stderr.write(`${log.message}\n`);
    },
  });
  try {
    await built.write({
      dir: fromRoot(dirname(output)),
      entryFileNames: basename(output),
      format,
      codeSplitting: false,
      ...(banner ? { banner } : {}),
    });
  } finally {
    await built.close();
  }
  if (problems.length > 0) throw new Error(`${entry}: ${problems.join('; ')}`);
  return join(output);
}
