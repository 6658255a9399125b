/**
 * npm run decode -- --protocol dc09 [--key hex:… | --key ascii:…] [--explain] < lines
 * One frame per line as hex in, one JSON line out, so an integrator sees what a panel really sends.
 * Exit code 0 however many frames were refused; 2 when the arguments make no sense.
 */
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import { readKey } from './protocols/dc09/crypto.ts';
import { decodeBytes } from './protocols/dc09/decode.ts';
import { describe } from './protocols/dc09/describe.ts';

const USAGE =
  'npm run decode -- --protocol dc09 [--key hex:… | --key ascii:…] [--explain] < lines\n' +
  '  one frame per line as hex; --explain adds a "detail" to refused frames';

interface Options {
  readonly key: Buffer | undefined;
  readonly explains: boolean;
}

export async function main(argv: readonly string[], stdin: Readable, stdout: Writable): Promise<number> {
  const options = readArguments(argv);
  if (!options.ok) {
    process.stderr.write(`${options.failure.message}\n${USAGE}\n`);
    return 2;
  }
  for await (const line of createInterface({ input: stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    stdout.write(`${JSON.stringify(decodeLine(line, options.value))}\n`);
  }
  return 0;
}

function decodeLine(line: string, { key, explains }: Options): object {
  const hex = line.replace(/\s+/g, '');
  const isHex = /^(?:[0-9A-Fa-f]{2})+$/.test(hex);
  const decoded = decodeBytes(Buffer.from(isHex ? hex : '', 'hex'), () => key);
  const description = describe(decoded);
  if (!explains || description.ok) return description;
  const detail = !isHex ? 'the line is not hex' : decoded.ok ? 'no time at the end' : decoded.detail;
  return { ...description, detail };
}

function readArguments(argv: readonly string[]): Result<Options> {
  let key: Buffer | undefined;
  let explains = false;
  let protocol: string | undefined;
  for (let index = 0; index < argv.length; index++) {
    const name = argv[index];
    if (name === '--explain') explains = true;
    else if (name === '--protocol') protocol = argv[++index];
    else if (name === '--key') {
      const match = /^(hex|ascii):(.*)$/.exec(argv[++index] ?? '');
      if (!match) return refuse('keyForm', '--key needs hex:… or ascii:…');
      const read = readKey({ encoding: match[1] as 'hex' | 'ascii', value: match[2]! });
      if (!read.ok) return read;
      key = read.value;
    } else return refuse('argument', `unknown argument: ${name}`);
  }
  return protocol === 'dc09' ? ok({ key, explains }) : refuse('protocol', '--protocol dc09 is the only one');
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2), process.stdin, process.stdout);
