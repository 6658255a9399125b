import type { Realm } from '#shared/domain/event.ts';
import { type EventRow, genesisHash } from './canonical.ts';
import type { ReadHandle } from './database.ts';
import { EVENT_COLUMNS } from './rows.ts';

/** An event exactly as it is chained: with the hash before it, anybody can recompute its own. */
export interface ChainRow {
  readonly previousHash: string;
  readonly row: EventRow;
}

/** Of evidence of one incident: what was added to it, and snapshots of cameras. In the order of the journal. */
export function evidenceRowsOf(reader: ReadHandle, incidentId: string): ChainRow[] {
  const rows = reader.all<EventRow>(
    `SELECT ${EVENT_COLUMNS} FROM events WHERE stream = ? AND kind = 'evidence.added'
     UNION ALL
     SELECT ${EVENT_COLUMNS} FROM events WHERE seq IN (SELECT seq FROM channel_snapshots WHERE incident_id = ?)
     ORDER BY seq LIMIT 1000`,
    `evidence:incident:${incidentId}`,
    incidentId,
  );
  return rows.map((row) => ({
    row,
    previousHash:
      reader.get<{ hash: string }>('SELECT hash FROM events WHERE seq = ?', row.seq - 1)?.hash ??
      genesisHash(row.station, row.realm as Realm),
  }));
}
