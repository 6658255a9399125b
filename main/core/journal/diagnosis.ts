import { type EventRow, type Head, rowHash } from './canonical.ts';
import type { ReadHandle } from './database.ts';
import type { ChainFault } from './verify.ts';

const HASHES_PER_PAGE = 5000;

/**
 * Why a row does not have the hash that follows from the one before: it was edited, or it was moved here from elsewhere.
 * A moved row still carries its old hash, so it fits behind some other row under that row's old number; rows that were
 * moved together are off by one or two.
 */
export function whyUnlinked(reader: ReadHandle, row: EventRow): ChainFault {
  const seq = row.seq;
  for (let after = 0; ; ) {
    const page = reader.all<Head>(
      'SELECT seq, hash FROM events WHERE seq > ? ORDER BY seq LIMIT ?',
      after,
      HASHES_PER_PAGE,
    );
    const last = page.at(-1);
    if (!last)
      return {
        kind: 'edited',
        seq,
        message: `seq ${seq} does not match its hash: it was edited, or what came before it was taken away`,
      };
    for (const other of page)
      for (const formerSeq of [other.seq, other.seq + 1, other.seq + 2, seq - 1, seq + 1])
        if (formerSeq !== seq && rowHash(other.hash, { ...row, seq: formerSeq }) === row.hash)
          return {
            kind: 'reordered',
            seq,
            message: `the event at seq ${seq} was at seq ${formerSeq}: events were reordered`,
          };
    after = last.seq;
  }
}
