// The search worker: the scene's names, the dictionary of readings and the index stay off the window's own thread.
import './noEval.ts';
import { loadFeatures } from './loadFeatures.ts';
import type { FromSearchWorker, ToSearchWorker } from './messages.ts';
import { readingsOf } from './readings.ts';
import { Searcher } from './searcher.ts';

const port = globalThis as unknown as {
  onmessage: ((event: MessageEvent<ToSearchWorker>) => void) | null;
  postMessage(message: FromSearchWorker): void;
};
const searcher = new Searcher(loadFeatures, readingsOf, (message) => port.postMessage(message));
port.onmessage = ({ data }) => void searcher.take(data);
