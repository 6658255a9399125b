/**
 * npm run sim -- <device> --to WHERE [options]: a real device on a real wire, for installers and tests.
 * One JSON line for every message and one at the end. Exit code 2 when the arguments make no sense, 1 when the wire cannot be had.
 */
import { OPTIONS_HELP, readOptions } from './bench/options.ts';
import { SIMULATORS } from './bench/registry.ts';

const USAGE = `npm run sim -- <device> --to WHERE [options]
${SIMULATORS.map(({ name, about }) => `  ${name.padEnd(16)}  ${about}`).join('\n')}
${OPTIONS_HELP}`;

export async function main(
  [name, ...args]: readonly string[],
  out: (line: string) => void,
  err: (line: string) => void,
  stop: AbortSignal,
): Promise<number> {
  const simulator = SIMULATORS.find((candidate) => candidate.name === name);
  if (!simulator) {
    err(`${name === undefined ? 'Which device?' : `unknown device: ${name}`}\n${USAGE}`);
    return 2;
  }
  const options = readOptions(args);
  if (typeof options === 'string') {
    err(`${options}\n${USAGE}`);
    return 2;
  }
  if (options.key && !simulator.mayEncrypt) {
    err(`--key: the wire of a ${simulator.name} has no encryption\n${USAGE}`);
    return 2;
  }
  try {
    await simulator.run(options, (line) => out(JSON.stringify(line)), stop);
    return 0;
  } catch (error) {
    err((error as Error).message);
    return 1;
  }
}

if (import.meta.main) {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const print = (stream: NodeJS.WriteStream) => (line: string) => void stream.write(`${line}\n`);
  process.exitCode = await main(process.argv.slice(2), print(process.stdout), print(process.stderr), stop.signal);
}
