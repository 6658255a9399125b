// Grows the small streets: every face between the arterials is cut, longest way first, until its blocks have the size its
// character wants. A cut prefers to go on from a street that ends on the other side, so streets run through quarters.

import { type EdgeTag, PlanarGraph, type TaggedLine } from '../kit/planarGraph.ts';
import { beside, centroid, type Point } from '../kit/plane.ts';
import { randomFor } from '../kit/random.ts';
import {
  ARTERIALS,
  BORDER,
  type Character,
  characterAt,
  RAILWAY,
  RIVER,
  RIVER_HALF_WIDTH_M,
  type RoadClass,
} from './plan.ts';
import { StreetGrower } from './streetGrower.ts';

export interface Street {
  readonly name: string;
  readonly roadClass: RoadClass;
  readonly bridge?: string;
}

/** Each face of the graph: a block to build on, a strip of the river, or the green between bank and riverside road. */
export interface Cell {
  readonly face: number;
  readonly kind: 'block' | 'water' | 'bankside';
  readonly character: Character;
  /** Index of the face between arterials it was cut from. */
  readonly quarter: number;
}

export interface StreetPlan {
  readonly graph: PlanarGraph;
  readonly streets: readonly Street[];
  readonly cells: readonly Cell[];
}

export function growStreets(): StreetPlan {
  const graph = PlanarGraph.fromLines(plannedLines(), BORDER);
  const streets: Street[] = ARTERIALS.map(({ name, roadClass, bridge }) => ({
    name,
    roadClass,
    ...(bridge === undefined ? {} : { bridge }),
  }));
  const quarters = graph.start.map((_, face) => face);
  const grower = new StreetGrower(graph, streets, randomFor('streets'));
  const pending = quarters.filter((face) => face !== graph.outside && isBuildable(graph, face));
  for (let face = pending.shift(); face !== undefined; face = pending.shift()) {
    const halves = grower.cut(face);
    if (!halves) continue;
    quarters[halves[1]] = quarters[face]!;
    pending.push(...halves);
  }
  const cells = quarters.flatMap((quarter, face): Cell[] => {
    if (face === graph.outside) return [];
    const tags = graph.loop(face).map((half) => graph.tag(half).kind);
    const kind = tags.includes('midstream') ? 'water' : tags.includes('bank') ? 'bankside' : 'block';
    return [{ face, kind, character: characterAt(centroid(graph.ring(face))), quarter }];
  });
  return { graph, streets, cells };
}

function plannedLines(): TaggedLine[] {
  const plain = (points: readonly Point[], kind: EdgeTag['kind']): TaggedLine => ({ points, tag: { kind, road: -1 } });
  return [
    ...ARTERIALS.map(({ points }, road): TaggedLine => ({ points, tag: { kind: 'road', road } })),
    plain(beside(RIVER, RIVER_HALF_WIDTH_M), 'bank'),
    plain(beside(RIVER, -RIVER_HALF_WIDTH_M), 'bank'),
    plain(RIVER, 'midstream'),
    plain(RAILWAY, 'rail'),
    plain([...BORDER, BORDER[0]!], 'border'),
  ];
}

/** Not the river and not the strip between bank and riverside road, which stays green. */
function isBuildable(graph: PlanarGraph, face: number): boolean {
  return !graph.loop(face).some((half) => graph.tag(half).kind === 'midstream' || graph.tag(half).kind === 'bank');
}
