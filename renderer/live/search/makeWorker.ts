import type { SearchWorker } from './directory.ts';

/** The bundler finds the worker by these very words. */
export function makeSearchWorker(): SearchWorker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }) as SearchWorker;
}
