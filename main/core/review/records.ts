/** The journal as a review reads it: whole streams, stretches by kind. A read-only connection of the thread's own. */
import { join } from 'node:path';
import { Past } from '#main/core/gateway/replay/past.ts';
import type { EventRow } from '#main/core/journal/canonical.ts';
import { openReader, type ReadHandle } from '#main/core/journal/database.ts';
import { EVENT_COLUMNS, eventOfRow } from '#main/core/journal/rows.ts';
import type { StoredEvent } from '#shared/domain/event.ts';

/** One stream of a review: an incident that said more is cut there. */
const MOST_OF_STREAM = 20_000;

export class Records {
  readonly past: Past;
  readonly #reader: ReadHandle;

  constructor(directory: string, snapshot: string) {
    this.past = new Past({ directory, snapshot });
    this.#reader = openReader(join(directory, 'journal.db'));
  }

  close(): void {
    this.past.close();
    this.#reader.close();
  }

  /** In order, up to `untilSeq`; empty for one that is not there. */
  stream(stream: string, untilSeq = Number.MAX_SAFE_INTEGER): StoredEvent[] {
    return this.#reader
      .all<EventRow>(
        `SELECT ${EVENT_COLUMNS} FROM events WHERE stream = ? AND seq <= ? ORDER BY version LIMIT ?`,
        stream,
        untilSeq,
        MOST_OF_STREAM,
      )
      .map(eventOfRow);
  }

  /** Streams of this noun that said something in the stretch, in order of first word. */
  streamsWithin(noun: string, afterSeq: number, untilSeq: number, most: number): string[] {
    return this.#reader
      .all<{ stream: string }>(
        `SELECT stream, min(seq) AS first FROM events WHERE seq > ? AND seq <= ? AND stream >= ? AND stream < ?
         GROUP BY stream ORDER BY first LIMIT ?`,
        afterSeq,
        untilSeq,
        `${noun}:`,
        `${noun};`,
        most,
      )
      .map(({ stream }) => stream);
  }

  /** Of these kinds after `afterSeq` up to `untilSeq`, in order. */
  ofKinds(kinds: readonly string[], afterSeq: number, untilSeq: number, most: number): StoredEvent[] {
    return this.#reader
      .all<EventRow>(
        `SELECT ${EVENT_COLUMNS} FROM events WHERE seq > ? AND seq <= ? AND kind IN (${kinds.map(() => '?').join(', ')})
         ORDER BY seq LIMIT ?`,
        afterSeq,
        untilSeq,
        ...kinds,
        most,
      )
      .map(eventOfRow);
  }

  /** What somebody at a seat did, and these kinds, whoever did them; incidents apart. */
  beside(kinds: readonly string[], afterSeq: number, untilSeq: number, most: number): StoredEvent[] {
    return this.#reader
      .all<EventRow>(
        `SELECT ${EVENT_COLUMNS} FROM events WHERE seq > ? AND seq <= ? AND NOT (stream >= 'incident:' AND stream < 'incident;')
         AND (actor LIKE '%"kind":"operator"%' OR kind IN (${kinds.map(() => '?').join(', ')})) ORDER BY seq LIMIT ?`,
        afterSeq,
        untilSeq,
        ...kinds,
        most,
      )
      .map(eventOfRow);
  }

  incidents(fromAt: number, toAt: number, most: number): IncidentListed[] {
    return this.#reader.all<IncidentListed>(
      `SELECT id, kind, level, opened_at AS openedAt, closed_at AS closedAt, summary FROM incidents
       WHERE opened_at <= ? AND (closed_at IS NULL OR closed_at >= ?) ORDER BY opened_at DESC, id DESC LIMIT ?`,
      toAt,
      fromAt,
      most,
    );
  }
}

export interface IncidentListed {
  readonly id: string;
  readonly kind: string;
  readonly level: 1 | 2 | 3 | 4;
  readonly openedAt: number;
  readonly closedAt: number | null;
  /** JSON of IncidentSummary (journal/projections/incidents.ts). */
  readonly summary: string;
}
