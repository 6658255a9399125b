/**
 * Walks the chain from the first event, page by page, and holds it against the anchors. Reads what is on disk through its own
 * connection, so it runs beside the core and never holds up an append.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Realm } from '#shared/domain/event.ts';
import type { Anchor, AnchorRecord } from './anchors.ts';
import { type EventRow, genesisHash, type Head, rowHash } from './canonical.ts';
import type { ReadHandle } from './database.ts';
import { whyUnlinked } from './diagnosis.ts';
import { EVENT_COLUMNS } from './rows.ts';

export interface ChainFault {
  /**
   * edited: the row does not have the hash that follows from the one before · reordered: the row belongs elsewhere in the chain ·
   * missing: no row has this seq · truncated: an anchor signed off later events than there are · rewritten: the chain is
   * sound but is not the one that was signed off · unreadable: SQLite cannot read on · anchorsDamaged: a line of anchors.log is no anchor.
   */
  kind: 'edited' | 'reordered' | 'missing' | 'truncated' | 'rewritten' | 'unreadable' | 'anchorsDamaged';
  /** The first seq that cannot be trusted; for anchorsDamaged the line. */
  seq: number;
  message: string;
}

export interface SeqRange {
  from: number;
  to: number;
}

export interface Verification {
  ok: boolean;
  station: string;
  realm: Realm;
  /** Rows whose hash was recomputed. */
  checked: number;
  /** The last event that was found good. */
  head: Head;
  faults: ChainFault[];
  anchors: number;
  /** Good, and signed off: nobody can have changed them without changing anchors.log and every copy of it. */
  anchored: SeqRange | undefined;
  /** Good by their own hashes only. */
  unanchored: SeqRange | undefined;
}

/** A few milliseconds of hashing a turn: the periodic check runs beside alarms that want their answer. */
const ROWS_PER_PAGE = 50;

/** `afterSeq` trusts everything up to there and checks the rest: the periodic proof of life. */
export async function verifyChain(
  reader: ReadHandle,
  record: AnchorRecord,
  { afterSeq = 0 }: { afterSeq?: number } = {},
): Promise<Verification> {
  const { station, realm } = reader.get<{ station: string; realm: Realm }>('SELECT station, realm FROM journal')!;
  const last = reader.get<{ seq: number | null }>('SELECT max(seq) AS seq FROM events')?.seq ?? 0;
  const trusted = afterSeq === 0 ? undefined : reader.get<Head>('SELECT seq, hash FROM events WHERE seq = ?', afterSeq);
  const start: Head = trusted ?? { seq: 0, hash: genesisHash(station, realm) };

  const anchorsAt = groupBySeq(record.anchors);
  const faults: ChainFault[] = [];
  let head = start;
  let signedOff = 0;

  while (head.seq < last && faults.length === 0) {
    const page = readPage(reader, head.seq, last);
    if (!page) {
      faults.push({
        kind: 'unreadable',
        seq: head.seq + 1,
        message: `the database cannot be read after seq ${head.seq}`,
      });
      break;
    }
    for (const row of page) {
      const fault = checkRow(reader, head, row) ?? checkAnchors(anchorsAt.get(row.seq), row, signedOff);
      if (fault) {
        faults.push(fault);
        break;
      }
      head = { seq: row.seq, hash: row.hash };
      if (anchorsAt.has(row.seq)) signedOff = row.seq;
    }
    await nextTurn();
  }

  faults.push(...anchorFaults(record, last));
  return {
    ok: faults.length === 0,
    station,
    realm,
    checked: head.seq - start.seq,
    head,
    faults,
    anchors: record.anchors.length,
    anchored: range(start.seq + 1, signedOff),
    unanchored: range(Math.max(start.seq, signedOff) + 1, head.seq),
  };
}

/** At least one row, or undefined when SQLite could not read or the rows it counted are not there. */
function readPage(reader: ReadHandle, afterSeq: number, last: number): EventRow[] | undefined {
  try {
    const rows = reader.all<EventRow>(
      `SELECT ${EVENT_COLUMNS} FROM events WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?`,
      afterSeq,
      last,
      ROWS_PER_PAGE,
    );
    return rows.length > 0 ? rows : undefined;
  } catch {
    return undefined;
  }
}

function checkRow(reader: ReadHandle, head: Head, row: EventRow): ChainFault | undefined {
  const seq = head.seq + 1;
  if (row.seq !== seq) return { kind: 'missing', seq, message: `seq ${seq} is missing; the next row is ${row.seq}` };
  if (rowHash(head.hash, row) === row.hash) return undefined;
  return whyUnlinked(reader, row);
}

function checkAnchors(anchors: Anchor[] | undefined, row: EventRow, signedOff: number): ChainFault | undefined {
  const anchor = anchors?.find(({ hash }) => hash !== row.hash);
  if (!anchor) return undefined;
  return {
    kind: 'rewritten',
    seq: signedOff + 1,
    message: `seq ${row.seq} is not the event signed off at ${new Date(anchor.at).toISOString()}: the chain was made anew between ${signedOff + 1} and ${row.seq}`,
  };
}

function anchorFaults(record: AnchorRecord, last: number): ChainFault[] {
  const faults: ChainFault[] = [];
  const beyond = record.anchors.filter((anchor) => anchor.seq > last).at(-1);
  if (beyond)
    faults.push({
      kind: 'truncated',
      seq: last + 1,
      message: `seq ${last + 1} to ${beyond.seq} were signed off at ${new Date(beyond.at).toISOString()} and are gone`,
    });
  if (record.damagedLine !== undefined)
    faults.push({
      kind: 'anchorsDamaged',
      seq: record.damagedLine,
      message: `line ${record.damagedLine} of anchors.log is no anchor`,
    });
  return faults;
}

function groupBySeq(anchors: readonly Anchor[]): Map<number, Anchor[]> {
  const groups = new Map<number, Anchor[]>();
  for (const anchor of anchors) {
    const group = groups.get(anchor.seq);
    if (group) group.push(anchor);
    else groups.set(anchor.seq, [anchor]);
  }
  return groups;
}

function range(from: number, to: number): SeqRange | undefined {
  return from <= to ? { from, to } : undefined;
}
