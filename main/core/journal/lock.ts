/**
 * One writer per data folder. The lock is an exclusive SQLite transaction on lock.db, held as long as the process lives: an
 * operating system lock, so the kernel releases it when the process dies in any way, and no stale lock is ever left behind.
 * Never open lock.db by other means in this process: on POSIX, closing any descriptor of a file drops the locks on it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { fail, ok, type Refusal, type Result } from '#shared/kit/result.ts';

export interface FolderLock {
  release(): void;
}

/** Takes the folder, or refuses with `alreadyRunning` naming who has it. */
export function lockFolder(directory: string): Result<FolderLock, Refusal> {
  const ownerPath = join(directory, 'lock.owner.json');
  const db = new Database(join(directory, 'lock.db'), { timeout: 0 });
  try {
    db.pragma('locking_mode = EXCLUSIVE');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (!(error instanceof Database.SqliteError) || !error.code.startsWith('SQLITE_BUSY')) throw error;
    const owner = readOwner(ownerPath);
    return fail({
      code: 'alreadyRunning',
      message: `已有一个核心在使用该数据目录（${owner}）· Another core is already using this data folder (${owner})`,
    });
  }
  writeOwner(ownerPath);
  return ok({ release: () => void db.close() });
}

/** Left behind at the end: it is read only while somebody holds the lock, and whoever holds it has written it. */
function writeOwner(path: string): void {
  try {
    writeFileSync(path, `${JSON.stringify({ pid: process.pid, host: hostname() })}\n`);
  } catch {
    // Only the sentence for a second start suffers; a full disk must not keep the core from starting.
    return;
  }
}

/** Only for the sentence: the file may be missing or half written while the owner is starting. */
function readOwner(path: string): string {
  try {
    const owner: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof owner === 'object' && owner !== null && 'pid' in owner && 'host' in owner)
      return `pid ${owner.pid} @ ${owner.host}`;
  } catch {
    return 'pid ? @ ?';
  }
  return 'pid ? @ ?';
}
