import type { StoredEvent } from '#shared/domain/event.ts';
import type { ReplayWorld } from '#shared/wire/replay.ts';
import type { PositionTuple } from '#shared/wire/seat.ts';
import type { CoreAnswer, CoreFault } from '../askCore.ts';
import type { Moment, ReplayApi, ReplaySpan } from './replayApi.ts';

type Past = Pick<ReplayApi, 'world' | 'events' | 'positions'>;

/** What a seek brings: the world, and everybody's place in it. */
export interface Beginning {
  readonly world: ReplayWorld;
  readonly at: number;
  readonly positions: readonly PositionTuple[];
}

const SHORTEST_STRETCH_MS = 30_000;
const LONGEST_STRETCH_MS = 300_000;
/** So much of real time is fetched at once. */
const STRETCH_PLAYS_MS = 15_000;
/** Faster than this nobody sees every fix. */
const THINNED_FROM = 8;
const THINNED_EVERY_MS = 150;

/**
 * What happens after the moment shown, fetched ahead of it: events and moves in order, up to `coveredUntil`. A new beginning
 * drops what an older one still brings.
 */
export class ReplayFeed {
  readonly #api: Past;
  #events: StoredEvent[] = [];
  #moves: PositionTuple[] = [];
  #lastSeq = 0;
  #coveredUntil = 0;
  #generation = 0;
  #isFetching = false;
  #isThinned = false;

  constructor(api: Past) {
    this.#api = api;
  }

  get coveredUntil(): number {
    return this.#coveredUntil;
  }

  /** Some fixes of what is covered were left out, as nobody sees them at its speed: a moment looked at begins anew. */
  get isThinned(): boolean {
    return this.#isThinned;
  }

  /** Null when a later beginning has overtaken this one. */
  async begin(moment: Moment, at: number, toAt: number, speed: number): Promise<CoreAnswer<Beginning> | null> {
    const generation = ++this.#generation;
    this.#isFetching = true;
    const stretch = { fromAt: at, toAt: Math.min(toAt, at + stretchMs(speed)) };
    const [world, positions] = await Promise.all([
      this.#api.world(moment),
      this.#api.positions(stretch, everyMs(speed)),
    ]);
    const events = world.ok ? await this.#eventsAfter(world.value.seq, stretch.toAt) : world;
    if (generation !== this.#generation) return null;
    this.#isFetching = false;
    if (!world.ok) return world;
    if (!positions.ok) return positions;
    if (!events.ok) return events;
    this.#events = [...events.value];
    this.#moves = [...positions.value.moves];
    this.#lastSeq = events.value.at(-1)?.seq ?? world.value.seq;
    this.#coveredUntil = stretch.toAt;
    this.#isThinned = everyMs(speed) > 0;
    return { ok: true, value: { world: world.value, at, positions: positions.value.state } };
  }

  /** Fetches on when less than half a stretch is left. The fault of the last try, null while there is none. */
  async fill(at: number, toAt: number, speed: number): Promise<CoreFault | null> {
    const isEnough = this.#coveredUntil - at > stretchMs(speed) / 2 || this.#coveredUntil >= toAt;
    if (this.#isFetching || isEnough) return null;
    const generation = this.#generation;
    this.#isFetching = true;
    const stretch: ReplaySpan = {
      fromAt: this.#coveredUntil,
      toAt: Math.min(toAt, this.#coveredUntil + stretchMs(speed)),
    };
    const [positions, events] = await Promise.all([
      this.#api.positions(stretch, everyMs(speed)),
      this.#eventsAfter(this.#lastSeq, stretch.toAt),
    ]);
    if (generation !== this.#generation) return null;
    this.#isFetching = false;
    if (!positions.ok) return positions.failure;
    if (!events.ok) return events.failure;
    this.#events.push(...events.value);
    for (const move of positions.value.moves) this.#moves.push(move);
    this.#lastSeq = events.value.at(-1)?.seq ?? this.#lastSeq;
    this.#coveredUntil = stretch.toAt;
    this.#isThinned ||= everyMs(speed) > 0;
    return null;
  }

  /** Takes what happened up to a moment; not beyond `lastSeq`, where events share a millisecond. */
  take(at: number, lastSeq = Number.POSITIVE_INFINITY) {
    const events = countWhile(this.#events, (event) => event.at <= at && event.seq <= lastSeq);
    const moves = countWhile(this.#moves, ([, , , , , , , receivedAt]) => receivedAt <= at);
    return { events: this.#events.splice(0, events), moves: this.#moves.splice(0, moves) };
  }

  async #eventsAfter(seq: number, until: number): Promise<CoreAnswer<StoredEvent[]>> {
    const events: StoredEvent[] = [];
    for (let after = seq; ; after = events.at(-1)?.seq ?? after) {
      const page = await this.#api.events(after, until);
      if (!page.ok) return page;
      events.push(...page.value.events);
      if (page.value.isWhole || page.value.events.length === 0) return { ok: true, value: events };
    }
  }
}

const stretchMs = (speed: number) =>
  Math.min(LONGEST_STRETCH_MS, Math.max(SHORTEST_STRETCH_MS, speed * STRETCH_PLAYS_MS));
const everyMs = (speed: number) => (speed >= THINNED_FROM ? speed * THINNED_EVERY_MS : 0);

function countWhile<Item>(items: readonly Item[], isTrue: (item: Item) => boolean): number {
  const end = items.findIndex((item) => !isTrue(item));
  return end === -1 ? items.length : end;
}
