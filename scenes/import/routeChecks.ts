// Three routes an operator can look at before trusting any ETA: across the network, along it, and out of its middle.
import FlatQueue from 'flatqueue';
import { distanceM, type LonLat } from '#shared/geo/earth.ts';
import { boundsOf } from '#shared/geo/polygon.ts';
import type { RouteCheck } from '#shared/wire/sceneReport.ts';
import type { Feature } from '../kit/geojson.ts';

interface Arc {
  readonly to: number;
  readonly lengthM: number;
  readonly name: string | null;
}

/** West to east, south to north, and from the middle to the corner farthest from it. */
export function checkRoutes(roads: readonly Feature[]): RouteCheck[] {
  const { nodes, arcs } = networkOf(roads);
  const main = strongPart(nodes, arcs, mainPart(arcs, nodes.length));
  if (main.length < 2) return [];
  const extreme = (weigh: (at: LonLat) => number) =>
    main.reduce((best, node) => (weigh(nodes[node]!) > weigh(nodes[best]!) ? node : best));
  const mean: LonLat = [
    main.reduce((sum, node) => sum + nodes[node]![0], 0) / main.length,
    main.reduce((sum, node) => sum + nodes[node]![1], 0) / main.length,
  ];
  const middle = extreme((at) => -distanceM(at, mean));
  return [
    [extreme(([lon]) => -lon), extreme(([lon]) => lon)] as const,
    [extreme(([, lat]) => -lat), extreme(([, lat]) => lat)] as const,
    [middle, extreme((at) => distanceM(at, nodes[middle]!))] as const,
  ].map(([from, to]) => routeBetween(nodes, arcs, from, to));
}

function networkOf(roads: readonly Feature[]): { nodes: LonLat[]; arcs: Arc[][] } {
  const ids = new Map<string, number>();
  const nodes: LonLat[] = [];
  const arcs: Arc[][] = [];
  const nodeAt = (at: LonLat) => {
    const key = `${at[0]},${at[1]}`;
    let id = ids.get(key);
    if (id === undefined) {
      id = nodes.push(at) - 1;
      ids.set(key, id);
      arcs.push([]);
    }
    return id;
  };
  for (const { geometry, properties } of roads) {
    const { oneway, name = null, junction } = properties as { oneway?: string; name?: string; junction?: string };
    const isForward = oneway !== '-1';
    const isBackward =
      oneway === '-1' || !(oneway === 'yes' || oneway === '1' || oneway === 'true' || junction === 'roundabout');
    const line = (geometry.coordinates as LonLat[]).map(nodeAt);
    for (const [index, to] of line.slice(1).entries()) {
      const from = line[index]!;
      const lengthM = distanceM(nodes[from]!, nodes[to]!);
      if (isForward) arcs[from]!.push({ to, lengthM, name });
      if (isBackward) arcs[to]!.push({ to: from, lengthM, name });
    }
  }
  return { nodes, arcs };
}

/** The largest part that roads join, whichever way they lead. */
function mainPart(arcs: readonly Arc[][], count: number): number[] {
  const beside: number[][] = Array.from({ length: count }, () => []);
  for (const [from, out] of arcs.entries()) {
    for (const { to } of out) {
      beside[from]!.push(to);
      beside[to]!.push(from);
    }
  }
  const seen = new Uint8Array(count);
  let largest: number[] = [];
  for (let start = 0; start < count; start++) {
    if (seen[start]) continue;
    seen[start] = 1;
    const part = [start];
    for (let at = 0; at < part.length; at++) {
      for (const next of beside[part[at]!]!) {
        if (seen[next]) continue;
        seen[next] = 1;
        part.push(next);
      }
    }
    if (part.length > largest.length) largest = part;
  }
  return largest;
}

/**
 * Of a part those nodes that can be reached and left from its middle: an extract cuts one-ways at its border, and a route from
 * such a stub says nothing about the network.
 */
function strongPart(nodes: readonly LonLat[], arcs: readonly Arc[][], part: readonly number[]): number[] {
  const box = boundsOf(part.map((node) => nodes[node]!));
  const mean: LonLat = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
  const back: number[][] = arcs.map(() => []);
  for (const [from, out] of arcs.entries()) for (const { to } of out) back[to]!.push(from);
  let best: number[] = [];
  const nearMiddle = part.toSorted((a, b) => distanceM(nodes[a]!, mean) - distanceM(nodes[b]!, mean)).slice(0, 8);
  for (const start of nearMiddle) {
    const ahead = reached(start, (node) => arcs[node]!.map(({ to }) => to), nodes.length);
    const behind = reached(start, (node) => back[node]!, nodes.length);
    const both = part.filter((node) => ahead[node] && behind[node]);
    if (both.length > best.length) best = both;
    if (best.length > part.length / 2) break;
  }
  return best;
}

function reached(start: number, nextOf: (node: number) => readonly number[], count: number): Uint8Array {
  const seen = new Uint8Array(count);
  seen[start] = 1;
  const queue = [start];
  for (let at = 0; at < queue.length; at++) {
    for (const next of nextOf(queue[at]!)) {
      if (seen[next]) continue;
      seen[next] = 1;
      queue.push(next);
    }
  }
  return seen;
}

function routeBetween(nodes: readonly LonLat[], arcs: readonly Arc[][], from: number, to: number): RouteCheck {
  const distance = new Float64Array(nodes.length).fill(Number.POSITIVE_INFINITY);
  const before: ({ node: number; name: string | null } | undefined)[] = [];
  const queue = new FlatQueue<number>();
  distance[from] = 0;
  queue.push(from, 0);
  while (queue.length > 0) {
    const away = queue.peekValue()!;
    const node = queue.pop()!;
    if (node === to) break;
    if (away > distance[node]!) continue;
    for (const { to: next, lengthM, name } of arcs[node]!) {
      if (away + lengthM >= distance[next]!) continue;
      distance[next] = away + lengthM;
      before[next] = { node, name };
      queue.push(next, away + lengthM);
    }
  }
  const streets: string[] = [];
  for (let at = before[to]; at; at = before[at.node]) {
    if (at.name !== null && streets[0] !== at.name) streets.unshift(at.name);
    if (at.node === from) break;
  }
  const routeM = distance[to]!;
  return {
    from: nodes[from]!,
    to: nodes[to]!,
    straightM: Math.round(distanceM(nodes[from]!, nodes[to]!)),
    routeM: Number.isFinite(routeM) ? Math.round(routeM) : null,
    streets: Number.isFinite(routeM) ? streets.slice(0, 8) : [],
  };
}
