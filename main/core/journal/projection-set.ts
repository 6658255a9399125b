/**
 * Keeps projections level with the journal. A projection that throws must never cost an alarm: its part of the transaction
 * is undone, it stays behind and is reported, and the events are committed all the same. Opening again catches it up.
 */
import type { StoredEvent } from '#shared/domain/event.ts';
import type { EventRow } from './canonical.ts';
import { cachedStatements, type WriteHandle } from './database.ts';
import { isStorageError } from './error.ts';
import type { Projection, ProjectionWriter, SqlValue } from './projection.ts';
import { EVENT_COLUMNS, eventOfRow } from './rows.ts';

const EVENTS_PER_STEP = 2000;

export class ProjectionSet {
  readonly #db: WriteHandle;
  readonly #onFault: (projection: string, error: unknown) => void;
  readonly #known: readonly Projection[];
  readonly #writer: ProjectionWriter;
  readonly #statement: ReturnType<typeof cachedStatements>;
  #following: Projection[] = [];

  constructor(
    db: WriteHandle,
    projections: readonly Projection[],
    onFault: (projection: string, error: unknown) => void,
  ) {
    this.#db = db;
    this.#known = projections;
    this.#onFault = onFault;
    const statement = cachedStatements(db);
    this.#statement = statement;
    this.#writer = {
      run: (sql, ...values) => void statement(sql).run(...values),
      get: <Row>(sql: string, ...values: SqlValue[]) => statement(sql).get(...values) as Row | undefined,
    };
  }

  /** Creates what is missing, rebuilds what has a new version, catches up what fell behind. Call once, after opening. */
  start(): void {
    const names = JSON.stringify(this.#known.map((projection) => projection.name));
    // A projection that this build does not know stops here; a later build that knows it again catches it up.
    this.#run(`UPDATE projections SET state = 'behind' WHERE name NOT IN (SELECT value FROM json_each(?))`, names);
    for (const projection of this.#known) {
      const row = this.#writer.get<{ version: number }>(
        'SELECT version FROM projections WHERE name = ?',
        projection.name,
      );
      if (row?.version !== projection.version) this.#recreate(projection);
      this.#catchUp(projection);
    }
  }

  /** Drops and folds again, from the first event. Blocks for as long as that takes: for tools, not for a running desk. */
  rebuild(): void {
    for (const projection of this.#known) {
      this.#recreate(projection);
      this.#catchUp(projection);
    }
  }

  /** Folds new events inside the transaction that appends them. */
  follow(events: readonly StoredEvent[]): void {
    const last = events.at(-1);
    if (!last || this.#following.length === 0) return;
    try {
      this.#guarded(() => {
        for (const event of events) for (const projection of this.#following) projection.apply(event, this.#writer);
      });
    } catch (error) {
      if (isStorageError(error)) throw error;
      this.#following = this.#following.filter((projection) => this.#followAlone(projection, events));
    }
    this.#run(`UPDATE projections SET seq = ? WHERE state = 'following'`, last.seq);
  }

  #followAlone(projection: Projection, events: readonly StoredEvent[]): boolean {
    try {
      this.#guarded(() => {
        for (const event of events) projection.apply(event, this.#writer);
      });
      return true;
    } catch (error) {
      if (isStorageError(error)) throw error;
      this.#setState(projection, 'behind');
      this.#report(projection, error);
      return false;
    }
  }

  /** Runs `work` so that a throw undoes it and leaves the transaction around it alive. */
  #guarded(work: () => void): void {
    this.#run('SAVEPOINT projection');
    try {
      work();
    } catch (error) {
      if (!isStorageError(error)) this.#run('ROLLBACK TO projection');
      throw error;
    } finally {
      if (this.#db.inTransaction) this.#run('RELEASE projection');
    }
  }

  #recreate(projection: Projection): void {
    this.#following = this.#following.filter((other) => other !== projection);
    this.#db
      .transaction(() => {
        for (const table of projection.tables) this.#db.exec(`DROP TABLE IF EXISTS "${table}"`);
        this.#db.exec(projection.create);
        this.#run(`INSERT OR REPLACE INTO projections VALUES (?, ?, 0, 'behind')`, projection.name, projection.version);
      })
      .immediate();
  }

  #catchUp(projection: Projection): void {
    const step = this.#db.transaction(() => {
      const position = this.#writer.get<{ seq: number }>('SELECT seq FROM projections WHERE name = ?', projection.name);
      const rows = this.#statement(`SELECT ${EVENT_COLUMNS} FROM events WHERE seq > ? ORDER BY seq LIMIT ?`).all(
        position?.seq ?? 0,
        EVENTS_PER_STEP,
      ) as EventRow[];
      for (const row of rows) projection.apply(eventOfRow(row), this.#writer);
      const last = rows.at(-1);
      if (last) this.#run('UPDATE projections SET seq = ? WHERE name = ?', last.seq, projection.name);
      else this.#setState(projection, 'following');
      return last !== undefined;
    });
    try {
      while (step.immediate());
      this.#following.push(projection);
    } catch (error) {
      if (isStorageError(error)) throw error;
      this.#setState(projection, 'behind');
      this.#report(projection, error);
    }
  }

  #setState(projection: Projection, state: 'following' | 'behind'): void {
    this.#run('UPDATE projections SET state = ? WHERE name = ?', state, projection.name);
  }

  #report(projection: Projection, error: unknown): void {
    // Not from inside the transaction: the listener may append.
    queueMicrotask(() => this.#onFault(projection.name, error));
  }

  #run(sql: string, ...values: SqlValue[]): void {
    this.#statement(sql).run(...values);
  }
}
