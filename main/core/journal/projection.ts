/**
 * A projection is a set of tables folded from the journal for search and statistics. It is written in the same transaction
 * as the events, can be dropped and refolded at any time, and holds nothing that the journal does not.
 */
import type { StoredEvent } from '#shared/domain/event.ts';

export type SqlValue = string | number | bigint | null | Uint8Array;

/** What a projection may do with the database. Statements are prepared once per SQL text. */
export interface ProjectionWriter {
  run(sql: string, ...values: SqlValue[]): void;
  get<Row>(sql: string, ...values: SqlValue[]): Row | undefined;
}

export interface Projection {
  name: string;
  /** Raise it when `create` or `apply` changes: the next open drops the tables and folds the journal again. */
  version: number;
  /** Every table that `create` makes; dropped before a rebuild. */
  tables: readonly string[];
  /** SQL that makes the tables and their indexes. */
  create: string;
  /** Called once per event, in order of `seq`. Must depend on nothing but the event and its own tables. */
  apply(event: StoredEvent, db: ProjectionWriter): void;
}
