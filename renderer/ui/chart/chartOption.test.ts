import { expect, test } from 'vitest';
import { type ChartLook, optionOf } from './chartOption.ts';

const LOOK: ChartLook = {
  ...{ font: 'sans-serif', fontPx: 10, text: '#bbb', line: '#333' },
  ...{ quiet: '#666', now: '#6af', second: '#fb3' },
};

test('columns mark the hour of now, and nothing of a chart moves or answers the mouse', () => {
  const option = optionOf(
    {
      ...{ kind: 'columns', names: ['00', '01'], now: 1 },
      series: [
        { name: '报警', values: [2, 3], as: 'bar' },
        { name: '事件', values: [1, 1], as: 'line' },
      ],
    },
    LOOK,
  );
  expect([option.animation, option.silent, option.legend.show]).toEqual([false, true, true]);
  expect(option.grid).toEqual({ top: 22, right: 4, bottom: 18, left: 24 });
  expect(option.series.map(({ type, data }) => [type, data])).toEqual([
    ['bar', [{ value: 2 }, { value: 3, itemStyle: { color: '#6af' } }]],
    ['line', [1, 1]],
  ]);
});

test('rows say their number in words, and what has none is no bar', () => {
  const option = optionOf(
    {
      ...{ kind: 'rows', series: ['P50', 'P90'] },
      rows: [
        {
          name: '受理',
          values: [
            { value: 8, label: '0:08' },
            { value: 60, label: '1:00' },
          ],
        },
        { name: '到场', values: [] },
      ],
    },
    LOOK,
  );
  expect(option.grid).toEqual({ top: 20, right: 42, bottom: 0, left: 85 });
  const told = option.series.map(({ name, data }) => ({
    name,
    data: data.map((each) => (typeof each === 'object' && 'label' in each ? [each.value, each.label.formatter] : each)),
  }));
  expect(told).toEqual([
    {
      name: 'P50',
      data: [
        [8, '0:08'],
        [0, ''],
      ],
    },
    {
      name: 'P90',
      data: [
        [60, '1:00'],
        [0, ''],
      ],
    },
  ]);
});
