/** What is expected of the desk, most pressing first: running limits, what has not begun, then what is settled. Pure. */
import type { DrillScript, ExplainedLine } from '#shared/wire/drill.ts';
import type { ExpectedItem, ScenarioInject } from '#shared/wire/scenario.ts';

export interface ExpectedRow {
  readonly expected: ExpectedItem;
  readonly inject: ScenarioInject;
  readonly line: ExplainedLine;
}

export function expectedRows({ scenario, score }: Pick<DrillScript, 'scenario' | 'score'>): ExpectedRow[] {
  const rows = score.lines.flatMap((line): ExpectedRow[] => {
    const expected = scenario.expected.find(({ id }) => id === line.expectedId);
    const inject = scenario.injects.find(({ id }) => id === line.injectId);
    return expected && inject ? [{ expected, inject, line }] : [];
  });
  return rows.toSorted((one, other) => rank(one) - rank(other) || momentOf(one) - momentOf(other));
}

const rank = ({ line: { state, dueAt } }: ExpectedRow) => (state !== 'open' ? 2 : dueAt === null ? 1 : 0);

/** Soonest due first; what was settled last stands in front of what was settled before. */
function momentOf({ line: { state, dueAt, doneAt } }: ExpectedRow): number {
  return state === 'open' ? (dueAt ?? 0) : -(doneAt ?? dueAt ?? 0);
}
