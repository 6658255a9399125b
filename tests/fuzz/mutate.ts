/** Mutations, by a seed: of any bytes, of the numbers in them, and of JSON by its own structure. */
import type { Seeded } from '../simulators/seeded.ts';

/** What a socket may hand over in one read is more; what a decoder keeps is less. */
const LONGEST = 96 * 1024;
const INTERESTING = [
  0x00, 0x01, 0x0a, 0x0d, 0x14, 0x20, 0x22, 0x24, 0x3c, 0x3e, 0x5b, 0x5d, 0x7d, 0x7e, 0x7f, 0x80, 0xbf, 0xff,
];
const HUGE_TEXT = [
  '0',
  '-1',
  '255',
  '256',
  '65535',
  '4294967295',
  '99999999999999999999',
  '1e309',
  'FFFF',
  '0FFF',
  'NaN',
];

export const pick = <Value>(random: Seeded, from: readonly Value[]): Value => from[random.below(from.length)]!;

export function randomBytes(random: Seeded, longest: number): Buffer {
  return Buffer.from(Array.from({ length: random.below(longest + 1) }, () => random.below(256)));
}

/** One to four changes, now and then many. `others`: what it may be spliced with. */
export function mutate(bytes: Buffer, others: readonly Buffer[], random: Seeded): Buffer {
  const changes = random.chance(0.03) ? 40 : 1 + random.below(4);
  let changed = bytes;
  for (let change = 0; change < changes; change++) changed = pick(random, MUTATIONS)(changed, others, random);
  return changed.length > LONGEST ? changed.subarray(0, LONGEST) : changed;
}

type Mutation = (bytes: Buffer, others: readonly Buffer[], random: Seeded) => Buffer;

const place = (bytes: Buffer, random: Seeded) => random.below(bytes.length + 1);

/** A stretch of the bytes, usually short. */
function stretch(bytes: Buffer, random: Seeded): [from: number, to: number] {
  const from = place(bytes, random);
  const length = random.chance(0.8) ? random.below(8) : random.below(bytes.length + 1);
  return [from, Math.min(bytes.length, from + length)];
}

function put(bytes: Buffer, at: number, value: number): Buffer {
  if (bytes.length === 0) return bytes;
  const changed = Buffer.from(bytes);
  changed[at % bytes.length] = value;
  return changed;
}

const join = (...parts: readonly Buffer[]) => Buffer.concat(parts);

