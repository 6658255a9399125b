import type { StoredEvent } from '#shared/domain/event.ts';
import type { IncidentEventBody } from '#shared/domain/incident.ts';
import type { IncidentSource } from '#shared/domain/incidentLife.ts';
import type { ReadHandle } from '../database.ts';
import type { Projection, ProjectionWriter, SqlValue } from '../projection.ts';

/** One incident for search, lists and statistics. What it is now in full is the fold of its stream. */
export interface IncidentRow {
  id: string;
  kind: string;
  level: number;
  state: 'open' | 'closed';
  /** UTC epoch ms; of the first alarm when alarms opened it. */
  openedAt: number;
  closedAt: number | null;
  gridCode: string | null;
  summary: IncidentSummary;
}

export interface IncidentSummary {
  number: string;
  title: string;
  source: IncidentSource;
  address: string;
  gridName: string | null;
  communityName: string | null;
  lon: number;
  lat: number;
  closeReason: string | null;
}

export const INCIDENTS_PER_PAGE = 1000;

export const incidents: Projection = {
  name: 'incidents',
  version: 2,
  tables: ['incidents'],
  create: `
    CREATE TABLE incidents (
      id TEXT PRIMARY KEY,
      kind TEXT NOT NULL,
      level INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
      opened_at INTEGER NOT NULL,
      closed_at INTEGER,
      grid_code TEXT,
      summary TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX incidents_by_state ON incidents (state, opened_at);
    CREATE INDEX incidents_by_grid ON incidents (grid_code, opened_at);
  `,
  apply(event, db) {
    if (event.kind === 'incident.opened') insertOpened(event, db);
    if (event.kind === 'incident.closed') {
      const body = event.body as IncidentEventBody['incident.closed'];
      db.run(
        `UPDATE incidents SET state = 'closed', closed_at = ?, summary = json_set(summary, '$.closeReason', ?) WHERE id = ?`,
        event.at,
        body.reason,
        body.incidentId,
      );
    }
    if (event.kind === 'incident.merged') {
      const { incidentId } = event.body as IncidentEventBody['incident.merged'];
      db.run(
        `UPDATE incidents SET state = 'closed', closed_at = ?, summary = json_set(summary, '$.closeReason', 'duplicate') WHERE id = ?`,
        event.at,
        incidentId,
      );
    }
    if (event.kind === 'incident.reopened') {
      const { incidentId } = event.body as IncidentEventBody['incident.reopened'];
      db.run(
        `UPDATE incidents SET state = 'open', closed_at = NULL, summary = json_set(summary, '$.closeReason', NULL) WHERE id = ?`,
        incidentId,
      );
    }
    if (event.kind === 'incident.classified') {
      const { incidentId, kind, level } = event.body as IncidentEventBody['incident.classified'];
      db.run(`UPDATE incidents SET kind = ?, level = ? WHERE id = ?`, kind, level, incidentId);
    }
  },
};

function insertOpened(event: StoredEvent, db: ProjectionWriter): void {
  const body = event.body as IncidentEventBody['incident.opened'];
  const { address, gridCode, gridName, communityName, lon, lat } = body.place;
  const { number, title, source } = body;
  const summary: IncidentSummary = {
    number,
    title,
    source,
    address,
    gridName,
    communityName,
    lon,
    lat,
    closeReason: null,
  };
  db.run(
    `INSERT INTO incidents VALUES (?, ?, ?, 'open', ?, NULL, ?, ?)`,
    body.incidentId,
    body.kind,
    body.level,
    body.alarm?.at ?? event.at,
    gridCode,
    JSON.stringify(summary),
  );
}

export interface IncidentSearch {
  state?: 'open' | 'closed';
  /** A grid code, or the beginning of one: its community, town or district. */
  gridCodePrefix?: string;
  /** Opened from (inclusive) and before, UTC epoch ms. */
  openedFrom?: number;
  openedBefore?: number;
  limit?: number;
}

/** Newest first; at most INCIDENTS_PER_PAGE. */
export function findIncidents(reader: ReadHandle, search: IncidentSearch = {}): IncidentRow[] {
  const conditions: string[] = [];
  const values: SqlValue[] = [];
  const where = (condition: string, ...bound: SqlValue[]) => {
    conditions.push(condition);
    values.push(...bound);
  };
  if (search.state !== undefined) where('state = ?', search.state);
  if (search.gridCodePrefix !== undefined)
    where('substr(grid_code, 1, ?) = ?', search.gridCodePrefix.length, search.gridCodePrefix);
  if (search.openedFrom !== undefined) where('opened_at >= ?', search.openedFrom);
  if (search.openedBefore !== undefined) where('opened_at < ?', search.openedBefore);
  const rows = reader.all<Omit<IncidentRow, 'summary'> & { summary: string }>(
    `SELECT id, kind, level, state, opened_at AS openedAt, closed_at AS closedAt, grid_code AS gridCode, summary
     FROM incidents ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''} ORDER BY opened_at DESC, id DESC LIMIT ?`,
    ...values,
    Math.min(search.limit ?? INCIDENTS_PER_PAGE, INCIDENTS_PER_PAGE),
  );
  return rows.map((row) => ({ ...row, summary: JSON.parse(row.summary) as IncidentSummary }));
}
