import { expect, test } from 'vitest';
import { type LabelBox, LabelThinner } from './labels.ts';

interface Named extends LabelBox {
  readonly name: string;
}
const label = (name: string, left: number, priority: number, more: Partial<Named> = {}): Named => ({
  name,
  left,
  top: 100,
  width: 80,
  height: 16,
  priority,
  isForced: false,
  wasShown: false,
  ...more,
});
function shown(labels: Named[], budget = 10, prepare: (thinner: LabelThinner) => void = () => {}) {
  const thinner = new LabelThinner();
  prepare(thinner);
  return thinner.thin(labels, budget, []).map(({ name }) => name);
}

test('of two names in one place the more important stays', () => {
  expect(shown([label('grid', 10, 60), label('town', 40, 200), label('aside', 200, 1)])).toEqual(['town', 'aside']);
});

test('an alarm is placed before everything, and the selected one moves aside for it', () => {
  const alarms = [label('alarm', 20, 990, { isForced: true }), label('selected', 30, 900, { isForced: true })];
  expect(shown([label('town', 10, 5_000), ...alarms])).toEqual(['alarm', 'selected']);
});

test('what was drawn a moment ago keeps its place against an equal', () => {
  expect(shown([label('new', 0, 50), label('old', 20, 50, { wasShown: true })])).toEqual(['old']);
});

test('no more are drawn than the budget, forced ones apart', () => {
  const many = [0, 1, 2, 3].map((index) => label(`name${index}`, index * 200, 10 - index));
  expect(shown([...many, label('alarm', 900, 0, { isForced: true })], 2)).toEqual(['alarm', 'name0', 'name1']);
});

test('names keep off a picture, wherever its cells lie', () => {
  const icon = { left: -20, top: 90, width: 40, height: 40 };
  expect(shown([label('under', 5, 10), label('free', 60, 5)], 10, (thinner) => thinner.block(icon))).toEqual(['free']);
});

test('after clearing, nothing of the last frame is in the way', () => {
  const thinner = new LabelThinner();
  thinner.thin([label('before', 0, 1)], 10, []);
  thinner.clear();
  expect(thinner.thin([label('after', 0, 1)], 10, []).map(({ name }) => name)).toEqual(['after']);
});

test('in a storm no two labels of alarms lie on each other, and the gravest keeps its place', () => {
  const storm = Array.from({ length: 40 }, (_, index) =>
    label(`alarm${index}`, 10 + (index % 5) * 3, 1_000 - index, { isForced: true }),
  );
  const drawn = new LabelThinner().thin(storm, 10, [], 600);
  const isApart = drawn.every((a, index) =>
    drawn.slice(index + 1).every((b) => a.top + a.height <= b.top || b.top + b.height <= a.top),
  );
  expect([drawn[0]!.name, drawn[0]!.top, isApart]).toEqual(['alarm0', 100, true]);
  expect(drawn.length).toBeGreaterThan(8);
  expect(drawn.every(({ top, height }) => top >= 0 && top + height <= 600)).toBe(true);
});
