import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { completed, missingFromLock } from './lock-completeness.mjs';
import { fromRoot } from './paths.mjs';

describe('the lock', () => {
  test('names the native packages of every platform, so that npm ci works from any mirror and on any of them', () => {
    const lock = JSON.parse(readFileSync(fromRoot('package-lock.json'), 'utf8'));
    expect(missingFromLock(lock).map(({ at }) => at)).toEqual([]);
  });

  const partial = {
    lockfileVersion: 3,
    packages: {
      '': { version: '0.1.0' },
      'node_modules/@b/linux-x64-gnu': { version: '2.0.0' },
      'node_modules/@b/win32-x64': { version: '1.0.0' },
      'node_modules/b': {
        version: '2.0.0',
        dev: true,
        optionalDependencies: {
          '@b/linux-x64-gnu': '2.0.0',
          '@b/win32-x64': '2.0.0',
          '@b/linux-arm64-musl': '2.0.0',
          tiny: '^1.0.0',
        },
      },
      'node_modules/tiny': { version: '1.4.2' },
    },
  };

  test('is completed with what a parent names, inside the parent where another version stands outside', () => {
    expect(missingFromLock(partial)).toEqual([
      {
        at: 'node_modules/b/node_modules/@b/win32-x64',
        entry: { version: '2.0.0', cpu: ['x64'], dev: true, optional: true, os: ['win32'] },
      },
      {
        at: 'node_modules/@b/linux-arm64-musl',
        entry: { version: '2.0.0', cpu: ['arm64'], dev: true, libc: ['musl'], optional: true, os: ['linux'] },
      },
    ]);
  });

  test('once completed lacks nothing', () => {
    expect(missingFromLock(completed(partial))).toEqual([]);
  });
});
