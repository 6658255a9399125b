/**
 * The past of one journal: the world after any of its events. Folds forward from the nearest world kept in memory, the desk's
 * own snapshots among them. Reads in pages over a read-only connection of its own; lives in a thread (thread.ts) or a test.
 */
import { join } from 'node:path';
import type { EventRow } from '#main/core/journal/canonical.ts';
import { openReader, type ReadHandle } from '#main/core/journal/database.ts';
import { EVENT_COLUMNS, eventOfRow } from '#main/core/journal/rows.ts';
import { Snapshots } from '#main/core/journal/snapshots.ts';
import type { StoredEvent } from '#shared/domain/event.ts';
import { emptyWorld, evolveWorld, type PackedWorld, packWorld, unpackWorld, type World } from '#shared/domain/world.ts';
import type { Moment, ReplayThreadOptions } from './messages.ts';

const PAGE = 500;
/** A world is kept after so many events; entities are shared between them, so one costs little more than its lists. */
const KEEP_EVERY = 500;
const MOST_KEPT = 200;
/** Reading a snapshot from disk costs as much as folding about so many events. */
const SNAPSHOT_WORTH = 5_000;

export class Past {
  readonly #reader: ReadHandle;
  readonly #options: ReplayThreadOptions;
  /** Ascending by `seq`. */
  #kept: PackedWorld[] = [packWorld(emptyWorld())];
  #keepEvery = KEEP_EVERY;

  constructor(options: ReplayThreadOptions) {
    this.#options = options;
    this.#reader = openReader(join(options.directory, 'journal.db'));
  }

  close(): void {
    this.#reader.close();
  }

  get headSeq(): number {
    return this.#reader.get<{ seq: number | null }>('SELECT max(seq) AS seq FROM events')?.seq ?? 0;
  }

  /**
   * The last event of that moment, 0 before the first. Where the clock was set back the order of the journal counts: the
   * answer is always an event at or before `at` that is followed by one after it, or the last one of all.
   */
  seqOf(moment: Moment): number {
    const head = this.headSeq;
    if ('seq' in moment) return Math.min(moment.seq, head);
    if (head === 0 || this.#atOf(head) <= moment.at) return head;
    let before = 0;
    let after = head;
    while (after - before > 1) {
      const middle = (before + after) >> 1;
      if (this.#atOf(middle) <= moment.at) before = middle;
      else after = middle;
    }
    return before;
  }

  /** Its hash, `''` for 0. */
  hashOf(seq: number): string {
    return this.#reader.get<{ hash: string }>('SELECT hash FROM events WHERE seq = ?', seq)?.hash ?? '';
  }

  atOf(seq: number): number | null {
    return seq === 0 ? null : this.#atOf(seq);
  }

  /** The fold of everything up to `seq`. The caller's own: it may go on folding it. */
  worldAfter(seq: number): World {
    const world = unpackWorld(this.#nearest(seq));
    for (const event of this.events(world.seq, seq)) {
      evolveWorld(world, event);
      if (event.seq % this.#keepEvery === 0) this.#keep(packWorld(world));
    }
    return world;
  }

  /** In order, after `afterSeq` up to `untilSeq`; a page of them is in memory at a time. */
  *events(afterSeq: number, untilSeq: number, kinds?: string): Generator<StoredEvent> {
    const only = kinds === undefined ? '' : `AND (${kinds})`;
    for (let after = afterSeq; after < untilSeq; ) {
      const rows = this.#reader.all<EventRow>(
        `SELECT ${EVENT_COLUMNS} FROM events WHERE seq > ? AND seq <= ? ${only} ORDER BY seq LIMIT ?`,
        after,
        untilSeq,
        PAGE,
      );
      for (const row of rows) yield eventOfRow(row);
      if (rows.length < PAGE) return;
      after = rows.at(-1)!.seq;
    }
  }

  #atOf(seq: number): number {
    return this.#reader.get<{ at: number }>('SELECT at FROM events WHERE seq = ?', seq)!.at;
  }

  #nearest(seq: number): PackedWorld {
    const kept = this.#kept.findLast((world) => world.seq <= seq)!;
    if (seq - kept.seq < SNAPSHOT_WORTH) return kept;
    const snapshots = new Snapshots(this.#options.directory, () => undefined);
    const found = snapshots.load(this.#options.snapshot, (of) =>
      of <= seq && of > kept.seq ? this.hashOf(of) : undefined,
    );
    if (!found) return kept;
    const world = found.state as PackedWorld;
    this.#keep(world);
    return world;
  }

  #keep(world: PackedWorld): void {
    const place = this.#kept.findLastIndex(({ seq }) => seq <= world.seq);
    if (this.#kept[place]?.seq === world.seq) return;
    this.#kept.splice(place + 1, 0, world);
    if (this.#kept.length <= MOST_KEPT) return;
    this.#keepEvery *= 2;
    this.#kept = this.#kept.filter(({ seq }) => seq % this.#keepEvery === 0);
  }
}