const MUTATIONS: readonly Mutation[] = [
  function flipBit(bytes, _, random) {
    const at = random.below(bytes.length || 1);
    return put(bytes, at, (bytes[at] ?? 0) ^ (1 << random.below(8)));
  },
  function setByte(bytes, _, random) {
    return put(
      bytes,
      random.below(bytes.length || 1),
      random.chance(0.5) ? pick(random, INTERESTING) : random.below(256),
    );
  },
  function insert(bytes, _, random) {
    const at = place(bytes, random);
    const inserted = random.chance(0.5) ? Buffer.of(pick(random, INTERESTING)) : randomBytes(random, 12);
    return join(bytes.subarray(0, at), inserted, bytes.subarray(at));
  },
  function remove(bytes, _, random) {
    const [from, to] = stretch(bytes, random);
    return join(bytes.subarray(0, from), bytes.subarray(to));
  },
  function duplicate(bytes, _, random) {
    const [from, to] = stretch(bytes, random);
    const copies = random.chance(0.02) ? 2_000 : 1 + random.below(3);
    const longest = Math.min(copies, Math.floor(LONGEST / Math.max(1, to - from)));
    return join(bytes.subarray(0, to), ...Array<Buffer>(longest).fill(bytes.subarray(from, to)), bytes.subarray(to));
  },
  function splice(bytes, others, random) {
    const other = pick(random, others);
    return join(bytes.subarray(0, place(bytes, random)), other.subarray(place(other, random)));
  },
  function insertOther(bytes, others, random) {
    const at = place(bytes, random);
    return join(bytes.subarray(0, at), pick(random, others), bytes.subarray(at));
  },
  function truncate(bytes, _, random) {
    return bytes.subarray(0, place(bytes, random));
  },
  function behead(bytes, _, random) {
    return bytes.subarray(place(bytes, random));
  },
  function nudgeBinary(bytes, _, random) {
    const width = pick(random, [1, 2, 4] as const);
    if (bytes.length < width) return bytes;
    const changed = Buffer.from(bytes);
    const at = random.below(bytes.length - width + 1);
    const top = 2 ** (8 * width);
    const value = random.chance(0.7)
      ? changed.readUIntBE(at, width) + pick(random, [1, -1])
      : pick(random, [0, top - 1, top / 2]);
    changed.writeUIntBE((value + top) % top, at, width);
    return changed;
  },
  function nudgeDigits(bytes, _, random) {
    const text = bytes.toString('latin1');
    const runs = [...text.matchAll(/\d+|(?<![A-Za-z])[0-9A-F]{3,4}(?![A-Za-z])/g)];
    if (runs.length === 0) return bytes;
    const run = pick(random, runs);
    const [digits] = run;
    const isHex = /[A-F]/.test(digits);
    const value = Number.parseInt(digits, isHex ? 16 : 10) + pick(random, [1, -1]);
    const nudged = (isHex ? value.toString(16).toUpperCase() : String(value)).padStart(digits.length, '0');
    const written = random.chance(0.6) ? nudged : pick(random, HUGE_TEXT);
    return Buffer.from(text.slice(0, run.index) + written + text.slice(run.index + digits.length), 'latin1');
  },
];

const ODD_VALUES: readonly unknown[] = [
  null,
  true,
  '',
  0,
  -1,
  0.5,
  91,
  181,
  1e300,
  -1e300,
  2 ** 53,
  'NaN',
  '\u0000',
  '\ud800',
  '__proto__',
  'x'.repeat(5_000),
  '2031-03-08T06:15:09Z',
  '0000-00-00T99:99:99Z',
  [],
  {},
  [[[[[]]]]],
];

/** One node of the document changed, dropped, doubled or renamed. */
export function mutateJson(document: unknown, random: Seeded): unknown {
  if (typeof document !== 'object' || document === null) return pick(random, ODD_VALUES);
  const entries = Object.entries(document);
  if (entries.length === 0 || random.chance(0.05)) return pick(random, ODD_VALUES);
  const index = random.below(entries.length);
  const [name, value] = entries[index]!;
  const fate = random.below(6);
  if (fate === 0) entries.splice(index, 1);
  else if (fate === 1) entries.push([pick(random, ['__proto__', 'constructor', `${name}x`, '']), value]);
  else if (fate === 2) entries[index] = [name, typeof value === 'string' ? mutateText(value, random) : String(value)];
  else entries[index] = [name, fate === 3 ? pick(random, ODD_VALUES) : mutateJson(value, random)];
  return Array.isArray(document) ? entries.map(([, item]) => item) : Object.fromEntries(entries);
}

function mutateText(text: string, random: Seeded): string {
  const bytes = Buffer.from(text);
  return mutate(bytes, [bytes], random).toString(random.chance(0.5) ? 'utf8' : 'latin1');
}

/** `contents`: what a seal covers. The mutated content gets a seal that is right, and sometimes loses a little again. */
export function sealed(contents: readonly Buffer[], seal: (content: Buffer) => Buffer) {
  return (random: Seeded): Buffer => {
    const bytes = seal(mutate(pick(random, contents), contents, random));
    return random.chance(0.1) ? mutate(bytes, [bytes], random) : bytes;
  };
}

/** Documents mutated by their structure, several times. */
export function documents(all: readonly unknown[]) {
  return (random: Seeded): Buffer => {
    let document = pick(random, all);
    for (let change = 1 + random.below(4); change > 0; change--) document = mutateJson(document, random);
    return Buffer.from(JSON.stringify(document) ?? 'null');
  };
}
