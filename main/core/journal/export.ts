import type { EventRow } from './canonical.ts';
import type { ReadHandle } from './database.ts';
import { EVENT_COLUMNS } from './rows.ts';

export interface Output {
  write(text: string): Promise<void>;
  close(): Promise<void>;
}

const EVENTS_PER_PAGE = 1000;

/**
 * Writes the durable events after a seq as NDJSON, ascending, and returns how many. `actor` and `body` are the stored text
 * itself, so the hash of every line can be recomputed from the export (canonical.ts).
 */
export async function exportEvents(reader: ReadHandle, afterSeq: number, output: Output): Promise<number> {
  let count = 0;
  for (let after = afterSeq; ; ) {
    const rows = reader.all<EventRow>(
      `SELECT ${EVENT_COLUMNS} FROM events WHERE seq > ? ORDER BY seq LIMIT ?`,
      after,
      EVENTS_PER_PAGE,
    );
    const last = rows.at(-1);
    if (!last) return count;
    await output.write(rows.map(lineOf).join(''));
    count += rows.length;
    after = last.seq;
  }
}

function lineOf(row: EventRow): string {
  const { actor, body, ...plain } = row;
  return `${JSON.stringify(plain).slice(0, -1)},"actor":${actor},"body":${body}}\n`;
}
