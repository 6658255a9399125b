import type { Migration } from './index.ts';

/** The first answer to every command, kept so that a repeated command gets the same one and has no second effect. */
export const commands: Migration = {
  number: 2,
  name: 'commands',
  sql: `
    CREATE TABLE commands (
      command_id TEXT PRIMARY KEY,
      answer TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
