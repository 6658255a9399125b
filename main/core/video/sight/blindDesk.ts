/** Blind spots as the gateway asks for them: what was found last, and a thread that looks again when the cameras are others. */
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Disposable } from '#shared/kit/disposable.ts';
import type { BlindAnswer, BlindReport } from '#shared/wire/video.ts';
import type { ChannelRegistry } from '../registry/registry.ts';
import type { BlindSetup } from './blind.ts';
import type { SightDesk } from './sightDesk.ts';

export interface BlindDeskParts {
  readonly registry: ChannelRegistry;
  readonly sight: Pick<SightDesk, 'plainGround'>;
  readonly grids: BlindSetup['grids'];
  readonly places: BlindSetup['places'];
}

/** From sources the thread is its own file; the core's bundle has it beside itself (scripts/lib/build/core-programs.mjs). */
function openThread(setup: BlindSetup): Worker {
  const source = new URL('./blindThread.ts', import.meta.url);
  const file = existsSync(source) ? source : new URL('./video-blind.mjs', import.meta.url);
  return new Worker(file, { workerData: setup });
}

export class BlindDesk implements Disposable {
  readonly #parts: BlindDeskParts;
  #found: { readonly version: number; readonly report: BlindReport } | null = null;
  #isWorking = false;
  #worker: Worker | null = null;
  #isDisposed = false;

  constructor(parts: BlindDeskParts) {
    this.#parts = parts;
  }

  /** Never waits: starts what must be worked out and says how far it is. */
  ask(): BlindAnswer {
    const { version } = this.#parts.registry;
    const report = this.#found?.report ?? null;
    if (this.#found?.version === version) return { state: 'ready', report };
    void this.#look(version);
    return { state: 'working', report };
  }

  dispose(): void {
    this.#isDisposed = true;
    void this.#worker?.terminate();
  }

  /** One at a time; one that fails is tried again with the next question. */
  async #look(version: number): Promise<void> {
    if (this.#isWorking || this.#isDisposed) return;
    this.#isWorking = true;
    const { registry, sight, grids, places } = this.#parts;
    try {
      const ground = await sight.plainGround();
      // Neither address nor login of a camera leaves this thread.
      const cameras = registry.listed().map((channel) => ({ ...channel, sources: [], login: null }));
      const report = await this.#run({ ground, cameras, grids, places });
      if (report) this.#found = { version, report };
    } catch {
      // The scene's buildings could not be read: whoever asks for the nearest camera is told.
    } finally {
      this.#isWorking = false;
    }
  }

  #run(setup: BlindSetup): Promise<BlindReport | null> {
    if (this.#isDisposed) return Promise.resolve(null);
    const worker = openThread(setup);
    worker.unref();
    this.#worker = worker;
    return new Promise((resolve) => {
      worker.once('message', (report: BlindReport) => resolve(report));
      // What it died of changes nothing: there is no report.
      worker.once('error', () => resolve(null));
      worker.once('exit', () => {
        this.#worker = null;
        resolve(null);
      });
    });
  }
}
