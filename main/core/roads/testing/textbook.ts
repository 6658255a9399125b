/**
 * A second opinion for tests: the textbook Dijkstra, forwards from one unit at a time, over every drawn vertex, with plain
 * maps and a linear scan for the minimum. Shares no code with the network but the catalogue and the length of a line.
 */
import { MAIN_ROADS, TRAVEL_MODE_CATALOG, type TravelModeId } from '#shared/catalog/modes.ts';
import { distanceM, type LonLat } from '#shared/geo/earth.ts';
import type { RoadLine } from '../build.ts';

/** A place on a drawn way: between its vertices `segment` and `segment + 1`. */
export interface PlaceOnWay {
  readonly way: number;
  readonly segment: number;
  readonly share: number;
}

export interface Town {
  readonly ways: readonly RoadLine[];
  readonly signals: readonly LonLat[];
  readonly closedWays: ReadonlySet<number>;
}

const keyOf = (point: LonLat) => point.join(' ');

export function pointOn(ways: readonly RoadLine[], place: PlaceOnWay): LonLat {
  const line = ways[place.way]!.geometry.coordinates;
  const from = line[place.segment]!;
  const to = line[place.segment + 1]!;
  return [from[0] + place.share * (to[0] - from[0]), from[1] + place.share * (to[1] - from[1])];
}

/** Seconds from one place to another by a mode at noon; Infinity where there is no way. */
export function textbookSeconds(town: Town, mode: TravelModeId, from: PlaceOnWay, to: PlaceOnWay): number {
  const arcs = new Map<string, { to: string; seconds: number }[]>();
  const join = (start: string, end: string, seconds: number) => {
    arcs.set(start, [...(arcs.get(start) ?? []), { to: end, seconds }]);
  };
  const signals = new Set(town.signals.map(keyOf));
  const { signalSeconds } = TRAVEL_MODE_CATALOG[mode];
  town.ways.forEach((road, way) => {
    const pace = paceOf(road, mode);
    if (!pace || town.closedWays.has(way)) return;
    const line = road.geometry.coordinates;
    for (let segment = 0; segment + 1 < line.length; segment++) {
      const length = distanceM(line[segment]!, line[segment + 1]!);
      const stops = [
        { key: keyOf(line[segment]!), share: 0 },
        ...[from, to]
          .map((place, index) => ({ place, key: index === 0 ? 'unit' : 'incident' }))
          .filter(({ place }) => place.way === way && place.segment === segment)
          .map(({ place, key }) => ({ key, share: place.share })),
        { key: keyOf(line[segment + 1]!), share: 1 },
      ].sort((left, right) => left.share - right.share);
      for (let index = 0; index + 1 < stops.length; index++) {
        const [start, end] = [stops[index]!, stops[index + 1]!];
        const seconds = (end.share - start.share) * length * pace.secondsPerMetre;
        const waitAt = (key: string) => (signals.has(key) ? signalSeconds : 0);
        if (pace.forward) join(start.key, end.key, seconds + waitAt(end.key));
        if (pace.backward) join(end.key, start.key, seconds + waitAt(start.key));
      }
    }
  });
  return shortest(arcs, 'unit', 'incident');
}

function shortest(arcs: ReadonlyMap<string, { to: string; seconds: number }[]>, from: string, to: string): number {
  const best = new Map([[from, 0]]);
  const done = new Set<string>();
  for (;;) {
    let nearest: string | undefined;
    for (const [key, seconds] of best) {
      if (!done.has(key) && (nearest === undefined || seconds < best.get(nearest)!)) nearest = key;
    }
    if (nearest === undefined) return Number.POSITIVE_INFINITY;
    if (nearest === to) return best.get(to)!;
    done.add(nearest);
    for (const arc of arcs.get(nearest) ?? []) {
      const seconds = best.get(nearest)! + arc.seconds;
      if (seconds < (best.get(arc.to) ?? Number.POSITIVE_INFINITY)) best.set(arc.to, seconds);
    }
  }
}

function paceOf(road: RoadLine, modeId: TravelModeId) {
  const mode = TRAVEL_MODE_CATALOG[modeId];
  const tags = road.properties as Record<string, string | undefined>;
  const roadClass = tags.highway as (typeof MAIN_ROADS)[number];
  const listed = mode.speedKmh[roadClass];
  if (listed === undefined) return null;
  if (modeId === 'foot' && tags.foot === 'no') return null;
  const speedKmh = mode.obeysMaxspeed && tags.maxspeed ? Math.min(listed, Number(tags.maxspeed)) : listed;
  const isExempt =
    modeId === 'foot' || (modeId === 'ebike' && (!MAIN_ROADS.includes(roadClass) || tags['oneway:bicycle'] === 'no'));
  return {
    secondsPerMetre: 3.6 / speedKmh,
    forward: isExempt || tags.oneway !== '-1',
    backward: isExempt || tags.oneway !== 'yes',
  };
}
