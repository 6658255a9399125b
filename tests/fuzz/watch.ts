/** Runs a target in its own thread and watches that it gets on: time decides nothing but that a hang is a hang. */
import { Worker } from 'node:worker_threads';
import { caseOf, type FuzzResult } from './engine.ts';
import type { FuzzJob } from './fuzzChild.ts';
import type { FuzzTarget } from './target.ts';
import { TARGETS } from './targets/index.ts';

const REGISTRY = new URL('./targets/index.ts', import.meta.url).href;
/** One case takes well under a millisecond; the first one waits for a busy machine to load the code. */
const HANG_MS = 60_000;

export interface WatchOptions {
  readonly cases: number;
  readonly seed: number;
  /** Where the target is exported from; the registry unless told otherwise. */
  readonly module?: string;
  readonly targets?: readonly FuzzTarget[];
  readonly hangMs?: number;
}

export function runWatched(name: string, options: WatchOptions): Promise<FuzzResult> {
  const { cases, seed, module = REGISTRY, targets = TARGETS, hangMs = HANG_MS } = options;
  const progress = new SharedArrayBuffer(4);
  const current = new Int32Array(progress);
  Atomics.store(current, 0, -1);
  const worker = new Worker(new URL('./fuzzChild.ts', import.meta.url), {
    workerData: { module, name, cases, seed, progress } satisfies FuzzJob,
  });
  return new Promise((resolve, reject) => {
    let seen = -1;
    const watch = setInterval(() => {
      const index = Atomics.load(current, 0);
      if (index !== seen) {
        seen = index;
        return;
      }
      if (index < 0) return;
      const target = targets.find((candidate) => candidate.name === name)!;
      const hex = caseOf(target, seed, index).bytes.toString('hex');
      finish(() => resolve({ ok: false, finding: { name, what: `no end after ${hangMs} ms`, seed, index, hex } }));
    }, hangMs);
    const finish = (settle: () => void) => {
      clearInterval(watch);
      void worker.terminate();
      settle();
    };
    worker.once('message', (result: FuzzResult) => finish(() => resolve(result)));
    worker.once('error', (error) => finish(() => reject(error)));
  });
}
