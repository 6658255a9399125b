import { expect, test } from 'vitest';
import type { DeviceState } from '#shared/domain/device.ts';
import { UNKNOWN_CONDITION } from '#shared/domain/deviceCondition.ts';
import { UNKNOWN_TRUST } from '#shared/domain/deviceTrust.ts';
import { type DeviceQuery, listDevices, NameOrder, sortByName } from './deviceRows.ts';

const NOW = 1_790_000_000_000;
const HOUR = 3_600_000;
const tested = { at: NOW - HOUR, how: 'walkTest' } as const;

const device = (id: string, part: Partial<DeviceState> = {}): DeviceState => ({
  id,
  kind: 'alarmPole',
  name: id,
  lon: 117,
  lat: 25,
  requireEncryption: false,
  hasKey: false,
  statedBy: 'desk',
  stationFingerprint: null,
  contact: 'online',
  contactChangedAt: null,
  skewMs: null,
  lastNotice: null,
  maintenance: null,
  shelf: null,
  condition: UNKNOWN_CONDITION,
  lastTest: tested,
  trust: UNKNOWN_TRUST,
  ...part,
});

const ROW = [
  device('p-10', { name: '东溪 10 号', account: '70A1', link: 'poles' }),
  device('p-2', { name: '东溪 2 号', account: '70B2', link: 'poles', contact: 'lost' }),
  device('p-3', { name: '车站 3 号', link: 'radio', lastTest: null }),
  device('p-4', {
    name: '北门 4 号',
    condition: { ...UNKNOWN_CONDITION, mains: { isFault: true, at: NOW } },
    maintenance: { startedAt: NOW, untilAt: NOW + HOUR, reason: '换电池', by: '值班员' },
  }),
  device('p-5', { name: '南门 5 号', trust: { verdicts: [], vandalFaultsAt: [NOW - HOUR, NOW - 2 * HOUR] } }),
];

const list = (part: Partial<DeviceQuery> = {}) => {
  const query: DeviceQuery = {
    search: '',
    filter: 'all',
    link: null,
    order: { column: 'name', isDescending: false },
    ...part,
  };
  const { rows, counts } = listDevices(sortByName(ROW), query, NOW);
  return { ids: rows.map(({ id }) => id), counts };
};

test('names stand in the reader’s order, numbers in them by their value', () => {
  expect(list().ids).toEqual(['p-4', 'p-3', 'p-2', 'p-10', 'p-5']);
});

test('every filter counts what it would show, and shows what it counts', () => {
  const { counts } = list();
  expect(counts).toEqual({ all: 5, lost: 1, faulty: 1, maintenance: 1, doubtful: 1, untested: 1 });
  const shown = (['lost', 'faulty', 'maintenance', 'doubtful', 'untested'] as const).map(
    (filter) => list({ filter }).ids,
  );
  expect(shown).toEqual([['p-2'], ['p-4'], ['p-4'], ['p-5'], ['p-3']]);
});

test('a search finds parts of name, id, account and link, all of them, in any case; counts follow it', () => {
  expect(list({ search: '70a1' }).ids).toEqual(['p-10']);
  expect(list({ search: '东溪 poles' }).ids).toEqual(['p-2', 'p-10']);
  expect(list({ search: 'p-3' }).counts).toEqual({
    all: 1,
    lost: 0,
    faulty: 0,
    maintenance: 0,
    doubtful: 0,
    untested: 1,
  });
  expect(list({ link: 'radio' }).ids).toEqual(['p-3']);
});

test('a column puts first what wants attention, and equals stay by name', () => {
  const by = (column: DeviceQuery['order']['column'], isDescending = false) =>
    list({ order: { column, isDescending } }).ids;
  expect(by('contact')[0]).toBe('p-2');
  expect(by('power')[0]).toBe('p-4');
  expect(by('test')[0]).toBe('p-3');
  expect(by('trust')).toEqual(['p-5', 'p-3', 'p-2', 'p-10', 'p-4']);
  expect(by('name', true)).toEqual(['p-5', 'p-10', 'p-2', 'p-3', 'p-4']);
});

test('25,000 devices are listed whole', () => {
  const many = Array.from({ length: 25_000 }, (_, index) => device(`d-${index}`, { name: `报警杆 ${index}` }));
  const { rows } = listDevices(
    sortByName(many),
    { search: '报警杆 d-2499', filter: 'all', link: null, order: { column: 'trust', isDescending: false } },
    NOW,
  );
  expect(rows.map(({ id }) => id)).toEqual(['d-2499', ...Array.from({ length: 10 }, (_, index) => `d-2499${index}`)]);
});

test('the order by name follows new states without sorting again, and new names by sorting', () => {
  const order = new NameOrder();
  const mapOf = (devices: readonly DeviceState[]) => new Map(devices.map((one) => [one.id, one]));
  order.follow(mapOf(ROW));
  const lost = { ...ROW[0]!, contact: 'lost' } as const;
  expect(order.follow(mapOf([lost, ...ROW.slice(1)]))).toEqual(sortByName([lost, ...ROW.slice(1)]));
  const renamed = { ...ROW[0]!, name: '阿里 1 号' };
  expect(order.follow(mapOf([renamed, ...ROW.slice(2)])).map(({ id }) => id)).toEqual(['p-10', 'p-4', 'p-3', 'p-5']);
});
