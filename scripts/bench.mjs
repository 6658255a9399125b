// npm run bench [-- NAME]: measures one figure of the design after another on an otherwise idle machine and prints the table.
// Each bench/*.ts exports measure() → Figure or Figure[] (lib/bench-table.mjs); it runs in a Node of its own.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asMarkdown, asText, problemsOf } from './lib/bench-table.mjs';
import { collect } from './lib/children.mjs';
import { describeMachine } from './lib/machine.mjs';
import { resolveNode } from './lib/node-runtime.mjs';
import { artifactsDirectory, fromRoot } from './lib/paths.mjs';

const limitMs = 15 * 60_000;
/** What measures nothing itself, or only when it is called by name. */
const helpers = new Set(['kit.ts', 'city.ts', 'soak.ts', 'wallSoak.ts']);
const wanted = process.argv[2];
const names = readdirSync(fromRoot('bench'))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !helpers.has(file))
  .map((file) => file.slice(0, -'.ts'.length))
  .filter((name) => wanted === undefined || name === wanted)
  .sort();

if (names.length === 0) {
  process.stderr.write(`There is no ${wanted ? `bench/${wanted}.ts` : 'figure in bench/'}.\n`);
  process.exit(2);
}

const machine = describeMachine();
const figures = [];
let broken = 0;
for (const name of names) {
  process.stderr.write(`${name} …\n`);
  const result = await measure(name);
  if ('problem' in result) {
    broken += 1;
    process.stderr.write(`${name} could not be measured: ${result.problem}\n`);
  } else {
    figures.push(...result.figures);
  }
}

console.log(asText(figures, machine));
// One figure alone does not replace the whole table.
const file = wanted ? `bench-${wanted}` : 'bench';
mkdirSync(artifactsDirectory, { recursive: true });
writeFileSync(
  join(artifactsDirectory, `${file}.json`),
  `${JSON.stringify({ measuredAt: Date.now(), machine, figures }, null, 2)}\n`,
);
writeFileSync(join(artifactsDirectory, `${file}.md`), asMarkdown(figures, machine));
process.exit(broken === 0 ? 0 : 1);

async function measure(name) {
  const node = resolveNode();
  const mark = '\u0001figures ';
  const script = `
    const { measure } = await import(${JSON.stringify(`file://${fromRoot(`bench/${name}.ts`)}`)});
    if (typeof measure !== 'function') throw new Error('bench/${name}.ts exports no measure()');
    const figures = [await measure()].flat();
    process.stdout.write('\\n' + ${JSON.stringify(mark)} + JSON.stringify(figures) + '\\n', () => process.exit(0));`;
  const args = [...node.flags, '--expose-gc', '--input-type=module', '-e', script];
  const run = await collect(node.path, args, { timeoutMs: limitMs });
  const line = run.output.split('\n').find((candidate) => candidate.startsWith(mark));
  if (run.code !== 0 || line === undefined) {
    return {
      problem: run.timedOut ? 'it took longer than 15 minutes' : run.output.trim().slice(-2_000) || `exit ${run.code}`,
    };
  }
  const figures = JSON.parse(line.slice(mark.length));
  const problems = figures.flatMap(problemsOf);
  return problems.length > 0 ? { problem: problems.join('; ') } : { figures };
}
