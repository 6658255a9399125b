/**
 * The one place where a reporter's name, phone, openid and address are kept: `people.db` beside the journal, readable by the
 * core's user only, every value sealed. What is deleted is overwritten (`secure_delete`), and there is no write-ahead log that
 * could keep an older page.
 */
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import {
  type MaskedPerson,
  maskPerson,
  PERSON_CLASSES,
  PERSON_FIELDS,
  type PersonClass,
  type PersonField,
  type PersonRecord,
  type PersonRef,
  type PersonValues,
  RETENTION_DAYS,
} from '#shared/domain/person.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import { Seal } from './seal.ts';

const DAY_MS = 86_400_000;
const LONGEST: Readonly<Record<PersonField, number>> = { name: 60, phone: 32, openid: 128, address: 200 };

export interface KeptPerson {
  readonly ref: PersonRef;
  readonly masked: MaskedPerson;
}

interface Row {
  readonly ref: string;
  readonly class: PersonClass;
  readonly heardAt: number;
  readonly heldBecause: string | null;
  readonly sealed: Buffer;
}

export class PeopleVault {
  readonly #db: Database.Database;
  readonly #seal: Seal;
  readonly #clock: Clock;
  readonly #newId: () => string;

  private constructor(db: Database.Database, seal: Seal, clock: Clock, newId: () => string) {
    this.#db = db;
    this.#seal = seal;
    this.#clock = clock;
    this.#newId = newId;
  }

  /** Fails with `people` when the file cannot be opened. `newId` gives a UUID. */
  static open(parts: { directory: string; secret: Buffer; clock: Clock; newId(): string }): Result<PeopleVault> {
    const path = join(parts.directory, 'people.db');
    try {
      const db = new Database(path, { timeout: 1_000 });
      chmodSync(path, 0o600);
      db.pragma('journal_mode = TRUNCATE');
      db.pragma('synchronous = FULL');
      db.pragma('secure_delete = ON');
      db.exec(SCHEMA);
      return ok(new PeopleVault(db, new Seal(parts.secret), parts.clock, parts.newId));
    } catch (error) {
      return refuse('people', `${path} 无法打开 · cannot be opened: ${(error as { code?: string }).code ?? 'unknown'}`);
    }
  }

  /**
   * Keeps what somebody said of themselves; on disk when it returns. Who comes again with the same openid keeps the same ref,
   * and what is given now replaces what was known. Blank fields are as good as absent; too long ones are cut.
   */
  put({ class: kind, ...given }: { class: PersonClass } & PersonValues): KeptPerson {
    const values = cleaned(given);
    const mark = values.openid === undefined ? null : this.#seal.markOf(values.openid);
    const known = mark === null ? undefined : this.#rowOfMark(kind, mark);
    const ref = known?.ref ?? `p-${this.#newId()}`;
    const merged = { ...(known && this.#valuesOf(known)), ...values };
    this.#db
      .prepare(
        `INSERT INTO people (ref, class, openidMark, heardAt, sealed) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (ref) DO UPDATE SET heardAt = excluded.heardAt, sealed = excluded.sealed`,
      )
      .run(ref, kind, mark, this.#clock(), this.#seal.seal(ref, JSON.stringify(merged)));
    return { ref, masked: maskPerson(merged) };
  }

  /** What may be shown of one; undefined when nobody is kept under this ref (any more). */
  masked(ref: PersonRef): MaskedPerson | undefined {
    const row = this.#row(ref);
    return row && maskPerson(this.#valuesOf(row));
  }

  /** The keyed hash under which an openid is found again: may stand in the journal, where the openid itself may not. */
  openidHash(openid: string): string {
    return this.#seal.markOf(openid);
  }

  findByOpenidHash(hash: string, kind: PersonClass = 'reporter'): KeptPerson | undefined {
    const row = this.#rowOfMark(kind, hash);
    return row && { ref: row.ref, masked: maskPerson(this.#valuesOf(row)) };
  }

  record(ref: PersonRef): PersonRecord | undefined {
    const row = this.#row(ref);
    if (!row) return undefined;
    const values = this.#valuesOf(row);
    return {
      ref: row.ref,
      class: row.class,
      heldBecause: row.heldBecause,
      fields: PERSON_FIELDS.filter((field) => values[field] !== undefined),
    };
  }

  /**
   * The values themselves. For the `person.reveal` command, and for the station's own replies to a reporter (the openid of a
   * WeChat message); whoever calls it for a person's eyes records `person.revealed` first.
   */
  reveal(ref: PersonRef, fields: readonly PersonField[]): PersonValues | undefined {
    const row = this.#row(ref);
    if (!row) return undefined;
    const values = this.#valuesOf(row);
    return Object.fromEntries(fields.flatMap((field) => (values[field] === undefined ? [] : [[field, values[field]]])));
  }

  /** A legal hold, and its end with null: a held person outlives every limit. */
  hold(ref: PersonRef, because: string | null): void {
    this.#db.prepare('UPDATE people SET heldBecause = ? WHERE ref = ?').run(because, ref);
  }

  /** Deletes for good who has been held beyond the limit of their class and is not on hold; how many of each. */
  purge(): Readonly<Record<PersonClass, number>> {
    const now = this.#clock();
    const remove = this.#db.prepare('DELETE FROM people WHERE class = ? AND heldBecause IS NULL AND heardAt <= ?');
    const counts = PERSON_CLASSES.map((kind) => [kind, remove.run(kind, now - RETENTION_DAYS[kind] * DAY_MS).changes]);
    return Object.fromEntries(counts) as Record<PersonClass, number>;
  }

  close(): void {
    this.#db.close();
  }

  #row(ref: PersonRef): Row | undefined {
    return this.#db.prepare<[string], Row>('SELECT * FROM people WHERE ref = ?').get(ref);
  }

  #rowOfMark(kind: PersonClass, mark: string): Row | undefined {
    return this.#db
      .prepare<[string, string], Row>('SELECT * FROM people WHERE class = ? AND openidMark = ?')
      .get(kind, mark);
  }

  /** Empty where the seal does not open: the ref still stands, and says that nothing of it can be read. */
  #valuesOf({ ref, sealed }: Row): PersonValues {
    const plain = this.#seal.open(ref, sealed);
    return plain === null ? {} : (JSON.parse(plain) as PersonValues);
  }
}

function cleaned(given: PersonValues): PersonValues {
  return Object.fromEntries(
    PERSON_FIELDS.flatMap((field) => {
      const value = given[field]?.trim().slice(0, LONGEST[field]);
      return value ? [[field, value]] : [];
    }),
  );
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS people (
  ref TEXT PRIMARY KEY,
  class TEXT NOT NULL,
  openidMark TEXT,
  heardAt INTEGER NOT NULL,
  heldBecause TEXT,
  sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS people_openid ON people (class, openidMark) WHERE openidMark IS NOT NULL;
CREATE INDEX IF NOT EXISTS people_heard ON people (class, heardAt);
`;
