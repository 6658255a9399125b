/**
 * Who should be proposed first, worked out a second time from the rules' words (docs/decisions: who may be proposed; roads, the
 * last metres) and the catalogue's figures, over the drawn features themselves. No code of main/core: a plain map of corners, every
 * drawn segment an arc, Dijkstra until nothing is left.
 */
import { INCIDENT_KIND_CATALOG, type IncidentKind } from '#shared/catalog/incidentKinds.ts';
import {
  MAIN_ROADS,
  ROAD_CLASSES,
  TRAVEL_MODE_CATALOG,
  type TravelModeId,
  TURN_OUT_SECONDS,
} from '#shared/catalog/modes.ts';
import type { UnitKind } from '#shared/catalog/unitKinds.ts';
import { distanceM } from '#shared/geo/earth.ts';

type Point = readonly [lon: number, lat: number];
export interface DrawnRoad {
  readonly geometry: { readonly coordinates: readonly Point[] };
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What the station says of a unit, and of where it is: `GET /api/units`. */
export interface OracleUnit {
  readonly id: string;
  readonly kind: UnitKind;
  readonly mode: TravelModeId;
  readonly engagement: { readonly incidentId: string } | null;
  readonly position: {
    readonly source: string;
    readonly lon: number;
    readonly lat: number;
    readonly speedMps?: number | null;
    readonly fixAt?: number;
    readonly receivedAt?: number;
    readonly staleAt?: number | null;
  };
}

/** `GET /api/incidents/:id`. */
export interface OracleIncident {
  readonly id: string;
  readonly kind: IncidentKind;
  readonly place: { readonly lon: number; readonly lat: number };
  readonly dispatches: readonly {
    readonly unitId: string;
    readonly task: string;
    readonly state: string;
    readonly isAutomatic: boolean;
  }[];
}

export interface OracleRules {
  readonly freshMs: number;
  readonly walkMps: number;
  readonly noWalkM: number;
  readonly onSiteM: number;
  readonly siteDetour: number;
  readonly offRoadM: number;
  readonly besideM: number;
  /** Of two streets as far away as each other the other one: as the fourth to stop at. */
  readonly stopsAtTheOther: boolean;
  /** The same for the street a unit stands on. */
  readonly standsOnTheOther: boolean;
  readonly hasTurnOut: boolean;
  /** Who has farther to go, from the road to the door, is not asked while somebody nearer may be sent. */
  readonly farSeconds: number;
}
/** As the two decisions say them. */
export const RULES: OracleRules = {
  freshMs: 30_000,
  walkMps: 5 / 3.6,
  noWalkM: 20,
  onSiteM: 60,
  siteDetour: 1.3,
  offRoadM: 150,
  besideM: 25,
  stopsAtTheOther: false,
  standsOnTheOther: false,
  hasTurnOut: true,
  farSeconds: 30 * 60,
};
/** Where nobody is near, so much farther is looked at a time. */
const WIDER = 1.6;

interface Segment {
  readonly from: number;
  readonly to: number;
  readonly lengthM: number;
  readonly road: number;
  /** The stretch between two crossings it is part of. */
  stretch: number;
}
interface Spot {
  readonly segment: Segment;
  /** Share of the segment before it, in the drawn direction. */
  readonly share: number;
  readonly offM: number;
}
interface Pace {
  readonly forward: number;
  readonly backward: number;
}

interface Search {
  readonly stops: readonly Spot[];
  /** From each corner to the door. */
  readonly seconds: ReadonlyMap<number, number>;
  readonly pace: (road: number) => Pace;
}

const CLOSED: Pace = { forward: Number.POSITIVE_INFINITY, backward: Number.POSITIVE_INFINITY };
const MOST_STOPS = 4;
/** What two flat maps of a town, laid at two middles, differ by: closer than that neither of two streets is the nearer. */
const EDGE_M = 0.01;
/** Every way to read the rules where streets are as near as each other, or just as far beside the nearest as one may be. */
export const READINGS: readonly OracleRules[] = [RULES.besideM, RULES.besideM - EDGE_M, RULES.besideM + EDGE_M].flatMap(
  (besideM) =>
    [false, true].flatMap((stopsAtTheOther) =>
      [false, true].map((standsOnTheOther) => ({ ...RULES, besideM, stopsAtTheOther, standsOnTheOther })),
    ),
);
const ISLAND_SHARE = 0.01;

export class SuggestionOracle {
  readonly #roads: readonly DrawnRoad[];
  readonly #corners: Point[] = [];
  readonly #segments: Segment[] = [];
  readonly #at = new Map<number, Segment[]>();
  /** How far a street is beside a place is measured on the ellipsoid (NGA's series): on a sphere it is 4 in 1,000 off. */
  readonly #metresPerLat: number;
  readonly #metresPerLon: number;

