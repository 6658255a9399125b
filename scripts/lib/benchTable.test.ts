import { expect, test } from 'vitest';
import { asMarkdown, problemsOf } from './bench-table.mjs';

const machine = { cpu: 'Test CPU', cores: 2, memoryGiB: 8, kernel: 'Linux 6.1', node: 'v24.21.0' };

test('the table names the machine, the peer and whether the aim was met', () => {
  const figure = {
    what: 'rank 30,000 units',
    aim: '≤ 10 ms',
    unit: 'ms',
    ours: { p50: 4.321, p99: 9.5, max: 11 },
    peer: { name: 'ngraph.path', p50: 1234.5 },
    ratio: 0.0035,
    met: true,
    note: 'peer stops at 100 units',
  };
  const rate = {
    what: 'storm',
    aim: '≥ half of a bare loop',
    unit: 'alarms/s',
    ours: 8_000,
    peer: 10_000,
    p50: 1.5,
    p99: null,
    max: null,
    note: '',
  };
  expect(asMarkdown([figure, rate], machine)).toBe(
    [
      'Test CPU, 2 cores, 8 GiB, Linux 6.1, Node v24.21.0',
      '',
      '| what | aim | unit | ours | p50 | p99 | max | peer | ratio | met |',
      '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
      '| rank 30,000 units | ≤ 10 ms | ms |  | 4.32 | 9.5 | 11 | ngraph.path: 1,235 | 0.0035× | yes |',
      '| storm | ≥ half of a bare loop | alarms/s | 8,000 | 1.5 |  |  | 10,000 | 0.8× |  |',
      '',
      '- rank 30,000 units: peer stops at 100 units',
      '',
    ].join('\n'),
  );
});

test('what a machine cannot measure says so, and what it lacks', () => {
  const missing = { what: 'glass to glass', aim: '≤ 300 ms', unit: 'ms', notMeasured: 'no ffmpeg here' };
  expect(problemsOf(missing)).toEqual([]);
  expect(problemsOf({ ...missing, notMeasured: '' })).toEqual(['glass to glass: ours has no finite numbers']);
  expect(asMarkdown([missing], machine).split('\n').slice(4)).toEqual([
    '| glass to glass | ≤ 300 ms | ms | not measured |  |  |  |  |  |  |',
    '',
    '- glass to glass: not measured: no ffmpeg here',
    '',
  ]);
});

test('a figure without finite numbers is not a figure', () => {
  expect(problemsOf({ what: 'x', aim: '', unit: 'ms', ours: { p50: Number.NaN }, met: 'perhaps' })).toEqual([
    'x: aim is missing',
    'x: ours has no finite numbers',
    'x: met is not yes or no',
  ]);
});
