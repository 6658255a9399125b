// npm run check = gate quick; npm test = gate full. People and CI run the same steps; the last line is the count.

import { prepareDesktop } from './lib/desktop.mjs';
import { desktopSteps, quickSteps } from './lib/gate-steps.mjs';
import { add, lastLine, nothing, oneFailure } from './lib/gate-tally.mjs';
import { toolEnvironment } from './lib/node-runtime.mjs';
import { forEachLimited } from './lib/pool.mjs';

const atOnce = 2;
const full = process.argv[2] !== 'quick';
let total = nothing;
const failures = [];
const unsteady = [];
let desktop = null;

// A signal ends the steps through their own exit handlers and the display through this process's.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));

for (const group of quickSteps) await runGroup(group, {});
if (full && (await openDesktop())) {
  for (const group of desktopSteps) await runGroup(group, desktop.env);
  desktop.close();
}
for (const line of unsteady) console.log(`UNSTEADY  ${line}`);
for (const failure of failures) console.log(`FAIL  ${failure}`);
console.log(lastLine(total));
process.exit(total.failed === 0 ? 0 : 1);

async function runGroup(group, env) {
  await forEachLimited(group, atOnce, (step) => runStep(step, env));
}

async function runStep(step, env) {
  const startedAt = performance.now();
  const outcome = await step.run(toolEnvironment(env));
  total = add(total, outcome.tally);
  const seconds = `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
  const counted =
    outcome.tally.passed + outcome.tally.skipped > 0 || !outcome.passed ? `  ${lastLine(outcome.tally)}` : '';
  console.log(`${outcome.passed ? 'ok  ' : 'FAIL'}  ${step.name.padEnd(16)} ${seconds.padStart(8)}${counted}`);
  if (outcome.passed && outcome.unsteady.length === 0) return;
  const failed = outcome.failures.length > 0 || outcome.passed ? outcome.failures : [step.name];
  failures.push(...failed);
  unsteady.push(...outcome.unsteady);
  // First what matters: whoever keeps only the beginning of a log, or only its end, has it.
  for (const line of outcome.unsteady) console.log(`      passed alone only: ${line}`);
  for (const line of failed) console.log(`      ${line}`);
  console.log(withoutPassed(outcome.output));
}

/** Thousands of lines of what passed would bury the few that did not. */
function withoutPassed(output) {
  const lines = output.split('\n').filter((line) => !/^\s*✓ /.test(line));
  return lines.join('\n').trimEnd();
}

async function openDesktop() {
  try {
    desktop = await prepareDesktop({ say: (line) => console.log(`      ${line}`), forTests: true });
    console.log(`ok    desktop          ${desktop.runtime.say.join('; ')}`);
    return true;
  } catch (error) {
    total = add(total, oneFailure);
    console.log(`FAIL  desktop          ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}
