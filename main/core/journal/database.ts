/**
 * The only place that opens journal.db. A writer and a reader are different types, so that nothing outside the journal can
 * write by accident. Every open sets its pragmas and reads them back: better-sqlite3 is compiled so that a WAL database
 * opened without saying so runs synchronous=NORMAL and loses answered alarms in a power cut (RELIABILITY §0.1).
 */
import Database from 'better-sqlite3';
import type { SqlValue } from './projection.ts';

/** "PAJ1". Tells a journal from any other SQLite file. */
export const APPLICATION_ID = 0x50414a31;

/** Above this size the write-ahead log is cut back to this size whenever it is reset. */
export const WAL_SIZE_LIMIT_BYTES = 64 * 1024 * 1024;

const SYNCHRONOUS_FULL = 2;
/** Holds the upper pages of the indexes by stream and by id; with SQLite's 2 MiB every append of a large journal reads the disk. */
const CACHE_KIB = 32 * 1024;
/** Checkpoints are made off the answer path (checkpoint.ts); SQLite's own is only the last resort, at 64 MiB of 4 KiB pages. */
const AUTOMATIC_CHECKPOINT_PAGES = 16_384;

/** WAL databases written by 3.7.0–3.51.2 can lose or damage committed transactions when the log is reset (RELIABILITY §0.2). */
const OLDEST_SAFE_SQLITE = [3, 51, 3] as const;

/**
 * Only our own checkpoint thread ever holds the journal beside the writer, for as long as the disk takes to sync. Waiting for it
 * is waiting for the disk, as in a commit: nothing is lost, and a core that stopped for it would be away for longer.
 */
const LOCK_WAIT_MS = 60_000;

export type WriteHandle = Database.Database;

/** Reads a journal, never writes: a second, read-only connection that also sees what is committed while it is open. */
export interface ReadHandle {
  /** All rows at once: keep results bounded with LIMIT, a slow reader would pin the write-ahead log. */
  all<Row>(sql: string, ...values: SqlValue[]): Row[];
  get<Row>(sql: string, ...values: SqlValue[]): Row | undefined;
  close(): void;
}

export function isSafeSqlite(version: string): boolean {
  const parts = version.split('.').map(Number);
  for (const [index, oldest] of OLDEST_SAFE_SQLITE.entries()) {
    const part = parts[index] ?? 0;
    if (part !== oldest) return part > oldest;
  }
  return true;
}

export function sqliteVersion(db: Database.Database): string {
  return db.prepare<[], { version: string }>('SELECT sqlite_version() AS version').get()!.version;
}

/** Opens for writing and proves that a commit will be on disk before it returns. Throws when it cannot be proved. */
export function openWriter(path: string): WriteHandle {
  const db = new Database(path, { timeout: 1000 });
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('fullfsync = ON');
    db.pragma('checkpoint_fullfsync = ON');
    db.pragma('foreign_keys = ON');
    db.pragma(`cache_size = -${CACHE_KIB}`);
    db.pragma(`journal_size_limit = ${WAL_SIZE_LIMIT_BYTES}`);
    db.pragma(`wal_autocheckpoint = ${AUTOMATIC_CHECKPOINT_PAGES}`);
    db.pragma(`busy_timeout = ${LOCK_WAIT_MS}`);
    assertDurable(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Throws unless this connection is in WAL mode with synchronous=FULL. */
export function assertDurable(db: Database.Database): void {
  const mode = db.pragma('journal_mode', { simple: true });
  const synchronous = db.pragma('synchronous', { simple: true });
  if (mode !== 'wal' || synchronous !== SYNCHRONOUS_FULL)
    throw new Error(`the journal must run with journal_mode=wal and synchronous=2, but has ${mode} and ${synchronous}`);
}

export function openReader(path: string): ReadHandle {
  const db = new Database(path, { readonly: true, fileMustExist: true, timeout: 1000 });
  db.pragma('query_only = ON');
  const statement = cachedStatements(db);
  return {
    all: <Row>(sql: string, ...values: SqlValue[]) => statement(sql).all(...values) as Row[],
    get: <Row>(sql: string, ...values: SqlValue[]) => statement(sql).get(...values) as Row | undefined,
    close: () => void db.close(),
  };
}

/** Prepares each SQL text once per connection. */
export function cachedStatements(db: Database.Database): (sql: string) => Database.Statement<SqlValue[]> {
  const statements = new Map<string, Database.Statement<SqlValue[]>>();
  return (sql) => {
    let statement = statements.get(sql);
    if (!statement) {
      statement = db.prepare<SqlValue[]>(sql);
      statements.set(sql, statement);
    }
    return statement;
  };
}
