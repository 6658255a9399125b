import { defineConfig } from 'vitest/config';

// Unit tests stand beside their source; flows cross folders and use real sockets, real files and real SQLite.
export default defineConfig({
  test: {
    pool: 'forks',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // Real sockets, ptys and disks on a loaded machine: how long is not what these tests are about.
          testTimeout: 30_000,
          hookTimeout: 30_000,
          maxWorkers: 2,
          include: ['{shared,main,preload,renderer,scenes,scripts}/**/*.test.{ts,tsx}', 'tests/architecture/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'flows',
          include: ['tests/{flows,faults}/**/*.test.ts'],
          // They wait for sockets, disks and clocks more than they work: three at once fill two cores.
          maxWorkers: 3,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
