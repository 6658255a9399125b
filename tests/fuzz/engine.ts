/**
 * One run over one target: inputs made from a seed and the number of the case, so that any case can be made again alone.
 * Promises checked: nothing throws; every answer is ok or a named refusal; no more is judged than came in; after any garbage the
 * next sound frame is taken; what is kept does not grow.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type Seeded, seeded } from '../simulators/seeded.ts';
import { mutate, pick, randomBytes } from './mutate.ts';
import { type FuzzedCode, type FuzzTarget, NO_WORK, outcomeOf, type StreamWork, sumOf } from './target.ts';

export interface FuzzOptions {
  readonly cases: number;
  readonly seed: number;
  /** Called before each case: whoever watches from outside knows where it hangs. */
  onCase?(index: number): void;
}

export interface FuzzReport {
  readonly name: string;
  readonly cases: number;
  readonly accepted: number;
  /** By reason, the most frequent first. */
  readonly refused: Readonly<Record<string, number>>;
  /** Frames that streams and datagrams were cut into. */
  readonly frames: number;
  /** Heap behind full collections at a tenth of the cases and at the end. */
  readonly heapBytes: { readonly early: number; readonly late: number };
}

export interface FuzzFinding {
  readonly name: string;
  readonly what: string;
  readonly seed: number;
  /** Null: no single case, the memory grew. */
  readonly index: number | null;
  readonly hex: string;
}

export type FuzzResult =
  | { readonly ok: true; readonly report: FuzzReport }
  | { readonly ok: false; readonly finding: FuzzFinding };

/** Growth that is no leak: caches of the engine, compiled code. One byte kept of every case would be found in a million. */
export const HEAP_GROWTH_LIMIT_BYTES = 6 * 1024 * 1024;
/** Judged frames may repeat bytes that came in: a fault and what was found inside it. */
const WORK_BYTES_A_BYTE = 8;
const WORK_SLACK = 512;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function heapBytes(): number {
  // What a collection frees may hold on to more until the next one.
  for (let round = 0; round < 4; round++) collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** The input of one case, the same for ever. */
export function caseOf(target: FuzzTarget, seed: number, index: number): { bytes: Buffer; random: Seeded } {
  const random = seeded(Math.imul(index + 1, 0x9e37_79b1) ^ seed);
  // The first few numbers of neighbouring seeds are alike.
  for (let skip = 0; skip < 4; skip++) random.next();
  const { corpus, variants = [] } = target;
  const way = random.next();
  if (way < 0.08) return { bytes: randomBytes(random, 300), random };
  if (way < 0.5 && variants.length > 0) return { bytes: pick(random, variants)(random), random };
  if (way < 0.52) return { bytes: pick(random, corpus), random };
  return { bytes: mutate(pick(random, corpus), corpus, random), random };
}

export function fuzz(target: FuzzTarget, { cases, seed, onCase }: FuzzOptions): FuzzResult {
  const code = target.open();
  const refused = new Map<string, number>();
  let accepted = 0;
  let frames = 0;
  let early = 0;
  // What is compiled and cached is there by a tenth; what grows with the cases has nine tenths to show it.
  const tenth = Math.max(1, Math.floor(cases / 10));
  for (let index = 0; index < cases; index++) {
    onCase?.(index);
    const { bytes, random } = caseOf(target, seed, index);
    try {
      const outcome = outcomeOf(code.decode(bytes));
      if (outcome.ok) accepted += 1;
      else refused.set(outcome.reason, (refused.get(outcome.reason) ?? 0) + 1);
      code.datagram?.(bytes);
      frames += streamCase(code, bytes, random);
    } catch (error) {
      const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return { ok: false, finding: { name: target.name, what, seed, index, hex: bytes.toString('hex') } };
    }
    if (index + 1 === tenth) early = heapBytes();
  }
  const late = heapBytes();
  if (late - early > HEAP_GROWTH_LIMIT_BYTES) {
    const what = `the heap grew from ${early} to ${late} bytes between case ${tenth} and case ${cases}`;
    return { ok: false, finding: { name: target.name, what, seed, index: null, hex: '' } };
  }
  const byCount = [...refused].sort(([, one], [, other]) => other - one);
  const report = { name: target.name, cases, accepted, refused: Object.fromEntries(byCount), frames };
  return { ok: true, report: { ...report, heapBytes: { early, late } } };
}

/** Garbage cut anywhere, then the sound frame, on one connection. How many frames it was judged to be. */
function streamCase(code: FuzzedCode, garbage: Buffer, random: Seeded): number {
  const stream = code.openStream?.();
  if (!stream) return 0;
  let work: StreamWork = NO_WORK;
  let fed = garbage.length;
  for (const chunk of chunksOf(garbage, random)) work = sumOf(work, stream.receive(chunk));
  // Whatever was found in the garbage, what counts comes behind it.
  let after: StreamWork = NO_WORK;
  for (let copy = 0; copy < stream.copies && !after.hasSound; copy++) {
    for (const chunk of chunksOf(stream.sound, random)) after = sumOf(after, stream.receive(chunk));
    fed += stream.sound.length;
    if (!after.hasSound) after = sumOf(after, stream.settle());
  }
  if (!after.hasSound) throw new Error('the sound frame behind the garbage was not taken');
  work = sumOf(sumOf(work, after), stream.close());
  if (work.bytes > fed * WORK_BYTES_A_BYTE + WORK_SLACK) throw new Error(`${work.bytes} bytes were judged of ${fed}`);
  if (work.frames > fed + WORK_SLACK) throw new Error(`${work.frames} frames were judged of ${fed} bytes`);
  return work.frames;
}

/** As a socket hands it over: usually whole, sometimes in pieces, rarely byte by byte. */
function* chunksOf(bytes: Buffer, random: Seeded): Generator<Buffer> {
  const pieces = random.chance(0.5) ? 1 : random.chance(0.1) ? Math.min(bytes.length, 400) : 1 + random.below(5);
  const size = Math.max(1, Math.ceil(bytes.length / Math.max(1, pieces)));
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
