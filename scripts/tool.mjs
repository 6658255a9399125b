// npm run journal | evidence | decode | scene | sim | fuzz | poles: the command-line tools of the core, from their sources.
import { runSource } from './lib/sources.mjs';

const tools = {
  journal: 'main/core/journal/cli.ts',
  evidence: 'main/core/evidence/cli.ts',
  decode: 'main/core/links/decode.ts',
  scene: 'scenes/cli.ts',
  sim: 'tests/simulators/cli.ts',
  fuzz: 'tests/fuzz/cli.ts',
  poles: 'tests/faults/longRun.ts',
};

const [name, ...args] = process.argv.slice(2);
const entry = tools[name];
if (!entry) {
  process.stderr.write(`Which tool? One of: ${Object.keys(tools).join(', ')}.\n`);
  process.exit(2);
}
await runSource(entry, args);
