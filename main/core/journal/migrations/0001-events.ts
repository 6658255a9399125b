import type { Migration } from './index.ts';

/** The journal itself: one row per event, which may be added to and never changed. */
export const events: Migration = {
  number: 1,
  name: 'events',
  sql: `
    CREATE TABLE journal (
      only INTEGER PRIMARY KEY CHECK (only = 1),
      station TEXT NOT NULL,
      realm TEXT NOT NULL CHECK (realm IN ('live', 'drill'))
    ) STRICT;

    CREATE TABLE events (
      seq INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      stream TEXT NOT NULL,
      version INTEGER NOT NULL,
      station TEXT NOT NULL,
      at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      realm TEXT NOT NULL,
      kind TEXT NOT NULL,
      body TEXT NOT NULL,
      hash TEXT NOT NULL,
      UNIQUE (stream, version)
    ) STRICT;

    CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;

    CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events
    BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
  `,
};
