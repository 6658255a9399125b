// Turns a finished search into the line a responder drives: points with metres and seconds, and the names of its roads.
import type { LonLat } from '#shared/geo/earth.ts';
import type { RoadGraph } from './graph.ts';
import type { ReverseSearch } from './search.ts';

export interface Route {
  /** From the unit's place on the road to the arrival's, [lon, lat]. */
  readonly points: readonly LonLat[];
  /** Metres and seconds from the start, for each point; waits at signals included, turn-out and walking not. */
  readonly metres: readonly number[];
  readonly seconds: readonly number[];
  readonly lengthM: number;
  readonly durationSeconds: number;
  /** Named roads in the order they are first driven: 经东溪路、解放北路. */
  readonly roadNames: readonly string[];
  /** Seconds on foot from the end of the line to the door. */
  readonly accessSeconds: number;
}

/** Part of an edge, driven from `startM` to `endM` along it. */
interface Leg {
  readonly edge: number;
  readonly startM: number;
  readonly endM: number;
  /** Junction entered at the end, −1 where the leg ends between junctions. */
  readonly entered: number;
}

/** A name is worth saying from this length on; crossing a carriageway is not driving along it. */
const NAMED_FROM_M = 15;

/** The quickest route from a place on an edge, or null where the search has not found one. */
export function traceRoute(graph: RoadGraph, search: ReverseSearch, edge: number, alongM: number): Route | null {
  const found = findLegs(graph, search, edge, alongM);
  return found ? drawLegs(graph, search, found.legs, found.accessSeconds) : null;
}

function findLegs(graph: RoadGraph, search: ReverseSearch, edge: number, alongM: number) {
  const ahead = search.viaAhead(edge, alongM);
  const behind = search.viaBehind(edge, alongM);
  const direct = search.directLeg(edge, alongM);
  const directSeconds = direct ? search.directSeconds(direct, alongM) : Number.POSITIVE_INFINITY;
  if (Math.min(ahead, behind, directSeconds) === Number.POSITIVE_INFINITY) return null;
  if (direct && directSeconds <= Math.min(ahead, behind)) {
    const { arrival } = direct;
    const legs: Leg[] = [{ edge, startM: alongM, endM: arrival.alongM, entered: -1 }];
    return { legs, accessSeconds: arrival.accessSeconds };
  }
  const legs: Leg[] = [];
  let node = ahead <= behind ? graph.edgeTo[edge]! : graph.edgeFrom[edge]!;
  legs.push({ edge, startM: alongM, endM: ahead <= behind ? graph.edgeMetres[edge]! : 0, entered: node });
  for (;;) {
    const next = search.nextFrom(node);
    if (next < 0) {
      const { arrival, isForward } = search.finalLegs[-1 - next]!;
      const startM = isForward ? 0 : graph.edgeMetres[arrival.edge]!;
      legs.push({ edge: arrival.edge, startM, endM: arrival.alongM, entered: -1 });
      return { legs, accessSeconds: arrival.accessSeconds };
    }
    const driven = graph.halfEdge[next]! >> 1;
    const length = graph.edgeMetres[driven]!;
    const isForward = (graph.halfEdge[next]! & 1) === 1;
    node = isForward ? graph.edgeTo[driven]! : graph.edgeFrom[driven]!;
    legs.push({ edge: driven, startM: isForward ? 0 : length, endM: isForward ? length : 0, entered: node });
  }
}

function drawLegs(graph: RoadGraph, search: ReverseSearch, legs: readonly Leg[], accessSeconds: number): Route {
  const { forward, backward, signalSeconds } = search.weights;
  const points: LonLat[] = [];
  const metres: number[] = [];
  const seconds: number[] = [];
  const lengthOfName = new Map<string, number>();
  let drivenM = 0;
  let drivenSeconds = 0;
  const put = (point: LonLat) => {
    if (points.length > 0 && metres.at(-1) === drivenM) seconds[seconds.length - 1] = drivenSeconds;
    else {
      points.push(point);
      metres.push(drivenM);
      seconds.push(drivenSeconds);
    }
  };
  for (const leg of legs) {
    const { edge, startM, endM } = leg;
    const whole = endM >= startM ? forward[edge]! : backward[edge]!;
    const secondsPerMetre = whole / graph.edgeMetres[edge]!;
    let atM = startM;
    put(pointAlong(graph, edge, startM));
    for (const stopM of stopsBetween(graph, edge, startM, endM)) {
      const step = Math.abs(stopM - atM);
      if (step === 0) continue;
      drivenM += step;
      drivenSeconds += step * secondsPerMetre;
      atM = stopM;
      put(pointAlong(graph, edge, stopM));
    }
    if (leg.entered >= 0 && startM !== endM) drivenSeconds += graph.nodeSignal[leg.entered]! * signalSeconds;
    const { name } = graph.traits[graph.edgeTraits[edge]!]!;
    if (name) lengthOfName.set(name, (lengthOfName.get(name) ?? 0) + Math.abs(endM - startM));
  }
  const longest = Math.max(0, ...lengthOfName.values());
  const names = [...lengthOfName].filter(([, length]) => length >= Math.min(NAMED_FROM_M, longest));
  return {
    points,
    metres,
    seconds,
    lengthM: drivenM,
    durationSeconds: drivenSeconds,
    roadNames: names.map(([name]) => name),
    accessSeconds,
  };
}

/** Distances of the shape points strictly between two places on an edge, in driving order, then the end itself. */
function stopsBetween(graph: RoadGraph, edge: number, startM: number, endM: number): number[] {
  const inner = graph.shapeMetres.subarray(graph.shapeStart[edge]!, graph.shapeStart[edge + 1]!);
  const low = Math.min(startM, endM);
  const high = Math.max(startM, endM);
  const stops = Array.from(inner).filter((metres) => metres > low && metres < high);
  if (endM < startM) stops.reverse();
  return [...stops, endM];
}

/** The point at a distance along an edge's shape. */
export function pointAlong(graph: RoadGraph, edge: number, alongM: number): LonLat {
  const { shapeMetres, shapeLon, shapeLat, shapeStart } = graph;
  const last = shapeStart[edge + 1]! - 1;
  let point = shapeStart[edge]!;
  while (point + 1 < last && shapeMetres[point + 1]! <= alongM) point++;
  const gap = shapeMetres[point + 1]! - shapeMetres[point]!;
  const share = gap > 0 ? (alongM - shapeMetres[point]!) / gap : 0;
  if (share >= 1) return [shapeLon[point + 1]!, shapeLat[point + 1]!];
  return [
    shapeLon[point]! + share * (shapeLon[point + 1]! - shapeLon[point]!),
    shapeLat[point]! + share * (shapeLat[point + 1]! - shapeLat[point]!),
  ];
}
