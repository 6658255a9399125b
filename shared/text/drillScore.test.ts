import { expect, test } from 'vitest';
import type { ScoreLine } from '../domain/drillScore.ts';
import type { ExpectedItem } from '../wire/scenario.ts';
import { explainScore } from './drillScore.ts';

const EXPECTED: ExpectedItem = {
  ...{ id: 'ack', of: 'press', withinSeconds: 10, percent: 100, points: 10 },
  ...{ action: { kind: 'acknowledge' }, why: { zh: '为什么', en: 'why' } },
};
const LINE: ScoreLine = {
  ...{ expectedId: 'ack', injectId: 'press', state: 'met', points: 10, worth: 10, limitSeconds: 10 },
  ...{ tookSeconds: 7, lateSeconds: null, by: '本机席位', doneAt: 7_000, dueAt: 10_000 },
  incidents: { inTime: 1, all: 1 },
};

test('a seat the product made is called by its name in either language', () => {
  expect(explainScore(EXPECTED, { zh: '按下', en: 'Pressed' }, LINE)).toEqual({
    zh: '「按下」受理警情：本机席位，用时 7 秒，限 10 秒，得 10 分（满分 10 分）。',
    en: '"Pressed": acknowledge the alarm: done by Local seat in 7 s (limit 10 s), 10 of 10 points.',
  });
});
