// Counting and naming: what vitest's JSON report says, plus one failure for every step that could not even report.
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { root } from './paths.mjs';

/** @typedef {{passed: number, failed: number, skipped: number}} Tally */

/** @type {Tally} */
export const nothing = { passed: 0, failed: 0, skipped: 0 };
export const oneFailure = { ...nothing, failed: 1 };

/** @param {Tally} one @param {Tally} other */
export const add = (one, other) => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  skipped: one.skipped + other.skipped,
});

/**
 * @param {string} reportFile written by `vitest --reporter=json`
 * @param {number} exitCode of that vitest
 * @returns {Tally} never without a failure when vitest itself failed
 */
export function tallyOf(reportFile, exitCode) {
  if (!existsSync(reportFile)) return oneFailure;
  const report = readReport(reportFile);
  const unloadable = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  const tally = {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloadable.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
  // An unhandled rejection or a leaked worker fails vitest without failing a test.
  return exitCode !== 0 && tally.failed === 0 ? add(tally, oneFailure) : tally;
}

/**
 * @param {string} reportFile written by `vitest --reporter=json`
 * @returns {{files: string[], rest: Tally}} the files with a failure, and what the others came to
 */
export function failedFilesOf(reportFile) {
  if (!existsSync(reportFile)) return { files: [], rest: nothing };
  const { testResults } = readReport(reportFile);
  const hasFailed = (file) => file.status === 'failed';
  const tests = testResults.filter((file) => !hasFailed(file)).flatMap((file) => file.assertionResults);
  const passed = tests.filter((test) => test.status === 'passed').length;
  return {
    files: testResults.filter(hasFailed).map((file) => relative(root, file.name)),
    rest: { passed, failed: 0, skipped: tests.length - passed },
  };
}

/**
 * @param {string} reportFile written by `vitest --reporter=json`
 * @returns {string[]} each failed test with the first line of its reason, so that a cut log still names it
 */
export function failuresOf(reportFile) {
  if (!existsSync(reportFile)) return [];
  return readReport(reportFile).testResults.flatMap((file) => {
    const failed = file.assertionResults.filter((test) => test.status === 'failed');
    if (file.status === 'failed' && failed.length === 0) return [named(file.name, 'could not be loaded', file.message)];
    return failed.map((test) => named(file.name, test.fullName, test.failureMessages?.[0]));
  });
}

const readReport = (file) => JSON.parse(readFileSync(file, 'utf8'));
const named = (file, test, reason) => `${relative(root, file)} > ${test}: ${(reason ?? '').split('\n')[0]}`;

/** @param {Tally} tally the last line of the gate, word for word what CI looks for */
export const lastLine = (tally) => `${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`;
