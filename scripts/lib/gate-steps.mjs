// The steps of the gate as data-like values: each has a name and a run() that tells whether it passed, what it counted
// and, for a person, what it said.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collect } from './children.mjs';
import { add, failedFilesOf, failuresOf, nothing, oneFailure, tallyOf } from './gate-tally.mjs';
import { resolveNode, toolEnvironment } from './node-runtime.mjs';
import { fromRoot } from './paths.mjs';

/**
 * @typedef {object} Outcome
 * @property {boolean} passed
 * @property {import('./gate-tally.mjs').Tally} tally
 * @property {string[]} failures one line each: first thing shown, and once more at the end of the log
 * @property {string[]} unsteady what failed and then passed alone, one line each: shown as loudly
 * @property {string} output shown only when something failed, even if it passed afterwards
 *
 * @typedef {object} Step
 * @property {string} name
 * @property {(env: NodeJS.ProcessEnv) => Promise<Outcome>} run
 */

const minutes = 60_000;

/** @returns {Step} a program of node_modules that only passes or fails */
export const toolStep = (name, program, args, limitMs = 5 * minutes) => ({
  name,
  run: async (env) => verdict(await runTool(program, args, env, limitMs), limitMs),
});

/** @returns {Step} tests; under Node 24, because better-sqlite3 13 needs its Node-API */
export const testStep = (name, args, limitMs) => ({ name, run: (env) => runTests(args, env, limitMs) });

/** More files than these that fail at once are no accident of the machine. */
const mostUnsteady = 3;

/**
 * Tests with real sockets, disks and windows: a few files that failed are run once more, one after the other with nothing beside
 * them. What passes then is counted as passed and named as unsteady, with its first failure: a fault of the test or of ours, and to
 * be mended, but no reason to hide what the other thousands say (docs/decisions/2026-11-22-unsteady-tests.md).
 * @returns {Step}
 */
export const realStep = (name, args, limitMs) => ({
  name,
  run: async (env) => {
    const first = await runTests(args, env, limitMs);
    const { files, rest } = first.byFile;
    if (first.passed || files.length === 0 || files.length > mostUnsteady) return first;
    const again = await runTests([...args, ...files, '--no-file-parallelism'], env, limitMs);
    const output = `${first.output}\n\nOnce more, alone:\n${again.output}`;
    return again.passed
      ? { ...again, tally: add(rest, again.tally), unsteady: first.failures, output }
      : { ...first, output };
  },
});

async function runTests(args, env, limitMs) {
  const folder = mkdtempSync(join(tmpdir(), 'pingan-gate-'));
  const report = join(folder, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const result = await runTool('vitest/vitest.mjs', ['run', ...args, ...reporters], env, limitMs);
    const tally = tallyOf(report, result.code);
    return {
      ...{ passed: tally.failed === 0, tally, failures: failuresOf(report), unsteady: [] },
      ...{ output: explain(result, limitMs), byFile: failedFilesOf(report) },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns {Step} one of our own scripts */
export const scriptStep = (name, script, args, limitMs) => ({
  name,
  run: async (env) => {
    const node = resolveNode();
    return verdict(await collect(node.path, [fromRoot(script), ...args], { env, timeoutMs: limitMs }), limitMs);
  },
});

function runTool(program, args, env, timeoutMs) {
  const node = resolveNode();
  return collect(node.path, [fromRoot(join('node_modules', program)), ...args], {
    env: toolEnvironment({ ...env, FORCE_COLOR: '0', NO_COLOR: '1' }),
    timeoutMs,
  });
}

function verdict(result, limitMs) {
  const passed = result.code === 0;
  return { passed, tally: passed ? nothing : oneFailure, failures: [], unsteady: [], output: explain(result, limitMs) };
}

const explain = (result, limitMs) =>
  result.timedOut ? `${result.output}\nStopped: it took longer than ${limitMs / minutes} minutes.` : result.output;

/** Needs no build: seconds to minutes. The inner lists run side by side, since they are one-core programs. */
export const quickSteps = [
  [
    toolStep('types: shared', 'typescript/bin/tsc', ['-p', 'shared']),
    toolStep('types: main', 'typescript/bin/tsc', ['-p', 'main']),
    toolStep('types: renderer', 'typescript/bin/tsc', ['-p', 'renderer']),
    toolStep('lint', '@biomejs/biome/bin/biome', ['check', '.']),
    toolStep('dead code', 'knip/bin/knip.js', []),
  ],
  [testStep('layers', ['--project', 'unit', 'tests/architecture'], 2 * minutes)],
  [testStep('unit', ['--project', 'unit', '--exclude', 'tests/architecture/**'], 8 * minutes)],
  // Eight minutes on two busy cores: the limit finds a hang, it does not judge a slow machine.
  [realStep('flows', ['--project', 'flows'], 20 * minutes)],
];

/** The real application, from source and packed; wants a desktop. */
export const desktopSteps = [
  [scriptStep('build', 'scripts/build.mjs', [], 5 * minutes)],
  [scriptStep('pack', 'scripts/pack.mjs', [], 8 * minutes)],
  [realStep('e2e', ['--project', 'e2e'], 45 * minutes)],
];
