/** Road closures: what the desk closes and opens, and the roads that heed it. */
import type { RoadNetwork } from '#main/core/roads/index.ts';
import type { StoredEvent } from '#shared/domain/event.ts';
import { ROAD_COMMAND_BODIES as BODIES, decideRoad, type RoadClosure } from '#shared/domain/roadClosure.ts';
import type { World } from '#shared/domain/world.ts';
import { describeIssue } from '#shared/kit/issue.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import { drafted, type ExecuteContext, type Outcome, type Steward } from './command.ts';
import type { Desk } from './desk.ts';

type Roads = Pick<RoadNetwork, 'edgesNear' | 'nearestRoadName' | 'closures' | 'close'>;
type Closure = ReturnType<Roads['closures']>[number][1];

const GRAVITY: readonly Closure[] = ['open', 'cordon', 'blocked'];

/** Stewards, because which roads a circle meets is the network's to say. */
export function roadStewards(desk: Desk, roads: Roads): ExecuteContext['stewards'] {
  const { closures } = desk.world;
  const close: Steward = async (input) => {
    const parsed = BODIES['road.close'].safeParse(input);
    if (!parsed.success) return refuse('badBody', describeIssue(parsed.error));
    const { lon, lat, radiusM } = parsed.data;
    const edges = roads.edgesNear(lon, lat, radiusM).length;
    const named = roads.nearestRoadName(lon, lat);
    const names = [named?.name, named?.crossing].filter((name) => name != null);
    const closure = { id: desk.newId(), ...parsed.data, roads: names };
    return ok(
      (): Result<Outcome> =>
        drafted(decideRoad(closures, { kind: 'close', closure, edges }), { closureId: closure.id }),
    );
  };
  const open: Steward = async (input) => {
    const parsed = BODIES['road.open'].safeParse(input);
    if (!parsed.success) return refuse('badBody', describeIssue(parsed.error));
    return ok((): Result<Outcome> => drafted(decideRoad(closures, { kind: 'open', ...parsed.data })));
  };
  return { 'road.close': close, 'road.open': open };
}

/** Keeps the network as the desk has said: the gravest closure of those that meet a road, or what the scene says of it. */
export class ClosedRoads {
  readonly #roads: Roads;
  readonly #closures: World['closures'];
  /** As the scene has them, of roads that some closure has met. */
  readonly #own: ReadonlyMap<number, Closure>;
  #closed = new Map<number, Closure>();

  constructor(roads: Roads, closures: World['closures']) {
    this.#roads = roads;
    this.#closures = closures;
    this.#own = new Map(roads.closures());
    this.#settle();
  }

  onEvents(events: readonly StoredEvent[]): void {
    if (events.some(({ stream }) => stream.startsWith('road:'))) this.#settle();
  }

  #settle(): void {
    const wanted = new Map<number, Closure>();
    for (const closure of this.#closures.values()) {
      for (const edge of this.#edgesOf(closure)) {
        const present = wanted.get(edge) ?? this.#own.get(edge) ?? 'open';
        wanted.set(edge, graver(present, closure.closure));
      }
    }
    for (const edge of this.#closed.keys()) {
      if (!wanted.has(edge)) this.#roads.close(edge, this.#own.get(edge) ?? 'open');
    }
    for (const [edge, closure] of wanted) {
      if (this.#closed.get(edge) !== closure) this.#roads.close(edge, closure);
    }
    this.#closed = wanted;
  }

  #edgesOf({ lon, lat, radiusM }: RoadClosure): readonly number[] {
    return this.#roads.edgesNear(lon, lat, radiusM);
  }
}

const graver = (one: Closure, other: Closure): Closure =>
  GRAVITY.indexOf(one) >= GRAVITY.indexOf(other) ? one : other;
