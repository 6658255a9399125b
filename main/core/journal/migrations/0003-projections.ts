import type { Migration } from './index.ts';

/** How far each projection has been folded. `following`: with every append; `behind`: stopped at `seq`, to be caught up. */
export const projections: Migration = {
  number: 3,
  name: 'projections',
  sql: `
    CREATE TABLE projections (
      name TEXT PRIMARY KEY,
      version INTEGER NOT NULL,
      seq INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('following', 'behind'))
    ) STRICT, WITHOUT ROWID;
  `,
};
