/** Sound bodies spoilt: one node missing, more, of another type, without measure, or named like what every object has. */
import { pick } from '#tests/fuzz/mutate.ts';
import type { Seeded } from '#tests/simulators/seeded.ts';

const HUGE = 'x'.repeat(100_000);
const LONE_SURROGATE = '\ud83d';

/** Made anew each time: some are changed by what reads them. */
const ODD: readonly (() => unknown)[] = [
  ...[null, true, false, '', ' ', 0, -0, -1, 0.5, -1e15, 8.64e15 + 1, 2 ** 53, 1e308].map((value) => () => value),
  ...[Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 'NaN', '-1', '1e9', HUGE].map((value) => () => value),
  ...[LONE_SURROGATE, `${LONE_SURROGATE}某`, '\u0000', 'a\u0000b', '\r\nX-Header: 1', '\u202e反', '\uffff'].map(
    (text) => () => text,
  ),
  ...["'; DROP TABLE event; --", '" OR 1=1', '*) OR (a NEAR b', '../../../etc/passwd', '%00', '{{7*7}}'].map(
    (text) => () => text,
  ),
  ...['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'valueOf'].map((text) => () => text),
  () => [],
  () => ({}),
  () => Array.from({ length: 3_000 }, () => ({})),
  () => JSON.parse('{"__proto__":{"polluted":true}}'),
  () => ({ constructor: { prototype: { polluted: true } } }),
  () => ({ toString: null, valueOf: null }),
  () => ({ length: 1e9 }),
  () => nested(400),
];

const ODD_NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'toJSON',
  'then',
  '',
  'id',
  'kind',
  'x'.repeat(2_000),
];

function nested(depth: number): unknown {
  let inner: unknown = {};
  for (let level = 0; level < depth; level++) inner = level % 2 ? { inner } : [inner];
  return inner;
}

/** One to three changes; now and then not an object at all. */
export function spoil(body: unknown, random: Seeded): unknown {
  let spoilt = body;
  for (let change = 1 + random.below(3); change > 0; change--) spoilt = changeOne(spoilt, random);
  return spoilt;
}

function changeOne(node: unknown, random: Seeded): unknown {
  if (typeof node !== 'object' || node === null || random.chance(0.04)) return pick(random, ODD)();
  const entries = Object.entries(node);
  const index = random.below(Math.max(1, entries.length));
  const entry = entries[index];
  const fate = random.below(8);
  if (!entry || fate === 0) entries.push([pick(random, ODD_NAMES), pick(random, ODD)()]);
  else if (fate === 1) entries.splice(index, 1);
  else if (fate === 2) entries.push([entry[0], entry[1]], [`${entry[0]} `, entry[1]]);
  else if (fate <= 5) entries[index] = [entry[0], pick(random, ODD)()];
  else entries[index] = [entry[0], changeOne(entry[1], random)];
  if (Array.isArray(node)) return entries.map(([, item]) => item);
  // Not an assignment: a name `__proto__` has to be a field of its own, as JSON.parse makes it.
  const made = {};
  for (const [name, value] of entries) {
    Object.defineProperty(made, name, { value, enumerable: true, configurable: true, writable: true });
  }
  return made;
}

/** As JSON, with what JSON reads but never writes: numbers beyond every measure. */
export function toHostileText(body: unknown): string {
  const BEYOND = '\u0001beyond';
  const text = JSON.stringify(body, (_name, value) => {
    if (value === Number.POSITIVE_INFINITY) return `${BEYOND}+`;
    return value === Number.NEGATIVE_INFINITY ? `${BEYOND}-` : value;
  });
  return (text ?? 'null').replaceAll('"\\u0001beyond+"', '1e999').replaceAll('"\\u0001beyond-"', '-1e999');
}
