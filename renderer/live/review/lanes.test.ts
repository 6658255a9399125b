import { describe, expect, test } from 'vitest';
import { afterSeconds, FILM, T0 } from './film.fixture.ts';
import { trackPlans } from './filmTracks.ts';
import { happeningsOf, nextHappening, previousHappening } from './happenings.ts';
import { barsInSight, ticksInSight } from './inSight.ts';
import { lanesOf } from './lanes.ts';
import { packRows } from './packRows.ts';
import { evidenceUnderWay } from './underWay.ts';

const lane = (id: string, focusId: string | null = 'i-1') =>
  lanesOf(FILM, focusId, 'zh-CN').find((one) => one.id === id)!;

describe('the lanes of a film', () => {
  test('one incident is spread out: notes, events, evidence, its six times, its units, each seat', () => {
    expect(lanesOf(FILM, 'i-1', 'zh-CN').map(({ id }) => id)).toEqual([
      ...['marks', 'entries', 'evidence'],
      ...['detect', 'answer', 'order', 'accept', 'arrive', 'close'].map((name) => `interval:${name}`),
      ...['unit:d-1', 'seat:p-1'],
    ]);
  });

  test('without one in focus each incident has a lane of its own, with what was late in its name', () => {
    const { name, aside, isLate, about, bars, ticks } = lane('incident:i-1', null);
    expect({ name, aside, isLate, about }).toEqual({
      ...{ name: '#001', aside: '到场', isLate: true },
      about: { kind: 'incident', id: 'i-1' },
    });
    expect(bars.map(({ fromAt, toAt }) => [fromAt, toAt])).toEqual([[T0, afterSeconds(300)]]);
    expect(ticks.find(({ id }) => id === 'i-1:arrive')).toMatchObject({ at: afterSeconds(115), tone: 'bad' });
  });

  test('what came after its limit is a part of its own, and the limit a mark between', () => {
    const { bars, limits, isLate } = lane('interval:arrive');
    expect(bars.map(({ fromAt, toAt, tone, label }) => [fromAt, toAt, tone, label])).toEqual([
      [T0, afterSeconds(60), 'good', ''],
      [afterSeconds(60), afterSeconds(115), 'bad', '超 0:55'],
    ]);
    expect([limits, isLate]).toEqual([[{ at: afterSeconds(60), title: '时限 1:00' }], true]);
    expect(lane('interval:detect')).toMatchObject({ aside: '—', bars: [], limits: [] });
  });

  test('a unit goes from one standing to the next; one it never reported is left out', () => {
    expect(lane('unit:d-1').bars.map(({ fromAt, toAt, label }) => [fromAt, toAt, label])).toEqual([
      [T0, afterSeconds(25), '等待接单'],
      [afterSeconds(25), afterSeconds(115), '已接单'],
      [afterSeconds(115), afterSeconds(280), '在场'],
    ]);
    expect(lane('unit:d-1')).toMatchObject({ trackIndex: 0, about: { kind: 'unit', id: 'u-3' } });
    expect(trackPlans(FILM, 'i-1')).toEqual([
      { unitId: 'u-3', unitName: '民警 周岩', fromAt: T0, toAt: afterSeconds(280) },
    ]);
  });

  test('what a seat looked at lies in rows, what it did stands over them', () => {
    const { rows, bars, ticks } = lane('seat:p-1');
    expect(bars.map(({ row, toAt, label }) => [row, toAt, label])).toEqual([
      [0, afterSeconds(300), '事件 #001'],
      [1, afterSeconds(20), '东门'],
    ]);
    expect([rows, ticks.map(({ at, title }) => [at, title])]).toEqual([2, [[afterSeconds(4), '受理']]]);
  });

  test('what went wrong is the loudest of what happened', () => {
    expect(lane('entries').ticks.map(({ tone }) => tone)).toEqual(['info', 'info', 'bad']);
    expect(lane('marks').ticks).toMatchObject([{ mark: '✎', title: '评论：应先报告 (带班 乙)' }]);
  });
});

test('what is out of sight is not drawn, and of ticks on one pixel the loudest is', () => {
  const scale = { fromAt: T0, toAt: afterSeconds(100), widthPx: 100 };
  expect(barsInSight(lane('interval:arrive'), scale).map(({ x, width }) => [x, width])).toEqual([
    [0, 60],
    [60, 40],
  ]);
  const wide = { fromAt: T0, toAt: afterSeconds(10_000), widthPx: 100 };
  expect(ticksInSight(lane('entries'), wide).map(({ tick, more }) => [tick.tone, more])).toEqual([['bad', 2]]);
  expect(ticksInSight(lane('entries'), { ...scale, fromAt: afterSeconds(61) })).toEqual([]);
});

test('spans that lie over one another take rows of their own, as few as there can be', () => {
  const spans = [
    { fromAt: 0, toAt: 10 },
    { fromAt: 5, toAt: 8 },
    { fromAt: 8, toAt: 12 },
    { fromAt: 10, toAt: 11 },
  ];
  expect(packRows(spans)).toEqual([0, 1, 1, 0]);
  expect(packRows(spans, 1)).toEqual([0, 0, 0, 0]);
});

test('a film is stepped through moment by moment, notes among what happened', () => {
  const steps = happeningsOf(FILM);
  expect(steps.map(({ at, sentence, more }) => [at, sentence.zh, more])).toEqual([
    [T0, '报警到达', 1],
    [afterSeconds(30), '应先报告', 0],
    [afterSeconds(60), '1 分钟时限已过', 0],
  ]);
  expect(nextHappening(steps, T0)?.at).toBe(afterSeconds(30));
  expect(previousHappening(steps, afterSeconds(60))?.at).toBe(afterSeconds(30));
  expect([nextHappening(steps, afterSeconds(60)), previousHappening(steps, T0)]).toEqual([undefined, undefined]);
});

test('a still stays for as long to the eye at any speed, a recording for as long as it is', () => {
  const shown = (seconds: number, speed: number) =>
    evidenceUnderWay(FILM.evidence, afterSeconds(seconds), speed).map(({ kind }) => kind);
  expect([shown(119, 1), shown(120, 1), shown(131, 1), shown(133, 1), shown(170, 1)]).toEqual([
    [],
    ['photo'],
    ['call', 'photo'],
    ['call'],
    [],
  ]);
  expect(shown(200, 8)).toEqual(['photo']);
});
