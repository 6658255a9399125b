import Database from 'better-sqlite3';

export type JournalErrorCode = 'diskFull' | 'ioError' | 'damaged' | 'commitFailed' | 'foldFailed';

/** The reason the journal stopped; `foldFailed`: it was given up by whoever folds it (Journal.abandon). After it nothing is answered until the core has been started again (RELIABILITY D4–D6). */
export class JournalError extends Error {
  readonly code: JournalErrorCode;

  constructor(code: JournalErrorCode, cause: unknown) {
    super(`journal stopped (${code}): ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = 'JournalError';
    this.code = code;
  }
}

/** Sorts what SQLite threw into what an operator can act on. */
export function toJournalError(error: unknown): JournalError {
  return new JournalError(codeOf(error), error);
}

function codeOf(error: unknown): JournalErrorCode {
  if (!(error instanceof Database.SqliteError)) return 'commitFailed';
  if (error.code === 'SQLITE_FULL') return 'diskFull';
  if (
    error.code.startsWith('SQLITE_IOERR') ||
    error.code.startsWith('SQLITE_READONLY') ||
    error.code.startsWith('SQLITE_CANTOPEN')
  )
    return 'ioError';
  if (error.code.startsWith('SQLITE_CORRUPT') || error.code === 'SQLITE_NOTADB') return 'damaged';
  return 'commitFailed';
}

/** True when the storage itself failed, not the statement: no other statement in this transaction can be trusted. */
export function isStorageError(error: unknown): boolean {
  return (
    codeOf(error) !== 'commitFailed' || (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_NOMEM'))
  );
}
