// Cuts one face by a street. A cut prefers to go on from a street that ends on the other side, keeps off junctions that are
// too near, meets other streets at an honest angle, and stops short of banks, rails and the border.

import type { EdgeTag, PlanarGraph } from '../kit/planarGraph.ts';
import {
  between,
  centroid,
  crossing,
  distance,
  isInside,
  type Point,
  point,
  ringArea,
  smallestBox,
  turn,
} from '../kit/plane.ts';
import type { Random } from '../kit/random.ts';
import { nameRoots } from './names.ts';
import { ARTERIALS, type Character, characterAt, type RoadClass } from './plan.ts';
import type { Street } from './streets.ts';

const BLOCK_AREA_M2: Record<Character, number> = {
  oldTown: 6_500,
  centre: 15_000,
  highRise: 27_000,
  walkUp: 15_000,
  villageInCity: 8_500,
  industry: 42_000,
  campus: 46_000,
  park: 60_000,
  hills: 150_000,
  fields: 90_000,
};

/** How far from square a cut may lean, radians, and how much a lane may bend, as a share of its length. */
const WOBBLE: Record<Character, { lean: number; bend: number }> = {
  oldTown: { lean: 0.22, bend: 0.07 },
  villageInCity: { lean: 0.3, bend: 0.09 },
  fields: { lean: 0.3, bend: 0.06 },
  hills: { lean: 0.35, bend: 0.12 },
  park: { lean: 0.3, bend: 0.1 },
  walkUp: { lean: 0.08, bend: 0.02 },
  campus: { lean: 0.1, bend: 0.03 },
  centre: { lean: 0.05, bend: 0 },
  highRise: { lean: 0.05, bend: 0.015 },
  industry: { lean: 0.03, bend: 0 },
};

const LINE: EdgeTag = { kind: 'line', road: -1 };

/** Where a cut meets the rim of a face: a place on an edge, or an existing vertex (`share` 0) at the edge's origin. */
interface Landing {
  readonly half: number;
  readonly share: number;
  readonly at: Point;
  /** The street that arrives here from the far side and would run on, or -1. */
  readonly goesOn: number;
  /** False on banks, rails and borders: the street stops short and a wall goes on. */
  readonly isRoad: boolean;
}

interface Cut {
  readonly first: Landing;
  readonly second: Landing;
  readonly middle: Point | null;
  readonly score: number;
}

export class StreetGrower {
  readonly #graph: PlanarGraph;
  readonly #streets: Street[];
  readonly #random: Random;
  readonly #root = nameRoots('street names');

  constructor(graph: PlanarGraph, streets: Street[], random: Random) {
    this.#graph = graph;
    this.#streets = streets;
    this.#random = random;
  }