  /** Who stands where he stood is on the road he was on; one alarm asks several times. */
  readonly #spots = new Map<string, Spot | null>();
  readonly #paces = new Map<string, (road: number) => Pace>();
  #asked: { key: string; searches: Map<TravelModeId, Search> } = { key: '', searches: new Map() };

  constructor(roads: readonly DrawnRoad[]) {
    this.#roads = roads.filter(({ properties }) => (ROAD_CLASSES as readonly unknown[]).includes(properties.highway));
    const numbers = new Map<string, number>();
    const cornerOf = (point: Point): number => {
      const key = `${Math.round(point[0] * 1e7)} ${Math.round(point[1] * 1e7)}`;
      const number = numbers.get(key) ?? this.#corners.push(point) - 1;
      numbers.set(key, number);
      return number;
    };
    const all: Segment[] = [];
    for (const [road, { geometry }] of this.#roads.entries()) {
      const line = geometry.coordinates.map(cornerOf);
      for (let index = 1; index < line.length; index++) {
        const [from, to] = [line[index - 1]!, line[index]!];
        if (from === to) continue;
        all.push({ from, to, lengthM: distanceM(this.#corners[from]!, this.#corners[to]!), road, stretch: -1 });
      }
    }
    this.#segments = mainlandOf(all);
    for (const segment of this.#segments) {
      for (const end of [segment.from, segment.to]) this.#at.set(end, [...(this.#at.get(end) ?? []), segment]);
    }
    this.#nameStretches();
    const lats = this.#corners.map(([, lat]) => lat);
    const middle = (((Math.min(...lats) + Math.max(...lats)) / 2) * Math.PI) / 180;
    this.#metresPerLat = 111_132.954 - 559.822 * Math.cos(2 * middle) + 1.175 * Math.cos(4 * middle);
    this.#metresPerLon = 111_412.84 * Math.cos(middle) - 93.5 * Math.cos(3 * middle) + 0.118 * Math.cos(5 * middle);
  }

  /** Everybody who may be sent, quickest first; those whose ETA would be invented last, without one. */
  rank(
    incident: OracleIncident,
    units: readonly OracleUnit[],
    now: number,
    rules: OracleRules = RULES,
  ): { unitId: string; seconds: number | null }[] {
    const { lon, lat } = incident.place;
    const key = `${incident.id} ${lon} ${lat} ${now} ${rules.besideM} ${rules.stopsAtTheOther}`;
    if (this.#asked.key !== key) this.#asked = { key, searches: new Map() };
    const found: { unitId: string; seconds: number; isInvented: boolean; toDoor: number }[] = [];
    for (const unit of units) {
      if (!mayBeSent(unit, incident, now, rules)) continue;
      const search = this.#searchFor(unit.mode, incident.place, now, rules);
      const spot = this.#spotOf(unit, search.pace, rules);
      const airM = distanceM([unit.position.lon, unit.position.lat], [lon, lat]);
      const onFoot = airM <= rules.onSiteM ? (airM * RULES.siteDetour) / RULES.walkMps : Number.POSITIVE_INFINITY;
      const toDoor = spot ? this.#drive(spot, search) : Number.POSITIVE_INFINITY;
      const byRoad = spot ? walkSeconds(spot.offM) + toDoor : Number.POSITIVE_INFINITY;
      const isMoving = (unit.position.speedMps ?? 0) > 0.7;
      const turnOut = isMoving || !rules.hasTurnOut ? 0 : TURN_OUT_SECONDS[unit.kind];
      const seconds = turnOut + Math.min(onFoot, byRoad);
      if (seconds === Number.POSITIVE_INFINITY) continue;
      const isFar = (spot?.offM ?? 0) > RULES.offRoadM || (search.stops[0]?.offM ?? 0) > RULES.offRoadM;
      found.push({ unitId: unit.id, seconds, isInvented: isFar && onFoot > byRoad, toDoor: Math.min(toDoor, onFoot) });
    }
    let farSeconds = rules.farSeconds;
    while (found.length > 0 && found.every(({ toDoor }) => toDoor > farSeconds)) farSeconds *= WIDER;
    return found
      .filter(({ toDoor }) => toDoor <= farSeconds)
      .sort((left, right) => Number(left.isInvented) - Number(right.isInvented) || left.seconds - right.seconds)
      .map(({ unitId, seconds, isInvented }) => ({ unitId, seconds: isInvented ? null : seconds }));
  }

  #searchFor(mode: TravelModeId, place: OracleIncident['place'], now: number, rules: OracleRules): Search {
    const known = this.#asked.searches.get(mode);
    if (known) return known;
    const pace = this.#pacesOf(mode, (((now / 3_600_000 + 8) % 24) + 24) % 24);
    const stops = this.#stops(place, pace, rules);
    const search = { stops, pace, seconds: this.#secondsTo(stops, pace) };
    this.#asked.searches.set(mode, search);
    return search;
  }

  #spotOf(
    { mode, position }: OracleUnit,
    pace: (road: number) => Pace,
    { standsOnTheOther }: OracleRules,
  ): Spot | null {
    const key = `${mode} ${position.lon} ${position.lat} ${standsOnTheOther}`;
    const known = this.#spots.get(key);
    if (known !== undefined) return known;
    const spot = this.#nearest(position, pace, standsOnTheOther);
    this.#spots.set(key, spot);
    return spot;
  }

  /** Seconds a metre along and against each road, as the mode's row of the catalogue has it. */
  #pacesOf(modeId: TravelModeId, hour: number): (road: number) => Pace {
    const key = `${modeId} ${hour}`;
    const made = this.#paces.get(key) ?? this.#makePaces(modeId, hour);
    this.#paces.set(key, made);
    return made;
  }

  #makePaces(modeId: TravelModeId, hour: number): (road: number) => Pace {
    const mode = TRAVEL_MODE_CATALOG[modeId];
    const known = new Map<number, Pace>();
    const paceOf = (road: number): Pace => {
      const tags = this.#roads[road]!.properties;
      const word = (key: string) => String(tags[key] ?? '').trim();
      const roadClass = tags.highway as (typeof ROAD_CLASSES)[number];
      const listed = mode.speedKmh[roadClass];
      const access: Record<string, string> = Object.fromEntries(mode.access.map((key) => [key, word(key)]));
      if (word('motorroad') === 'yes') {
        access.foot ||= 'no';
        access.bicycle ||= 'no';
      }
      const rule = mode.access.map((key) => access[key]).find((value) => value);
      if (listed === undefined || rule === 'no') return CLOSED;
      const isMain = MAIN_ROADS.includes(roadClass);
      const signed = Number(/^\d+(\.\d+)?$/.exec(word('maxspeed'))?.[0] ?? Number.NaN);
      const speedKmh = mode.obeysMaxspeed && signed > 0 ? Math.min(listed, signed) : listed;
      const times = mode.hours
        .filter(({ roads }) => roads === 'all' || isMain)
        .filter(({ fromHour, toHour }) =>
          fromHour < toHour ? hour >= fromHour && hour < toHour : hour >= fromHour || hour < toHour,
        )
        .reduce((product, factor) => product * factor.times, 1);
      const perMetre = (times * 3.6) / speedKmh;
      const way =
        mode.oneway === 'ignore' || (mode.oneway === 'obeyOnMainRoads' && !isMain)
          ? 0
          : onewayOf(word, mode.access.includes('bicycle'));
      return {
        forward: way === -1 ? Number.POSITIVE_INFINITY : perMetre,
        backward: way === 1 ? Number.POSITIVE_INFINITY : perMetre,
      };
    };
    return (road) => {
      const pace = known.get(road) ?? paceOf(road);
      known.set(road, pace);
      return pace;
    };
  }

  #spotOn(segment: Segment, { lon, lat }: { lon: number; lat: number }): Spot {
    const metres = ([pointLon, pointLat]: Point) =>
      [(pointLon - lon) * this.#metresPerLon, (pointLat - lat) * this.#metresPerLat] as const;
    const [ax, ay] = metres(this.#corners[segment.from]!);
    const [bx, by] = metres(this.#corners[segment.to]!);
    const [dx, dy] = [bx - ax, by - ay];
    const share = Math.min(1, Math.max(0, -(ax * dx + ay * dy) / (dx * dx + dy * dy)));
    return { segment, share, offM: Math.hypot(ax + share * dx, ay + share * dy) };
  }

  #nearest(place: { lon: number; lat: number }, pace: (road: number) => Pace, takesTheOther = false): Spot | null {
    let best: Spot | null = null;
    let second: Spot | null = null;
    for (const segment of this.#segments) {
      if (!isUsable(pace(segment.road))) continue;
      const spot = this.#spotOn(segment, place);
      if (spot.offM > 3_000 || (second && spot.offM >= second.offM)) continue;
      [best, second] = best && spot.offM >= best.offM ? [best, spot] : [spot, best];
    }
    return takesTheOther && best && second && second.offM - best.offM < EDGE_M ? second : best;
  }

  /** The nearest street, and others about as near that one may step off: one place a stretch. */
  #stops(
    place: { lon: number; lat: number },
    pace: (road: number) => Pace,
    { besideM, stopsAtTheOther }: OracleRules,
  ): Spot[] {
    const nearest = this.#nearest(place, pace);
    if (!nearest) return [];
    const ofStretch = new Map<number, Spot>();
    for (const segment of this.#segments) {
      if (!isUsable(pace(segment.road)) || this.#isApart(segment.road)) continue;
      const spot = this.#spotOn(segment, place);
      const known = ofStretch.get(segment.stretch);
      if (spot.offM <= nearest.offM + besideM && (!known || spot.offM < known.offM))
        ofStretch.set(segment.stretch, spot);
    }
    const near = [...ofStretch.values()].sort((left, right) => left.offM - right.offM);
    const stops = near.slice(0, MOST_STOPS);
    const [last, other] = near.slice(MOST_STOPS - 1);
    if (stopsAtTheOther && last && other && other.offM - last.offM < EDGE_M) stops[MOST_STOPS - 1] = other;
    return stops.length > 0 ? stops : [nearest];
  }

  #isApart(road: number): boolean {
    const tags = this.#roads[road]!.properties;
    const isSet = (key: string) =>
      tags[key] !== undefined && tags[key] !== null && tags[key] !== '' && tags[key] !== 'no';
    return (
      String(tags.highway).startsWith('motorway') ||
      isSet('bridge') ||
      isSet('tunnel') ||
      (isSet('layer') && String(tags.layer) !== '0')
    );
  }

  /** Seconds from every corner to the door. */
  #secondsTo(stops: readonly Spot[], pace: (road: number) => Pace): ReadonlyMap<number, number> {
    const best = new Map<number, number>();
    const waiting = new Heap();
    const reach = (corner: number, seconds: number) => {
      if (seconds >= (best.get(corner) ?? Number.POSITIVE_INFINITY)) return;
      best.set(corner, seconds);
      waiting.push(corner, seconds);
    };
    for (const { segment, share, offM } of stops) {
      const { forward, backward } = pace(segment.road);
      reach(segment.from, walkSeconds(offM) + part(segment.lengthM * share, forward));
      reach(segment.to, walkSeconds(offM) + part(segment.lengthM * (1 - share), backward));
    }
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      if (next.seconds > best.get(next.corner)!) continue;
      for (const { from, to, lengthM, road } of this.#at.get(next.corner) ?? []) {
        const { forward, backward } = pace(road);
        // Backwards: who stands at the other end drives towards this one.
        if (to === next.corner) reach(from, next.seconds + lengthM * forward);
        if (from === next.corner) reach(to, next.seconds + lengthM * backward);
      }
    }
    return best;
  }

