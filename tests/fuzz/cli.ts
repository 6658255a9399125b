/**
 * npm run fuzz -- [--protocol NAME] [--cases N] [--seed S]: broken frames against every decoder and every stream of the core.
 * One line a protocol. Exit code 1 with the seed, the number and the hex of the case when a promise is broken, 2 when the
 * arguments make no sense.
 */
import { parseArgs } from 'node:util';
import type { FuzzFinding, FuzzReport } from './engine.ts';
import { TARGETS } from './targets/index.ts';
import { runWatched } from './watch.ts';

const CASES = 1_000_000;
const USAGE = `npm run fuzz -- [--protocol NAME] [--cases N] [--seed S]
  NAME: ${TARGETS.map(({ name }) => name).join(', ')} (default all)
  --cases N   inputs a protocol (default ${CASES})
  --seed S    the same inputs again (default: another each time)`;

export async function main(
  argv: readonly string[],
  out: (line: string) => void,
  err: (line: string) => void,
): Promise<number> {
  const options = readArguments(argv);
  if (typeof options === 'string') {
    err(`${options}\n${USAGE}`);
    return 2;
  }
  const { names, cases, seed } = options;
  out(`seed ${seed}, ${cases} cases a protocol`);
  for (const name of names) {
    const result = await runWatched(name, { cases, seed });
    if (!result.ok) {
      err(describeFinding(result.finding));
      return 1;
    }
    out(describeReport(result.report));
  }
  return 0;
}

function readArguments(argv: readonly string[]) {
  try {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({
      args: [...argv],
      options: { protocol: text, cases: text, seed: text },
      strict: true,
    });
    const names = TARGETS.map(({ name }) => name).filter((name) => name === (values.protocol ?? name));
    const cases = Number(values.cases ?? CASES);
    const seed = Number(values.seed ?? Date.now() % 2 ** 31);
    if (names.length === 0) return `no protocol is called ${values.protocol}`;
    if (!Number.isSafeInteger(cases) || cases < 1) return '--cases is a whole number from 1';
    if (!Number.isSafeInteger(seed)) return '--seed is a whole number';
    return { names, cases, seed };
  } catch (error) {
    return (error as Error).message;
  }
}

export function describeReport({ name, cases, accepted, refused, frames, heapBytes }: FuzzReport): string {
  const reasons = Object.entries(refused).map(([reason, times]) => `${reason} ${times}`);
  const grown = Math.round((heapBytes.late - heapBytes.early) / 1024);
  const heap = `heap ${grown < 0 ? '' : '+'}${grown} KiB`;
  return `${name.padEnd(15)} ${cases} cases, accepted ${accepted}, refused: ${reasons.join(', ') || 'none'}; ${frames} frames, ${heap}`;
}

function describeFinding({ name, what, seed, index, hex }: FuzzFinding): string {
  const which = index === null ? '' : `\n  case ${index}: ${hex}`;
  return `${name}: ${what}\n  --protocol ${name} --seed ${seed}${which}`;
}

if (import.meta.main) {
  const print = (stream: NodeJS.WriteStream) => (line: string) => void stream.write(`${line}\n`);
  process.exitCode = await main(process.argv.slice(2), print(process.stdout), print(process.stderr));
}
