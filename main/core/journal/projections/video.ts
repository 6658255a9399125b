import type { ChannelEventBody, WatchReason } from '#shared/domain/channelEvents.ts';
import { nameOfActor, type StoredEvent } from '#shared/domain/event.ts';
import type { VideoPlanEventBody } from '#shared/domain/videoPlan.ts';
import type { ReadHandle } from '../database.ts';
import type { Projection, SqlValue } from '../projection.ts';

export const LOOKS_PER_PAGE = 500;

/** Who looked through which camera, whose owner has consented, which list of channels counts, what was kept as evidence. */
export const video: Projection = {
  name: 'video',
  version: 2,
  tables: ['channel_looks', 'channel_consents', 'channel_imports', 'channel_snapshots', 'video_plans'],
  create: `
    CREATE TABLE channel_looks (
      seq INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      channel_id TEXT NOT NULL,
      channel_name TEXT NOT NULL,
      by TEXT NOT NULL,
      role TEXT,
      reason TEXT NOT NULL,
      incident_id TEXT
    ) STRICT;
    CREATE INDEX channel_looks_by_channel ON channel_looks (channel_id, seq);
    CREATE INDEX channel_looks_by_incident ON channel_looks (incident_id, seq) WHERE incident_id IS NOT NULL;
    CREATE INDEX channel_looks_by_time ON channel_looks (at, seq);
    CREATE TABLE channel_consents (
      channel_id TEXT PRIMARY KEY,
      is_given INTEGER NOT NULL,
      at INTEGER NOT NULL,
      by TEXT NOT NULL,
      reason TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE channel_imports (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, hash TEXT NOT NULL, file_name TEXT NOT NULL) STRICT;
    CREATE TABLE channel_snapshots (seq INTEGER PRIMARY KEY, hash TEXT NOT NULL, incident_id TEXT) STRICT;
    CREATE TABLE video_plans (stream TEXT PRIMARY KEY, kind TEXT NOT NULL, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE INDEX channel_snapshots_by_hash ON channel_snapshots (hash);
  `,
  apply(event, db) {
    const { seq, at } = event;
    switch (event.kind as keyof ChannelEventBody | keyof VideoPlanEventBody) {
      case 'channel.watched': {
        const { channelId, name, reason } = event.body as ChannelEventBody['channel.watched'];
        const incidentId = reason.kind === 'incident' ? reason.incidentId : null;
        const { actor } = event;
        db.run(
          'INSERT INTO channel_looks VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
          ...[seq, at, channelId, name, nameOfActor(actor), actor.role ?? null, JSON.stringify(reason), incidentId],
        );
        return;
      }
      case 'channel.consentGiven':
      case 'channel.consentWithdrawn': {
        const { channelId, reason } = event.body as ChannelEventBody['channel.consentGiven'];
        db.run(
          'INSERT OR REPLACE INTO channel_consents VALUES (?, ?, ?, ?, ?)',
          ...[channelId, event.kind === 'channel.consentGiven' ? 1 : 0, at, nameOfActor(event.actor), reason],
        );
        return;
      }
      case 'channels.imported': {
        const { hash, fileName } = event.body as ChannelEventBody['channels.imported'];
        db.run('INSERT INTO channel_imports VALUES (?, ?, ?, ?)', seq, at, hash, fileName);
        return;
      }
      // The last word on each is all there is to know.
      case 'videoPreset.saved':
      case 'videoPreset.removed':
      case 'videoPatrol.saved':
      case 'videoPatrol.removed':
        db.run(
          'INSERT OR REPLACE INTO video_plans VALUES (?, ?, ?)',
          event.stream,
          event.kind,
          JSON.stringify(event.body),
        );
        return;
      case 'channel.snapshotTaken': {
        const { file, incidentId } = event.body as ChannelEventBody['channel.snapshotTaken'];
        db.run('INSERT INTO channel_snapshots VALUES (?, ?, ?)', seq, file.hash, incidentId);
        return;
      }
    }
  },
};

export interface LookSearch {
  readonly channelId?: string | undefined;
  readonly incidentId?: string | undefined;
  /** From (inclusive) and before, UTC epoch ms. */
  readonly fromAt?: number | undefined;
  readonly untilAt?: number | undefined;
  readonly afterSeq?: number | undefined;
}

export interface LookRow {
  readonly seq: number;
  readonly at: number;
  readonly channelId: string;
  readonly channelName: string;
  readonly by: string;
  readonly role: string | null;
  readonly reason: WatchReason;
}

/** In the order of the journal; at most LOOKS_PER_PAGE. */
export function looksOf(reader: ReadHandle, search: LookSearch): LookRow[] {
  const conditions: [text: string, value: SqlValue | undefined][] = [
    ['seq > ?', search.afterSeq ?? 0],
    ['channel_id = ?', search.channelId],
    ['incident_id = ?', search.incidentId],
    ['at >= ?', search.fromAt],
    ['at < ?', search.untilAt],
  ];
  const used = conditions.filter((condition): condition is [string, SqlValue] => condition[1] !== undefined);
  const rows = reader.all<Omit<LookRow, 'reason'> & { reason: string }>(
    `SELECT seq, at, channel_id AS channelId, channel_name AS channelName, by, role, reason FROM channel_looks
     WHERE ${used.map(([text]) => text).join(' AND ')} ORDER BY seq LIMIT ${LOOKS_PER_PAGE}`,
    ...used.map(([, value]) => value),
  );
  return rows.map((row) => ({ ...row, reason: JSON.parse(row.reason) as WatchReason }));
}

export interface ConsentRow {
  readonly channelId: string;
  readonly isGiven: boolean;
  readonly at: number;
  readonly by: string;
  readonly reason: string;
}

export function consentsOf(reader: ReadHandle): ConsentRow[] {
  return reader
    .all<Omit<ConsentRow, 'isGiven'> & { isGiven: number }>(
      'SELECT channel_id AS channelId, is_given AS isGiven, at, by, reason FROM channel_consents',
    )
    .map((row) => ({ ...row, isGiven: row.isGiven === 1 }));
}

/** The list that counts; undefined where none was ever imported. */
export function lastChannelImport(
  reader: ReadHandle,
): { readonly hash: string; readonly fileName: string; readonly at: number } | undefined {
  return reader.get('SELECT hash, file_name AS fileName, at FROM channel_imports ORDER BY seq DESC LIMIT 1');
}

export function isSnapshot(reader: ReadHandle, hash: string): boolean {
  return reader.get('SELECT 1 FROM channel_snapshots WHERE hash = ? LIMIT 1', hash) !== undefined;
}

/** The last event about each preset and patrol. */
export function videoPlansOf(reader: ReadHandle): Pick<StoredEvent, 'kind' | 'body'>[] {
  return reader
    .all<{ kind: string; body: string }>('SELECT kind, body FROM video_plans ORDER BY stream')
    .map(({ kind, body }) => ({ kind, body: JSON.parse(body) as StoredEvent['body'] }));
}
