import { expect, test } from 'vitest';
import { FIXTURE_START, incidentJournal } from '#tests/fixtures/storedEvents.ts';
import { nextLimit } from './responseClock.ts';

const opened = () => {
  const journal = incidentJournal();
  journal.open();
  return journal;
};
const brief = (journal: ReturnType<typeof incidentJournal>, afterMs: number) => {
  const limit = nextLimit(journal.state()!, FIXTURE_START + afterMs);
  return limit && [limit.band.seconds, limit.standing, limit.leftMs];
};

test('the next limit counts down, is near in its last third, and gives way to the one after it', () => {
  const journal = opened();
  expect(brief(journal, 10_000)).toEqual([60, 'running', 50_000]);
  expect(brief(journal, 40_000)).toEqual([60, 'near', 20_000]);
  expect(brief(journal, 60_000)).toEqual([180, 'running', 120_000]);
});

test('when every limit has passed the last one says by how much', () => {
  expect(brief(opened(), 310_000)).toEqual([300, 'over', -10_000]);
});

test('an arrival stops the limits it serves, in time or late', () => {
  const journal = opened();
  const unit = { id: 'u-1', name: '应急一组', kind: 'minUnit' } as const;
  const facts = { task: 'respond', isAutomatic: false, etaSeconds: 60, routeM: 300, route: [] } as const;
  journal.apply({ kind: 'dispatch', dispatchId: 'd-1', unit, ...facts }, 5_000);
  journal.apply({ kind: 'moveDispatch', dispatchId: 'd-1', move: 'arrive', reason: null }, 70_000);
  expect(journal.state()!.clock.map((band) => band.metAt !== null)).toEqual([true, true, false]);
  expect(brief(journal, 80_000)).toEqual([300, 'running', 220_000]);
});

test('kinds without a clock have no limit', () => {
  expect(nextLimit({ ...opened().state()!, clock: [] }, FIXTURE_START)).toBeNull();
});
