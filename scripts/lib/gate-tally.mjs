// Counting: what vitest's JSON report says, plus one failure for every step that could not even report.
import { existsSync, readFileSync } from 'node:fs';

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
  const report = JSON.parse(readFileSync(reportFile, 'utf8'));
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

/** @param {Tally} tally the last line of the gate, word for word what CI looks for */
export const lastLine = (tally) => `${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`;