  #drive(
    { segment, share }: Spot,
    {
      stops,
      seconds,
      pace,
    }: { stops: readonly Spot[]; seconds: ReadonlyMap<number, number>; pace: (road: number) => Pace },
  ): number {
    const { forward, backward } = pace(segment.road);
    const from = (corner: number) => seconds.get(corner) ?? Number.POSITIVE_INFINITY;
    const ways = [
      part(segment.lengthM * (1 - share), forward) + from(segment.to),
      part(segment.lengthM * share, backward) + from(segment.from),
      ...stops
        .filter((stop) => stop.segment === segment)
        .map(
          (stop) =>
            walkSeconds(stop.offM) +
            part(segment.lengthM * Math.abs(stop.share - share), stop.share >= share ? forward : backward),
        ),
    ];
    return Math.min(...ways);
  }

  /** A stretch goes on through a corner where two segments of the same kind of road meet, drawn the same way, and nothing else. */
  #nameStretches(): void {
    const kind = (segment: Segment) =>
      JSON.stringify(
        Object.entries(this.#roads[segment.road]!.properties)
          .filter(([key]) => key !== 'lanes')
          .sort(),
      );
    let stretches = 0;
    for (const first of this.#segments) {
      if (first.stretch !== -1) continue;
      const stretch = stretches++;
      const waiting = [first];
      for (let segment = waiting.pop(); segment; segment = waiting.pop()) {
        segment.stretch = stretch;
        for (const corner of [segment.from, segment.to]) {
          const meeting = this.#at.get(corner)!;
          const [other] = meeting.filter((each) => each !== segment);
          if (meeting.length !== 2 || !other || other.stretch !== -1 || kind(other) !== kind(segment)) continue;
          if ((segment.to === corner) === (other.from === corner)) waiting.push(other);
        }
      }
    }
  }
}