  /** Cuts a face in two by a street, or returns null when it is small enough or no decent cut exists. */
  cut(face: number): [number, number] | null {
    const ring = this.#graph.ring(face);
    const area = ringArea(ring);
    const character = characterAt(centroid(ring));
    const target = BLOCK_AREA_M2[character];
    if (area < target * this.#random.between(1.15, 1.6)) return null;
    const cut = this.#bestCut(face, ring, area, character);
    if (!cut) return null;
    return this.#apply(cut, this.#streetFor(cut, area, target, character));
  }

  #bestCut(face: number, ring: readonly Point[], area: number, character: Character): Cut | null {
    const loop = this.#graph.loop(face);
    const box = smallestBox(ring);
    const isWide = box.maxU - box.minU >= box.maxV - box.minV;
    const length = isWide ? box.maxU - box.minU : box.maxV - box.minV;
    const { lean, bend } = WOBBLE[character];
    let best: Cut | null = null;
    for (let attempt = 0; attempt < 16; attempt++) {
      const along = (attempt === 0 ? 0 : this.#random.between(-0.22, 0.22)) * length;
      const axis = box.angle + (isWide ? 0 : Math.PI / 2);
      const direction = axis + Math.PI / 2 + this.#random.between(-lean, lean);
      const centre = turn(point((box.minU + box.maxU) / 2, (box.minV + box.maxV) / 2), box.angle);
      const through = point(centre.x + Math.cos(axis) * along, centre.y + Math.sin(axis) * along);
      const bow = this.#random.between(-bend, bend);
      const cut = this.#tryCut(loop, ring, area, through, direction, bow);
      if (cut && (!best || cut.score > best.score)) best = cut;
    }
    return best;
  }

  #tryCut(
    loop: number[],
    ring: readonly Point[],
    area: number,
    through: Point,
    direction: number,
    bow: number,
  ): Cut | null {
    const reach = point(Math.cos(direction) * 4000, Math.sin(direction) * 4000);
    const from = point(through.x - reach.x, through.y - reach.y);
    const to = point(through.x + reach.x, through.y + reach.y);
    const hits = loop
      .flatMap((half) => {
        const at = crossing(from, to, this.#graph.from(half), this.#graph.to(half));
        return at ? [{ half, along: at.first, share: at.second }] : [];
      })
      .sort((a, b) => a.along - b.along);
    const after = hits.findIndex((hit) => hit.along > 0.5);
    if (after < 1) return null;
    const first = this.#land(loop, hits[after - 1]!, direction + Math.PI);
    const second = this.#land(loop, hits[after]!, direction);
    if (!first || !second || first.half === second.half || (!first.isRoad && !second.isRoad)) return null;
    const span = distance(first.at, second.at);
    if (span < 40) return null;
    const sideways = Math.atan2(second.at.y - first.at.y, second.at.x - first.at.x) + Math.PI / 2;
    const middle =
      Math.abs(bow) < 0.01
        ? null
        : point(
            (first.at.x + second.at.x) / 2 + Math.cos(sideways) * bow * span,
            (first.at.y + second.at.y) / 2 + Math.sin(sideways) * bow * span,
          );
    const chain = middle ? [first.at, middle, second.at] : [first.at, second.at];
    if (!this.#isClear(loop, ring, chain, [first, second])) return null;
    const share = this.#areaShare(loop, first, second, chain, area);
    if (share < 0.28 || share > 0.72) return null;
    const runsOn = (first.goesOn >= 0 ? 0.35 : 0) + (second.goesOn >= 0 ? 0.35 : 0);
    const corners = (first.share === 0 ? 0.05 : 0) + (second.share === 0 ? 0.05 : 0);
    return { first, second, middle, score: runsOn + corners - Math.abs(share - 0.5) * 2 - span / 2_000 };
  }

  /** Moves a hit onto a near vertex where that is better, and refuses one that would sit too near a junction. */
  #land(loop: number[], hit: { half: number; share: number }, heading: number): Landing | null {
    const graph = this.#graph;
    const at = between(graph.from(hit.half), graph.to(hit.half), hit.share);
    let nearest: Landing | null = null;
    let nearestAway = Infinity;
    for (const half of loop) {
      const vertex = graph.from(half);
      const away = distance(vertex, at);
      const leaving = graph.around(half);
      const goesOn = leaving.length === 3 ? this.#streetBehind(half, heading) : -1;
      const allowed = goesOn >= 0 ? 46 : leaving.length === 2 ? 16 : 12;
      if (away > allowed || leaving.length > 3 || away >= nearestAway) continue;
      const isRoad = leaving.some((edge) => graph.tag(edge).kind === 'road');
      nearest = { half, share: 0, at: vertex, goesOn, isRoad };
      nearestAway = away;
    }
    if (nearest) return nearest;
    const length = distance(graph.from(hit.half), graph.to(hit.half));
    const room = Math.min(hit.share, 1 - hit.share) * length;
    if (room < 9) return null;
    const isTooNear = loop.some((half) => graph.around(half).length > 2 && distance(graph.from(half), at) < 24);
    if (isTooNear) return null;
    return { half: hit.half, share: hit.share, at, goesOn: -1, isRoad: graph.tag(hit.half).kind === 'road' };
  }

  /** The street that ends at this vertex from outside the face, if it comes from about where the cut is heading. */
  #streetBehind(half: number, heading: number): number {
    const graph = this.#graph;
    const rim = new Set([half, graph.previous[half]! ^ 1]);
    const stem = graph.around(half).find((edge) => !rim.has(edge));
    if (stem === undefined || graph.tag(stem).kind !== 'road') return -1;
    const away = Math.atan2(graph.to(stem).y - graph.from(stem).y, graph.to(stem).x - graph.from(stem).x);
    const road = graph.tag(stem).road;
    return Math.cos(away - heading) > 0.8 && road >= ARTERIALS.length ? road : -1;
  }

