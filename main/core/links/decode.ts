/**
 * npm run decode -- --protocol NAME [--key hex:… | --key ascii:…] [--framing rtu|tcp] [--explain] < lines
 * One frame per line as hex or {"text":…} in, one JSON line out, so an integrator sees what a device really sends.
 * Exit code 0 however many frames were refused; 2 when the arguments make no sense.
 */
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import { DECODERS, type DecodeOptions, type LineDecoder } from './decoders.ts';
import { readKey } from './protocols/dc09/crypto.ts';

const USAGE =
  'npm run decode -- --protocol NAME [--key hex:… | --key ascii:…] [--framing rtu|tcp] [--explain] < lines\n' +
  `  NAME: ${Object.keys(DECODERS).join(', ')}\n` +
  '  one frame per line as hex, or as {"text":"…"}; text formats also as they are\n' +
  '  --key for dc09, --framing for modbus; --explain adds a "detail" to refused frames';

interface Options {
  readonly decode: LineDecoder;
  readonly isText: boolean;
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

function decodeLine(line: string, { decode, isText, explains }: Options): object {
  const bytes = bytesOf(line, isText);
  const described = decode(bytes ?? Buffer.alloc(0));
  if (described.ok) return described;
  const { detail, ...refusal } = described;
  if (!explains) return refusal;
  return { ...refusal, detail: bytes ? detail : 'the line is not hex' };
}

const textLine = z.strictObject({ text: z.string() });

/** Null when the line is neither hex nor a JSON line with a text, for formats that are not text themselves. */
function bytesOf(line: string, isText: boolean): Buffer | null {
  const hex = line.replace(/\s+/g, '');
  if (/^(?:[0-9A-Fa-f]{2})+$/.test(hex)) {
    const bytes = Buffer.from(hex, 'hex');
    if (!isText || isPrintable(bytes)) return bytes;
  }
  return readTextLine(line) ?? (isText ? Buffer.from(line, 'utf8') : null);
}

function readTextLine(line: string): Buffer | null {
  if (!line.startsWith('{')) return null;
  try {
    const parsed = textLine.safeParse(JSON.parse(line));
    return parsed.success ? Buffer.from(parsed.data.text, 'utf8') : null;
  } catch {
    return null;
  }
}

/** A Contact ID block without its blanks looks like hex, but of bytes that no text has. */
const isPrintable = (bytes: Buffer) =>
  bytes.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);

function readArguments(argv: readonly string[]): Result<Options> {
  const decoding: { -readonly [Name in keyof DecodeOptions]: DecodeOptions[Name] } = {};
  let explains = false;
  let protocol: string | undefined;
  for (let index = 0; index < argv.length; index++) {
    const name = argv[index];
    if (name === '--explain') explains = true;
    else if (name === '--protocol') protocol = argv[++index];
    else if (name === '--framing') {
      const framing = argv[++index];
      if (framing !== 'rtu' && framing !== 'tcp') return refuse('framing', '--framing is rtu or tcp');
      decoding.framing = framing;
    } else if (name === '--key') {
      const match = /^(hex|ascii):(.*)$/.exec(argv[++index] ?? '');
      if (!match) return refuse('keyForm', '--key needs hex:… or ascii:…');
      const read = readKey({ encoding: match[1] as 'hex' | 'ascii', value: match[2]! });
      if (!read.ok) return read;
      decoding.key = read.value;
    } else return refuse('argument', `unknown argument: ${name}`);
  }
  const format = Object.hasOwn(DECODERS, protocol ?? '') ? DECODERS[protocol!] : undefined;
  if (!format) return refuse('protocol', '--protocol names no format');
  return ok({ decode: format.open(decoding), isText: format.isText, explains });
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2), process.stdin, process.stdout);
