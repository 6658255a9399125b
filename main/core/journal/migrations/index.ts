/**
 * Numbered, self-contained steps from an empty file to today's schema. A step is never edited once released: a new one
 * follows it. `user_version` holds the number of the last step. Steps and number are committed together, so a crash leaves
 * the schema before or after, never between; the file as it was before is kept beside it.
 */
import type { WriteHandle } from '../database.ts';
import { events } from './0001-events.ts';
import { commands } from './0002-commands.ts';
import { projections } from './0003-projections.ts';

export interface Migration {
  number: number;
  name: string;
  sql: string;
}

export const MIGRATIONS: readonly Migration[] = [events, commands, projections];

export function schemaVersionOf(db: WriteHandle): number {
  return Number(db.pragma('user_version', { simple: true }));
}

/**
 * Brings `db` to the last of `migrations`. `backUpTo` names the copy made first when there is anything to lose.
 * Throws, and changes nothing, when a step fails.
 */
export function migrate(
  db: WriteHandle,
  migrations: readonly Migration[],
  backUpTo: (fromVersion: number) => string,
): void {
  const version = schemaVersionOf(db);
  const steps = migrations.filter((step) => step.number > version);
  if (steps.length === 0) return;
  if (version > 0) db.prepare('VACUUM INTO ?').run(backUpTo(version));
  db.transaction(() => {
    for (const step of steps) {
      db.exec(step.sql);
      db.pragma(`user_version = ${step.number}`);
    }
  }).immediate();
}
