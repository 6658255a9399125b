// npm run soak [-- wall|scene] [--minutes 30]: the long suite. What has to run for days runs for half an hour, one after another, on an
// otherwise idle machine; a memory, a node or a listener that grows is a failure. 4320 minutes are 72 hours.
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { attend } from './lib/children.mjs';
import { resolveNode } from './lib/node-runtime.mjs';
import { fromRoot } from './lib/paths.mjs';

const soaks = { wall: 'bench/wallSoak.ts', scene: 'bench/scene.ts' };

const { values, positionals } = parseArgs({
  options: { minutes: { type: 'string', default: '30' } },
  allowPositionals: true,
});
const names = positionals.length > 0 ? positionals : Object.keys(soaks);
const unknown = names.filter((name) => !(name in soaks));
if (unknown.length > 0 || !(Number(values.minutes) > 0)) {
  const what =
    unknown.length > 0 ? `No soak is called ${unknown.join(', ')}` : `${values.minutes} is no number of minutes`;
  process.stderr.write(`${what}. npm run soak [-- ${Object.keys(soaks).join('|')}] [--minutes 30]\n`);
  process.exit(2);
}

const node = resolveNode();
const growing = [];
for (const name of names) {
  process.stdout.write(`${name}: ${values.minutes} minutes …\n`);
  const command = [...node.flags, fromRoot(soaks[name]), '--minutes', values.minutes];
  const code = await attend(spawn(node.path, command, { stdio: 'inherit' }));
  process.stdout.write(`${name}: ${code === 0 ? 'passed' : 'FAILED'}\n`);
  if (code !== 0) growing.push(name);
}
process.exit(growing.length === 0 ? 0 : 1);
