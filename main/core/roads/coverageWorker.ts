/**
 * The coverage thread as the core uses it: asked, never waited for. It is opened with the first question; when it dies what was
 * asked is answered null, and a little later it is started again with the graph, the closures and the places of that moment.
 */
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { type Disposable, DisposableStore, toDisposable } from '#shared/kit/disposable.ts';
import {
  type CoverageAnswers,
  type CoverageAsk,
  type CoverageSetup,
  type FromCoverage,
  type PlaceColumns,
  packGraph,
  type ToCoverage,
} from './coverageMessages.ts';
import type { RoadNetwork } from './network.ts';

const RESTART_MS = 2_000;
/** Questions that may wait; coverage is asked again anyway. */
const MOST_WAITING = 32;

export interface CoverageWorkerOptions {
  readonly roads: RoadNetwork;
  /** It went away, or it is there (again). */
  onChange?(isUp: boolean): void;
  readonly restartMs?: number;
  /** Another way to start the thread, for tests that end it. */
  open?(setup: CoverageSetup): Worker;
}

/** From sources the thread is its own file; the core's bundle has it beside itself (scripts/lib/build/core-programs.mjs). */
function openThread(setup: CoverageSetup): Worker {
  const source = new URL('./coverageThread.ts', import.meta.url);
  const file = existsSync(source) ? source : new URL('./roads-coverage.mjs', import.meta.url);
  return new Worker(file, { workerData: setup });
}

export class CoverageWorker implements Disposable {
  readonly #options: CoverageWorkerOptions;
  readonly #store = new DisposableStore();
  readonly #waiting = new Map<number, (answer: CoverageAnswers[keyof CoverageAnswers] | null) => void>();
  #places: PlaceColumns;
  #worker: Worker | null = null;
  #restart: NodeJS.Timeout | undefined;
  #nextId = 1;
  #isDisposed = false;

  constructor(places: PlaceColumns, options: CoverageWorkerOptions) {
    this.#places = places;
    this.#options = options;
    this.#store.add(options.roads.onClosure((edge, closure) => this.#post({ kind: 'close', edge, closure })));
    this.#store.add(toDisposable(() => clearTimeout(this.#restart)));
  }

  setPlaces(places: PlaceColumns): void {
    this.#places = places;
    this.#post({ kind: 'places', places });
  }

  /** Null when it cannot be had now: the thread is down, or too much is asked already. */
  ask<Kind extends CoverageAsk['kind']>(
    ask: Extract<CoverageAsk, { kind: Kind }>,
  ): Promise<CoverageAnswers[Kind] | null> {
    if (!this.#worker && !this.#restart) this.#start();
    if (!this.#worker || this.#waiting.size >= MOST_WAITING) return Promise.resolve(null);
    const id = this.#nextId++;
    return new Promise((resolve) => {
      // The question decides the kind of its answer (CoverageSolver.answer).
      this.#waiting.set(id, (answer) => resolve(answer as CoverageAnswers[Kind] | null));
      this.#post({ kind: 'ask', id, ask });
    });
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#store.dispose();
    void this.#worker?.terminate();
    this.#drop();
  }

  #start(): void {
    if (this.#isDisposed) return;
    const { roads, open = openThread } = this.#options;
    const setup = { graph: packGraph(roads.graph), closures: roads.closures(), places: this.#places };
    const worker = open(setup);
    worker.unref();
    worker.on('message', ({ id, answer }: FromCoverage) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      waiting?.(answer);
    });
    // What it died of changes nothing about what is done: the exit that follows starts another.
    worker.on('error', () => undefined);
    worker.on('exit', () => this.#onExit(worker));
    this.#worker = worker;
    this.#options.onChange?.(true);
  }

  #onExit(worker: Worker): void {
    if (worker !== this.#worker) return;
    this.#drop();
    if (this.#isDisposed) return;
    this.#options.onChange?.(false);
    this.#restart = setTimeout(() => {
      this.#restart = undefined;
      this.#start();
    }, this.#options.restartMs ?? RESTART_MS);
    this.#restart.unref();
  }

  #drop(): void {
    this.#worker = null;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const answer of waiting) answer(null);
  }

  #post(message: ToCoverage): void {
    this.#worker?.postMessage(message);
  }
}
