import type { ReadHandle } from '../database.ts';
import type { Projection } from '../projection.ts';

/** One alarm as `/api/alarms` shows it. `seq` is the seq of its event. */
export interface AlarmRow {
  seq: number;
  id: string;
  /** null: from a device the station does not know. */
  deviceId: string | null;
  linkId: string;
  protocol: string;
  class: string;
  code: string;
  /** UTC epoch ms by the core's clock. */
  receivedAt: number;
  /** The frame as it came, in hex. */
  raw: string;
}

/** The part of the body of `alarm.received` that is kept here. */
type AlarmReceived = Omit<AlarmRow, 'seq' | 'id' | 'raw'> & { alarmId: string };

export const ALARMS_PER_PAGE = 1000;

/** Every alarm ever received, one row per `alarm.received`. The frame stays in the event: writing it twice would slow a storm. */
export const alarms: Projection = {
  name: 'alarms',
  version: 3,
  tables: ['alarms'],
  create: `
    CREATE TABLE alarms (
      seq INTEGER PRIMARY KEY,
      id TEXT NOT NULL,
      device_id TEXT,
      link_id TEXT NOT NULL,
      protocol TEXT NOT NULL,
      class TEXT NOT NULL,
      code TEXT NOT NULL,
      received_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX alarms_by_device ON alarms (device_id, received_at);
  `,
  apply(event, db) {
    if (event.kind !== 'alarm.received') return;
    const body = event.body as AlarmReceived;
    db.run(
      'INSERT INTO alarms VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      event.seq,
      body.alarmId,
      body.deviceId,
      body.linkId,
      body.protocol,
      body.class,
      body.code,
      body.receivedAt,
    );
  },
};

/** Whether an alarm of this device came in with this very frame (hex) between two times, epoch ms, both included. */
export function hasStoredFrame(
  reader: ReadHandle,
  { deviceId, raw, fromAt, toAt }: { deviceId: string; raw: string; fromAt: number; toAt: number },
): boolean {
  const found = reader.all<{ seq: number }>(
    `SELECT alarms.seq FROM alarms JOIN events ON events.seq = alarms.seq
     WHERE device_id = ? AND received_at BETWEEN ? AND ? AND events.body ->> '$.raw' = ? LIMIT 1`,
    deviceId,
    fromAt,
    toAt,
    raw,
  );
  return found.length > 0;
}

/** Alarms after a seq, ascending; at most ALARMS_PER_PAGE. */
export function alarmsAfter(reader: ReadHandle, after: number, limit: number = ALARMS_PER_PAGE): AlarmRow[] {
  return reader.all<AlarmRow>(
    `SELECT alarms.seq, alarms.id, device_id AS deviceId, link_id AS linkId, protocol, class, code,
       received_at AS receivedAt, events.body ->> '$.raw' AS raw
     FROM alarms JOIN events ON events.seq = alarms.seq WHERE alarms.seq > ? ORDER BY alarms.seq LIMIT ?`,
    after,
    Math.min(limit, ALARMS_PER_PAGE),
  );
}
