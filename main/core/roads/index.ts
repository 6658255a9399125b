/** What others use of the roads: build a graph once, ask its network. */
export { buildRoadGraph, type RoadLine } from './build.ts';
export type {
  CoverAnswer,
  CoverageScene,
  MoveUpAnswer,
  Person,
  PlaceBands,
  PlaceColumns,
} from './coverageMessages.ts';
export { packGraph } from './coverageMessages.ts';
export { packShapes } from './coverageShapes.ts';
export { CoverageSolver } from './coverageSolver.ts';
export { CoverageWorker, type CoverageWorkerOptions } from './coverageWorker.ts';
export { RoadNetwork } from './network.ts';
export type { UnitFix } from './positions.ts';
export type { Candidate } from './rank.ts';
export type { Route } from './trace.ts';
export { hourOfDayAt } from './weights.ts';
