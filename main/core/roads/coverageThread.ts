/** The thread coverage is found in: a search over the whole city takes milliseconds that no alarm may wait for. */
import { parentPort, workerData } from 'node:worker_threads';
import type { CoverageSetup, FromCoverage, ToCoverage } from './coverageMessages.ts';
import { CoverageSolver } from './coverageSolver.ts';

const port = parentPort!;
const solver = new CoverageSolver(workerData as CoverageSetup);

port.on('message', (message: ToCoverage) => {
  switch (message.kind) {
    case 'places':
      return solver.setPlaces(message.places);
    case 'close':
      return solver.close(message.edge, message.closure);
    case 'ask':
      return port.postMessage({ id: message.id, answer: solver.answer(message.ask) } satisfies FromCoverage);
  }
});
