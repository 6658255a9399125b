/** One run in a thread of its own: whoever started it sees which case is being worked on, and can end a case that never ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { fuzz } from './engine.ts';
import type { FuzzTarget } from './target.ts';

export interface FuzzJob {
  /** Module that exports TARGETS. */
  readonly module: string;
  readonly name: string;
  readonly cases: number;
  readonly seed: number;
  /** One 32-bit number: the case in work. */
  readonly progress: SharedArrayBuffer;
}

const { module, name, cases, seed, progress } = workerData as FuzzJob;
const { TARGETS } = (await import(module)) as { TARGETS: readonly FuzzTarget[] };
const target = TARGETS.find((candidate) => candidate.name === name)!;
const current = new Int32Array(progress);
const onCase = (index: number) => Atomics.store(current, 0, index);
parentPort!.postMessage(fuzz(target, { cases, seed, onCase }));