  #isClear(loop: number[], ring: readonly Point[], chain: readonly Point[], ends: readonly Landing[]): boolean {
    const graph = this.#graph;
    const head = [
      [chain[0]!, chain[1]!, ends[0]!],
      [chain.at(-1)!, chain.at(-2)!, ends[1]!],
    ] as const;
    for (const [at, inward, landing] of head) {
      const rim = landing.share === 0 ? [landing.half, graph.previous[landing.half]!] : [landing.half];
      for (const half of rim) {
        const along = Math.atan2(graph.to(half).y - graph.from(half).y, graph.to(half).x - graph.from(half).x);
        const away = Math.atan2(inward.y - at.y, inward.x - at.x);
        if (Math.abs(Math.sin(away - along)) < 0.6) return false;
      }
    }
    for (let index = 1; index < chain.length; index++) {
      // The very ends touch the rim by design.
      const a = between(chain[index - 1]!, chain[index]!, index === 1 ? 0.01 : 0);
      const b = between(chain[index - 1]!, chain[index]!, index === chain.length - 1 ? 0.99 : 1);
      if (!isInside(between(a, b, 0.5), ring)) return false;
      if (loop.some((half) => crossing(a, b, graph.from(half), graph.to(half)))) return false;
    }
    return true;
  }

  #areaShare(loop: number[], first: Landing, second: Landing, chain: readonly Point[], area: number): number {
    const start = loop.indexOf(second.half);
    const piece: Point[] = [...chain];
    for (let step = 0; step < loop.length; step++) {
      const half = loop[(start + step) % loop.length]!;
      if (step > 0 || second.share === 0) piece.push(this.#graph.from(half));
      if (half === first.half) break;
    }
    return Math.abs(ringArea(piece)) / area;
  }

  #streetFor(cut: Cut, area: number, target: number, character: Character): number {
    const ahead = [cut.first.goesOn, cut.second.goesOn].filter((road) => road >= 0);
    const roadClass = this.#classFor(area, area / target, character);
    const known = ahead.find((road) => this.#streets[road]!.roadClass === roadClass) ?? ahead[0];
    if (known !== undefined && this.#streets[known]!.roadClass !== 'footway') return known;
    return this.#streets.push({ name: this.#nameFor(roadClass, character), roadClass }) - 1;
  }

  #classFor(area: number, ratio: number, character: Character): RoadClass {
    if (character === 'hills') return area > 400_000 ? 'residential' : 'service';
    if (area > 125_000) return 'tertiary';
    if (ratio > 2.6) return 'residential';
    const roll = this.#random.next();
    if (character === 'park') return 'footway';
    if (character === 'oldTown') return roll < 0.3 ? 'footway' : 'residential';
    if (character === 'villageInCity') return roll < 0.25 ? 'footway' : roll < 0.6 ? 'service' : 'residential';
    if (character === 'industry' || character === 'campus' || character === 'fields') return 'service';
    return roll < 0.3 ? 'service' : 'residential';
  }

  #nameFor(roadClass: RoadClass, character: Character): string {
    const root = this.#root();
    if (roadClass === 'tertiary') return `${root}${character === 'oldTown' ? '街' : '路'}`;
    if (character === 'oldTown')
      return `${root}${this.#random.pick(roadClass === 'footway' ? ['巷', '弄'] : ['街', '巷', '巷', '里'])}`;
    if (character === 'villageInCity') return `${root}${roadClass === 'footway' ? '弄' : '巷'}`;
    if (roadClass === 'service') return `${root}支路`;
    if (roadClass === 'footway') return `${root}步道`;
    return `${root}${this.#random.chance(0.7) ? '路' : '街'}`;
  }

  #apply(cut: Cut, road: number): [number, number] {
    const tag: EdgeTag = { kind: 'road', road };
    const from = this.#vertexAt(cut.first);
    const to = this.#vertexAt(cut.second);
    const inner: Point[] = cut.middle ? [cut.middle] : [];
    const tags: EdgeTag[] = inner.map(() => tag);
    tags.push(tag);
    if (!cut.first.isRoad) {
      inner.unshift(stopShort(cut.first.at, inner[0] ?? cut.second.at));
      tags.unshift(LINE);
    }
    if (!cut.second.isRoad) {
      inner.push(stopShort(cut.second.at, inner.at(-1) ?? cut.first.at));
      tags.push(LINE);
    }
    return this.#graph.splitFace(from, to, inner, tags);
  }

  #vertexAt(landing: Landing): number {
    return landing.share === 0 ? landing.half : this.#graph.splitEdge(landing.half, landing.at);
  }
}

/** A street that cannot reach the rim ends this far before it. */
function stopShort(rim: Point, inward: Point): Point {
  return between(rim, inward, Math.min(0.4, 22 / Math.max(1, distance(rim, inward))));
}
