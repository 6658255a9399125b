/** What others use of the roads: build a graph once, ask its network. */
export { buildRoadGraph, type RoadLine } from './build.ts';
export { RoadNetwork } from './network.ts';
export type { UnitFix } from './positions.ts';
export type { Candidate } from './rank.ts';
export type { Route } from './trace.ts';
export { hourOfDayAt } from './weights.ts';
