import type { StoredEvent } from '#shared/domain/event.ts';
import { unpackWorld } from '#shared/domain/world.ts';
import type { ReplayWorld } from '#shared/wire/replay.ts';
import type { PositionTuple, StationFacts } from '#shared/wire/seat.ts';
import { CallWords } from '../callWords.ts';
import type { CommandOutcome } from '../commandOutcome.ts';
import { type Connection, firstConnection } from '../connection.ts';
import type { DeskSource } from '../deskSource.ts';
import { LiveState } from '../liveState.ts';
import { Observable } from '../observable.ts';

/**
 * A moment of the past in the form of what is live: the same state, folded by the same functions, so that panels and scene show
 * it without knowing. It can be read and never told anything. Fed by the session (replaySession.ts).
 */
export class ReplaySource implements DeskSource {
  readonly live = new LiveState();
  readonly changes = new Observable();
  /** Nobody calls out of the past. */
  readonly calls = new CallWords();
  /** Not a line that could be lost: what is shown is held. */
  readonly connection: Connection = { ...firstConnection(0), state: 'live', core: 'running' };
  readonly door = null;
  readonly now: () => number;
  readonly localNow: () => number;
  readonly #positionListeners = new Set<(unitIds: readonly string[]) => void>();
  #generation = 0;

  constructor(now: () => number, localNow: () => number) {
    this.now = now;
    this.localNow = localNow;
  }

  /** Grows when everything was replaced: nothing moved there, it was put there. */
  get generation(): number {
    return this.#generation;
  }

  onPositions(listener: (unitIds: readonly string[]) => void): () => void {
    this.#positionListeners.add(listener);
    return () => this.#positionListeners.delete(listener);
  }

  /** Shows another moment. Nobody sits here, so nobody may do anything. */
  put(station: StationFacts | null, { world, hash }: ReplayWorld, positions: readonly PositionTuple[]): void {
    this.live.station = station;
    this.live.world = unpackWorld(world);
    this.live.hash = hash;
    this.live.positions.clear();
    this.live.place(positions);
    this.#generation++;
    this.changes.changed();
  }

  /** Goes on from the moment shown; false when events are missing between. */
  go(events: readonly StoredEvent[], moves: readonly PositionTuple[]): boolean {
    const isWhole = this.live.fold(events) === 'folded';
    if (moves.length > 0) {
      this.live.place(moves);
      const unitIds = [...new Set(moves.map(([unitId]) => unitId))];
      for (const listener of this.#positionListeners) listener(unitIds);
    }
    if (events.length > 0) this.changes.changed();
    return isWhole;
  }

  send(): Promise<CommandOutcome> {
    return Promise.resolve({ state: 'refused', commandId: '', code: 'inReplay', message: '回放只供查看' });
  }

  recommend(): Promise<null> {
    return Promise.resolve(null);
  }

  ask(): Promise<null> {
    return Promise.resolve(null);
  }
}
