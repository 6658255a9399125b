/** What others use of the roads: build a graph once, ask its network. */
export { type BuildOptions, buildRoadGraph, type RoadLine } from './build.ts';
export type { RoadGraph, RoadReport } from './graph.ts';
export type { RoadName } from './names.ts';
export { RoadNetwork } from './network.ts';
export { OFF_ROAD_M, type UnitFix, UnitPositions } from './positions.ts';
export type { Candidate, PassedOver, Ranking, RankQuestion, RoadReason, UnitTimes } from './rank.ts';
export type { Snap } from './segments.ts';
export type { Route } from './trace.ts';
export { type Closure, hourOfDayAt } from './weights.ts';
