import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { add, failedFilesOf, failuresOf, lastLine, tallyOf } from './gate-tally.mjs';
import { fromRoot } from './paths.mjs';

describe('the count at the end of the gate', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'pingan-tally-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function report(fields: object): string {
    const file = join(folder, 'report.json');
    writeFileSync(
      file,
      JSON.stringify({
        numPassedTests: 0,
        numFailedTests: 0,
        numPendingTests: 0,
        numTodoTests: 0,
        testResults: [],
        ...fields,
      }),
    );
    return file;
  }

  test('sums passed, failed and skipped over the steps', () => {
    const one = tallyOf(report({ numPassedTests: 7, numPendingTests: 1, numTodoTests: 1 }), 0);
    const other = tallyOf(report({ numPassedTests: 2, numFailedTests: 1 }), 1);
    expect(lastLine(add(one, other))).toBe('9 passed, 1 failed, 2 skipped');
  });

  test('counts a test file that could not be loaded as a failure', () => {
    const testResults = [{ status: 'failed', assertionResults: [] }];
    expect(tallyOf(report({ numPassedTests: 3, testResults }), 1)).toEqual({ passed: 3, failed: 1, skipped: 0 });
  });

  test('never calls a vitest that failed without a failing test a success', () => {
    expect(tallyOf(report({ numPassedTests: 3 }), 1)).toEqual({ passed: 3, failed: 1, skipped: 0 });
  });

  test('counts a vitest that left no report as a failure', () => {
    expect(tallyOf(join(folder, 'absent.json'), 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  test('names each failed test and each file that could not be loaded, with the first line of the reason', () => {
    const testResults = [
      {
        name: fromRoot('tests/flows/one.test.ts'),
        status: 'failed',
        assertionResults: [
          { status: 'passed', fullName: 'a holds' },
          { status: 'failed', fullName: 'b holds', failureMessages: ['expected 1 to be 2\n    at line 3'] },
        ],
      },
      { name: fromRoot('tests/flows/two.test.ts'), status: 'failed', message: 'no such module', assertionResults: [] },
    ];
    expect(failuresOf(report({ testResults }))).toEqual([
      'tests/flows/one.test.ts > b holds: expected 1 to be 2',
      'tests/flows/two.test.ts > could not be loaded: no such module',
    ]);
  });

  test('tells the files that failed from what the others came to, so that those can be run once more', () => {
    const testResults = [
      {
        name: fromRoot('tests/flows/one.test.ts'),
        status: 'failed',
        assertionResults: [{ status: 'passed' }, { status: 'failed' }],
      },
      {
        name: fromRoot('tests/flows/two.test.ts'),
        status: 'passed',
        assertionResults: [{ status: 'passed' }, { status: 'skipped' }],
      },
    ];
    expect(failedFilesOf(report({ testResults }))).toEqual({
      files: ['tests/flows/one.test.ts'],
      rest: { passed: 1, failed: 0, skipped: 1 },
    });
  });
});
