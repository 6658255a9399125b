// `node scenes/cli.ts demo --out DIR` writes the built-in demo district as a scene pack.
import { parseArgs } from 'node:util';
import { writeDemoPack } from './demo/pack.ts';

const USAGE = `用法 Usage:
  scenes/cli.ts demo --out DIR                生成内置演示城区 write the built-in demo district
`;

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { out: { type: 'string' } },
  });
  if (positionals[0] === 'demo' && values.out) {
    const summary = await writeDemoPack(values.out);
    process.stdout.write(`${JSON.stringify(summary)}\n`);
    return 0;
  }
  process.stderr.write(USAGE);
  return 2;
}

process.exitCode = await main();
