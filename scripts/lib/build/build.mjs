// The build as a list of steps. A step runs when its inputs changed since its outputs were made, and says one line.
import { renameSync, rmSync } from 'node:fs';
import { collect } from '../children.mjs';
import { resolveNode } from '../node-runtime.mjs';
import { fromRoot } from '../paths.mjs';
import { bundleCore, bundlePreloads, bundleShell, shellOutputs } from './bundles.mjs';
import { coreOutputs } from './core-programs.mjs';
import { fingerprint, isFresh, remember } from './fingerprint.mjs';
import { alone } from './lock.mjs';
import { buildRenderer, copyCesium } from './renderer.mjs';
import { buildWorkerPage } from './worker.mjs';

const always = ['package.json', 'package-lock.json', 'scripts/lib/build'];

const steps = [
  {
    name: 'shell',
    inputs: ['main/index.ts', 'main/shell', 'main/pack', 'shared'],
    outputs: shellOutputs(),
    run: bundleShell,
  },
  { name: 'preload', inputs: ['preload', 'shared'], outputs: ['dist/preload/index.cjs'], run: bundlePreloads },
  {
    name: 'core',
    inputs: ['main/serve.ts', 'main/core', 'main/pack', 'shared', 'scenes'],
    outputs: coreOutputs(),
    run: bundleCore,
  },
  {
    name: 'windows',
    inputs: ['renderer', 'shared'],
    outputs: ['dist/renderer/windows/duty/index.html', 'dist/renderer/cesium/Workers'],
    run: async () => {
      await buildRenderer();
      copyCesium();
    },
  },
  {
    name: 'phone page',
    inputs: ['renderer/worker', 'shared'],
    outputs: ['dist/worker/index.html', 'dist/worker/serviceWorker.js'],
    run: buildWorkerPage,
  },
  {
    name: 'demo district',
    inputs: ['scenes', 'shared'],
    outputs: ['dist/scenes/demo/manifest.json'],
    run: writeDemoPack,
  },
];

/**
 * @param {(line: string) => void} [say]
 * @param {string[]} [only] names of steps; all of them when left out
 * @returns {Promise<void>} rejects with a sentence naming the step that failed
 */
export async function build(say = console.log, only) {
  const wanted = steps.filter((step) => only === undefined || only.includes(step.name));
  const stale = wanted.filter((step) => !isFresh(step.name, printOf(step), step.outputs));
  for (const step of wanted) if (!stale.includes(step)) say(`build ${step.name}: unchanged`);
  if (stale.length === 0) return;
  await alone(say, async () => {
    for (const step of stale) await runStep(step, say);
  });
}

async function runStep(step, say) {
  // Looked at again: the build we may have waited for can have made it.
  const print = printOf(step);
  if (isFresh(step.name, print, step.outputs)) return;
  const startedAt = performance.now();
  try {
    await step.run();
  } catch (error) {
    throw new Error(`build ${step.name} failed: ${error instanceof Error ? error.message : String(error)}`);
  }
  remember(step.name, print);
  say(`build ${step.name}: ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}

const printOf = (step) => fingerprint([...always, ...step.inputs]);

async function writeDemoPack() {
  const folder = fromRoot('dist/scenes/demo');
  const fresh = `${folder}.new`;
  rmSync(fresh, { recursive: true, force: true });
  const node = resolveNode();
  const written = await collect(node.path, [...node.flags, fromRoot('scenes/cli.ts'), 'demo', '--out', fresh], {
    timeoutMs: 300_000,
  });
  if (written.code !== 0) throw new Error(written.output.trim().slice(-2_000));
  // Swapped in whole: a core that is starting meanwhile finds the old district or the new one, never half of one.
  rmSync(folder, { recursive: true, force: true });
  renameSync(fresh, folder);
}