/** Suitable, not asked in vain, free or told of this very incident by the rule, and fresh. */
function mayBeSent(unit: OracleUnit, incident: OracleIncident, now: number, { freshMs }: OracleRules): boolean {
  if (!INCIDENT_KIND_CATALOG[incident.kind].unitKinds.includes(unit.kind)) return false;
  const asked = incident.dispatches.filter(({ unitId, task }) => unitId === unit.id && task === 'respond').at(-1);
  if (asked?.state === 'refused' || asked?.state === 'timedOut') return false;
  const isToldOfThis = asked?.isAutomatic === true && asked.state === 'notified';
  if (unit.engagement && !isToldOfThis) return false;
  const { source, fixAt = now, receivedAt = now, staleAt } = unit.position;
  if (source === 'registered') return true;
  return now - Math.min(fixAt, receivedAt) <= freshMs && !(typeof staleAt === 'number' && now > staleAt);
}

function walkSeconds(offM: number): number {
  return Math.max(0, offM - RULES.noWalkM) / RULES.walkMps;
}

const isUsable = ({ forward, backward }: Pace) =>
  forward < Number.POSITIVE_INFINITY || backward < Number.POSITIVE_INFINITY;
/** Nothing is driven over no distance, whatever the sign says. */
const part = (metres: number, perMetre: number) => (metres <= 0 ? 0 : metres * perMetre);

