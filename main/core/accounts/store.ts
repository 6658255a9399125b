/** `accounts.db` beside the journal, for the core's user only: password hashes, sealed second factors, hashes of session tokens, and where people sign in. */
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { ok, type Result, refuse } from '#shared/kit/result.ts';

export interface Session {
  readonly id: string;
  readonly accountId: string;
  /** SHA-256 of the token, hex. */
  readonly tokenHash: string;
  readonly openedAt: number;
  readonly seenAt: number;
  readonly address: string;
}

export interface SecondFactorRow {
  /** The secret, under the station's own (secondFactors.ts). */
  readonly sealed: Buffer;
  /** The last code that was used, in steps of RFC 6238. */
  readonly lastStep: number;
}

const KNOWN_PLACES = 20;

export class AccountStore {
  readonly #db: Database.Database;

  private constructor(db: Database.Database) {
    this.#db = db;
  }

  /** Fails with `accounts` when the file cannot be opened. */
  static open(directory: string): Result<AccountStore> {
    const path = join(directory, 'accounts.db');
    try {
      const db = new Database(path, { timeout: 1_000 });
      chmodSync(path, 0o600);
      db.pragma('journal_mode = TRUNCATE');
      db.pragma('synchronous = FULL');
      db.pragma('secure_delete = ON');
      db.exec(SCHEMA);
      return ok(new AccountStore(db));
    } catch (error) {
      return refuse(
        'accounts',
        `${path} 无法打开 · cannot be opened: ${(error as { code?: string }).code ?? 'unknown'}`,
      );
    }
  }

  passwordOf(accountId: string): string | undefined {
    return this.#db.prepare<[string], { phc: string }>('SELECT phc FROM passwords WHERE accountId = ?').get(accountId)
      ?.phc;
  }

  withPassword(): ReadonlySet<string> {
    return new Set(
      this.#db
        .prepare<[], { accountId: string }>('SELECT accountId FROM passwords')
        .all()
        .map((row) => row.accountId),
    );
  }

  keepPassword(accountId: string, phc: string): void {
    this.#db
      .prepare('INSERT INTO passwords VALUES (?, ?) ON CONFLICT (accountId) DO UPDATE SET phc = excluded.phc')
      .run(accountId, phc);
  }

  secondFactorOf(accountId: string): SecondFactorRow | undefined {
    return this.#db
      .prepare<[string], SecondFactorRow>('SELECT sealed, lastStep FROM secondFactors WHERE accountId = ?')
      .get(accountId);
  }

  /** Takes the place of the one before, and its spare codes with it. */
  keepSecondFactor(accountId: string, { sealed, lastStep }: SecondFactorRow, spareHashes: readonly string[]): void {
    this.#db.transaction(() => {
      this.dropSecondFactor(accountId);
      this.#db.prepare('INSERT INTO secondFactors VALUES (?, ?, ?)').run(accountId, sealed, lastStep);
      const keep = this.#db.prepare('INSERT INTO spareCodes VALUES (?, ?)');
      for (const hash of spareHashes) keep.run(accountId, hash);
    })();
  }

  /** Never back: of two that come with the same code one is told that it is spent. */
  spendStep(accountId: string, step: number): boolean {
    const spend = this.#db.prepare('UPDATE secondFactors SET lastStep = ? WHERE accountId = ? AND lastStep < ?');
    return spend.run(step, accountId, step).changes === 1;
  }

  spendSpare(accountId: string, hash: string): boolean {
    const spend = this.#db.prepare('DELETE FROM spareCodes WHERE accountId = ? AND hash = ?');
    return spend.run(accountId, hash).changes === 1;
  }

  dropSecondFactor(accountId: string): void {
    for (const table of ['secondFactors', 'spareCodes'])
      this.#db.prepare(`DELETE FROM ${table} WHERE accountId = ?`).run(accountId);
  }

  withSecondFactor(): string[] {
    const rows = this.#db.prepare<[], { accountId: string }>('SELECT accountId FROM secondFactors').all();
    return rows.map(({ accountId }) => accountId);
  }

  sessions(): Session[] {
    return this.#db.prepare<[], Session>('SELECT * FROM sessions').all();
  }

  keepSession({ id, accountId, tokenHash, openedAt, seenAt, address }: Session): void {
    this.#db
      .prepare(
        `INSERT INTO sessions (id, accountId, tokenHash, openedAt, seenAt, address) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET seenAt = excluded.seenAt`,
      )
      .run(id, accountId, tokenHash, openedAt, seenAt, address);
  }

  dropSession(id: string): void {
    this.#db.prepare('DELETE FROM sessions WHERE id = ?').run(id);
  }

  isKnownPlace(accountId: string, place: string): boolean {
    return (
      this.#db.prepare('SELECT 1 FROM places WHERE accountId = ? AND place = ?').get(accountId, place) !== undefined
    );
  }

  keepPlace(accountId: string, place: string, at: number): void {
    this.#db
      .prepare('INSERT INTO places VALUES (?, ?, ?) ON CONFLICT (accountId, place) DO UPDATE SET at = excluded.at')
      .run(accountId, place, at);
    this.#db
      .prepare(
        `DELETE FROM places WHERE accountId = ? AND place NOT IN
         (SELECT place FROM places WHERE accountId = ? ORDER BY at DESC LIMIT ${KNOWN_PLACES})`,
      )
      .run(accountId, accountId);
  }

  /** Whatever belongs to accounts that are no more. */
  sweep(isThere: (accountId: string) => boolean): void {
    for (const table of ['passwords', 'sessions', 'places', 'secondFactors', 'spareCodes']) {
      const rows = this.#db.prepare<[], { accountId: string }>(`SELECT DISTINCT accountId FROM ${table}`).all();
      const remove = this.#db.prepare(`DELETE FROM ${table} WHERE accountId = ?`);
      for (const { accountId } of rows) if (!isThere(accountId)) remove.run(accountId);
    }
  }

  close(): void {
    this.#db.close();
  }
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS passwords (accountId TEXT PRIMARY KEY, phc TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sessions (
  id TEXT PRIMARY KEY, accountId TEXT NOT NULL, tokenHash TEXT NOT NULL UNIQUE,
  openedAt INTEGER NOT NULL, seenAt INTEGER NOT NULL, address TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS places (
  accountId TEXT NOT NULL, place TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (accountId, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS secondFactors (
  accountId TEXT PRIMARY KEY, sealed BLOB NOT NULL, lastStep INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS spareCodes (
  accountId TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (accountId, hash)
) STRICT, WITHOUT ROWID;
`;
