import { expect, test } from 'vitest';
import type { Findable, FindKind } from './findable.ts';
import { findIn, SearchIndex, wordsOf } from './searchIndex.ts';

const READINGS: Readonly<Record<string, readonly string[]>> = {
  东: ['dong'],
  溪: ['xi'],
  社: ['she'],
  区: ['qu', 'ou'],
  重: ['zhong', 'chong'],
  庆: ['qing'],
  路: ['lu'],
  单: ['dan', 'shan', 'chan'],
  号: ['hao'],
  小: ['xiao'],
  学: ['xue'],
  绿: ['lv', 'lu'],
};
const readingsOf = (character: string) => READINGS[character] ?? [];
const item = (kind: FindKind, name: string, code = '', detail = '', lon = 117, lat = 25): Findable => ({
  kind,
  id: `${kind}-${name}`,
  name,
  code,
  detail,
  lon,
  lat,
});
const indexOf = (...items: Findable[]) => SearchIndex.make(items, readingsOf);
const namesFor = (index: SearchIndex, query: string) =>
  findIn([index], { query }).flatMap(({ hits }) => hits.map(({ name }) => name));

const PLACES = indexOf(
  item('grid', '东溪社区', '990101001001', '示范街道'),
  item('grid', '东溪社区第一网格', '990101001001001', '东溪社区'),
  item('place', '重庆路小学', 'p-7', '单号路 3 号'),
  item('place', '单号小学', 'p-8'),
  item('road', '绿溪路'),
);

test.each([
  ['dxsq', '东溪社区'],
  ['dongxishequ', '东溪社区'],
  ['dongx', '东溪社区'],
  ['dxshequ', '东溪社区'],
  ['DongXi', '东溪社区'],
  ['东xi', '东溪社区'],
  ['990101001001', '东溪社区'],
  ['示范', '东溪社区'],
])('%s finds %s first', (query, name) => {
  expect(namesFor(PLACES, query)[0]).toBe(name);
});

test.each(['zqlxx', 'cqlxx', 'chongqing', 'zhongqing', 'chqlxx'])(
  'any reading of a polyphone finds it: %s',
  (query) => {
    expect(namesFor(PLACES, query)).toEqual(['重庆路小学']);
  },
);

test.each(['dhxx', 'shanhao', 'chanhaoxx'])('a surname read its own way is found as well: %s', (query) => {
  expect(namesFor(PLACES, query)).toEqual(['单号小学']);
});

test.each(['lvxi', 'luxi', 'lxl'])('ü is typed v or u: %s', (query) => {
  expect(namesFor(PLACES, query)[0]).toBe('绿溪路');
});

test('initials are not made of letters from the middle of a syllable, nor across two names', () => {
  expect(namesFor(PLACES, 'ongx')).toEqual([]);
  expect(namesFor(PLACES, 'xxdhxx')).toEqual([]);
});

test('digits in a name are typed as they are, and what stands between is not', () => {
  const poles = indexOf(item('device', '东溪 1 号（北门）'), item('device', '东溪 12 号'));
  expect(namesFor(poles, 'dx1h')).toEqual(['东溪 1 号（北门）']);
  expect(namesFor(poles, 'dx12')).toEqual(['东溪 12 号']);
});

test('exact code, exact name, prefix, sound from the start, inside, sound inside, detail: in this order', () => {
  const index = indexOf(
    item('place', 'x', '', 'dx'),
    item('place', '小东溪'),
    item('place', 'a dx'),
    item('place', '东溪'),
    item('place', 'dxa'),
    item('place', 'dx'),
    item('place', 'y', 'dx'),
  );
  expect(namesFor(index, 'dx')).toEqual(['y', 'dx', 'dxa', '东溪', 'a dx', '小东溪', 'x']);
});

test('every word must be met, in any order, full width or not', () => {
  expect(namesFor(PLACES, '小学 zq')).toEqual(['重庆路小学']);
  expect(namesFor(PLACES, '小学 dongxi')).toEqual([]);
  expect(wordsOf(' Ａ１　东溪 ')).toEqual(['a1', '东溪']);
  expect(findIn([PLACES], { query: '  ' })).toEqual([]);
});

test('the group with the best answer comes first, equal groups in the order of kinds', () => {
  const index = indexOf(item('camera', '东溪路'), item('unit', '东溪'), item('grid', '东溪区'), item('road', '小东溪'));
  expect(findIn([index], { query: '东溪' }).map(({ kind }) => kind)).toEqual(['unit', 'grid', 'camera', 'road']);
  expect(findIn([index], { query: 'dongxi' }).map(({ kind }) => kind)).toEqual(['grid', 'unit', 'camera', 'road']);
});

test('a group shows eight and says how many there are, over several indices', () => {
  const many = (from: number) =>
    indexOf(...Array.from({ length: 10 }, (_, at) => item('unit', `东溪 ${from + at} 号`)));
  const [group] = findIn([many(0), many(10)], { query: 'dx' });
  expect([group?.hits.length, group?.total]).toEqual([8, 20]);
});

test('of equals the nearer comes first', () => {
  const index = indexOf(item('place', '东溪路口', '', '', 117.2), item('place', '东溪路东', '', '', 117.01));
  const near = { lon: 117, lat: 25 };
  expect(findIn([index], { query: '东溪', near })[0]?.hits.map(({ name }) => name)).toEqual(['东溪路东', '东溪路口']);
});

test('an index made in pieces answers as one made at once', async () => {
  const items = Array.from({ length: 9_000 }, (_, at) => item('camera', `东溪 ${at} 号`, String(at)));
  let pauses = 0;
  const pieces = await SearchIndex.makeInPieces(items, readingsOf, async () => {
    pauses++;
  });
  expect(pauses).toBe(3);
  expect(findIn([pieces], { query: 'dx8999' })).toEqual(
    findIn([SearchIndex.make(items, readingsOf)], { query: 'dx8999' }),
  );
});