function onewayOf(word: (key: string) => string, isBicycle: boolean): -1 | 0 | 1 {
  const read = (value: string) =>
    ['yes', 'true', '1'].includes(value)
      ? 1
      : ['-1', 'reverse'].includes(value)
        ? -1
        : ['no', 'false', '0'].includes(value)
          ? 0
          : null;
  const implied = word('highway') === 'motorway' || ['roundabout', 'circular'].includes(word('junction')) ? 1 : 0;
  const signed = read(word('oneway')) ?? implied;
  if (!isBicycle) return signed;
  const isOpposite = ['cycleway', 'cycleway:left', 'cycleway:right', 'cycleway:both'].some((key) =>
    word(key).startsWith('opposite'),
  );
  return read(word('oneway:bicycle')) ?? (isOpposite ? 0 : signed);
}

/** Without the islands: connected pieces of under one hundredth of all length. */
function mainlandOf(segments: readonly Segment[]): Segment[] {
  const group = new Map<number, number>();
  const rootOf = (corner: number): number => {
    let root = corner;
    while ((group.get(root) ?? root) !== root) root = group.get(root)!;
    return root;
  };
  for (const { from, to } of segments) group.set(rootOf(from), rootOf(to));
  const lengths = new Map<number, number>();
  for (const { from, lengthM } of segments) lengths.set(rootOf(from), (lengths.get(rootOf(from)) ?? 0) + lengthM);
  const total = [...lengths.values()].reduce((sum, length) => sum + length, 0);
  const longest = Math.max(...lengths.values());
  return segments.filter(({ from }) => {
    const length = lengths.get(rootOf(from))!;
    return length === longest || length >= total * ISLAND_SHARE;
  });
}

class Heap {
  readonly #items: { corner: number; seconds: number }[] = [];

  push(corner: number, seconds: number): void {
    const items = this.#items;
    items.push({ corner, seconds });
    for (let at = items.length - 1; at > 0; ) {
      const above = (at - 1) >> 1;
      if (items[above]!.seconds <= items[at]!.seconds) return;
      [items[above], items[at]] = [items[at]!, items[above]!];
      at = above;
    }
  }

  pop(): { corner: number; seconds: number } | undefined {
    const items = this.#items;
    const least = items[0];
    const last = items.pop();
    if (items.length === 0 || !last) return least;
    items[0] = last;
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let next = at;
      if (left < items.length && items[left]!.seconds < items[next]!.seconds) next = left;
      if (right < items.length && items[right]!.seconds < items[next]!.seconds) next = right;
      if (next === at) return least;
      [items[next], items[at]] = [items[at]!, items[next]!];
      at = next;
    }
  }
}
