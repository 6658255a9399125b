import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Realm } from '#shared/domain/event.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { ok, type Refusal, type Result, refuse } from '#shared/kit/result.ts';
import { Anchors } from './anchors.ts';
import { genesisHash, type Head } from './canonical.ts';
import { APPLICATION_ID, isSafeSqlite, openReader, openWriter, sqliteVersion, type WriteHandle } from './database.ts';
import { isStorageError } from './error.ts';
import type { JournalFault } from './fault.ts';
import { Journal } from './journal.ts';
import { type FolderLock, lockFolder } from './lock.ts';
import { MIGRATIONS, migrate } from './migrations/index.ts';
import { inspectFile } from './preflight.ts';
import type { Projection } from './projection.ts';
import { ProjectionSet } from './projection-set.ts';
import { PROJECTIONS } from './projections/index.ts';
import { holdReserve } from './reserve.ts';

export interface JournalOptions {
  /** The station's data folder; made when it is not there. Must be a local disk: WAL does not work over NFS or SMB. */
  directory: string;
  station: string;
  realm: Realm;
  clock: Clock;
  /** Default: every projection of this build. */
  projections?: readonly Projection[];
  /** Called once, with a JournalError, when a commit failed. Everything pending has been rejected; stop answering and start again. */
  onFatal(error: unknown): void;
  /** What does not stop the journal but must be shown. */
  onFault?(fault: JournalFault): void;
}

/**
 * Opens the journal of a data folder, or makes it. Refuses with: `alreadyRunning` (another process has the folder) · `folderUnusable` · `sqliteUnsafe` ·
 * `notAJournal` · `schemaTooNew` (the file is left as it is) · `wrongStation` · `wrongRealm` · `damaged` ·
 * `journalMissing` (anchors.log is there, the events are not).
 */
export function openJournal(options: JournalOptions): Result<Journal> {
  const { directory, station, realm, clock } = options;
  const onFault = options.onFault ?? (() => {});
  const version = sqliteVersionInUse();
  if (!isSafeSqlite(version))
    return refuse(
      'sqliteUnsafe',
      `SQLite ${version} 有丢失数据的缺陷，拒绝启动 · SQLite ${version} can lose committed data; 3.51.3 or later is needed`,
    );

  const lock = takeFolder(directory);
  if (!lock.ok) return lock;
  const path = join(directory, 'journal.db');
  const anchors = new Anchors(directory, clock, (error) => onFault({ code: 'anchorFailed', error }));
  const anchoredSeq = anchors.read().anchors.at(-1)?.seq ?? 0;

  const refusal = inspectFile(path, { station, realm, anchoredSeq });
  if (refusal) {
    lock.value.release();
    return { ok: false, failure: refusal };
  }

  let db: WriteHandle | undefined;
  try {
    if (!holdReserve(directory)) onFault({ code: 'diskNearlyFull' });
    db = openWriter(path);
    prepareSchema(db, directory, station, realm);
    const head = headOf(db, station, realm);
    if (anchoredSeq > head.seq) onFault({ code: 'tailLost', anchoredSeq, headSeq: head.seq });
    const projections = new ProjectionSet(db, options.projections ?? PROJECTIONS, (projection, error) =>
      onFault({ code: 'projectionFailed', projection, error }),
    );
    projections.start();
    const reader = openReader(path);
    const { onFatal } = options;
    return ok(
      new Journal({
        directory,
        station,
        realm,
        clock,
        db,
        reader,
        lock: lock.value,
        projections,
        anchors,
        head,
        onFatal,
        onFault,
      }),
    );
  } catch (error) {
    db?.close();
    lock.value.release();
    if (!isStorageError(error)) throw error;
    return { ok: false, failure: damaged(error) };
  }
}

function takeFolder(directory: string): Result<FolderLock> {
  try {
    mkdirSync(directory, { recursive: true });
    return lockFolder(directory);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return refuse('folderUnusable', `数据目录无法写入：${directory} · The data folder cannot be written: ${reason}`);
  }
}

function damaged(error: unknown): Refusal {
  const reason = error instanceof Error ? error.message : String(error);
  return { code: 'damaged', message: `日志文件无法打开，请恢复备份 · The journal cannot be opened: ${reason}` };
}

function sqliteVersionInUse(): string {
  const db = new Database(':memory:');
  const version = sqliteVersion(db);
  db.close();
  return version;
}

function prepareSchema(db: WriteHandle, directory: string, station: string, realm: Realm): void {
  db.pragma(`application_id = ${APPLICATION_ID}`);
  migrate(db, MIGRATIONS, (from) => freeName(join(directory, `journal.before-schema-${from}`)));
  db.prepare('INSERT INTO journal VALUES (1, ?, ?) ON CONFLICT DO NOTHING').run(station, realm);
}

/** VACUUM INTO never overwrites; a migration that was interrupted has left its copy. */
function freeName(stem: string): string {
  for (let number = 1; ; number++) {
    const path = `${stem}.${number}.db`;
    if (!statSync(path, { throwIfNoEntry: false })) return path;
  }
}

function headOf(db: WriteHandle, station: string, realm: Realm): Head {
  const last = db.prepare<[], Head>('SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1').get();
  return last ?? { seq: 0, hash: genesisHash(station, realm) };
}
