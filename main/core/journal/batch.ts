/**
 * One group commit: everything appended in one turn of the event loop shares one transaction and one fsync. While a commit
 * blocks, datagrams gather in the socket buffer, so the next turn takes more of them: load makes batches larger by itself.
 */
import type { StoredEvent } from '#shared/domain/event.ts';
import type { EventRow } from './canonical.ts';
import type { WriteHandle } from './database.ts';
import type { ProjectionSet } from './projection-set.ts';

interface CommandRow {
  id: string;
  answerText: string;
  answer: unknown;
  at: number;
}

export class Batch {
  readonly rows: EventRow[] = [];
  readonly events: StoredEvent[] = [];
  readonly commands = new Map<string, CommandRow>();
  /** Settles once: after COMMIT, or when the commit failed. */
  readonly durable: Promise<void>;
  #resolve!: () => void;
  #reject!: (error: unknown) => void;

  constructor() {
    this.durable = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Whoever awaits still sees the rejection; nobody has to.
    this.durable.catch(() => {});
  }

  committed(): void {
    this.#resolve();
  }

  failed(error: unknown): void {
    this.#reject(error);
  }
}

export interface BatchWriter {
  /** Opens the transaction when a batch begins: look-ups inside one cost a tenth of look-ups that each begin their own. */
  begin(): void;
  /** Writes the batch and commits. Throws when it is not on disk. */
  commit(batch: Batch): void;
  /** Ends the transaction with nothing written. */
  cancel(): void;
}

/** Every statement is prepared once. */
export function createBatchWriter(db: WriteHandle, projections: ProjectionSet): BatchWriter {
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const insertEvent = db.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const insertCommand = db.prepare('INSERT INTO commands VALUES (?, ?, ?)');

  const rollBack = () => void (db.inTransaction && db.exec('ROLLBACK'));

  return {
    begin: () => void begin.run(),
    commit(batch) {
      try {
        for (const row of batch.rows)
          insertEvent.run(
            row.seq,
            row.id,
            row.stream,
            row.version,
            row.station,
            row.at,
            row.actor,
            row.realm,
            row.kind,
            row.body,
            row.hash,
          );
        for (const command of batch.commands.values()) insertCommand.run(command.id, command.answerText, command.at);
        projections.follow(batch.events);
        commit.run();
      } catch (error) {
        rollBack();
        throw error;
      }
    },
    cancel: rollBack,
  };
}
