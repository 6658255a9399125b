// One box for everything, over the API: the scene of the tiny pack, the registry and an incident of a real pole.
import { expect, test } from 'vitest';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { DUTY, eventually, openPole, openStation, WALL, WORKER } from './kit/station.ts';

const NOW = 1_930_716_909_000;
const PANIC = { contactId: { qualifier: 1, code: '120', partition: '00', zone: '001' }, hasTime: true } as const;
const FOURTH = '990101001001004';

interface Found {
  readonly groups: readonly { kind: string; total: number; hits: readonly { id: string; name: string }[] }[];
}
const path = (query: string) => `/api/search?q=${encodeURIComponent(query)}`;
const flat = ({ groups }: Found) => groups.flatMap(({ kind, hits }) => hits.map(({ name }) => `${kind} ${name}`));

test('initials, pinyin, Chinese, digits of a code and an incident number find what they name', async () => {
  await using station = await openStation({ clock: () => NOW });
  const find = async (query: string) => flat(await station.get<Found>(path(query), DUTY));
  expect((await find('dxsq'))[0]).toBe('grid 东溪社区');
  expect(await find('disiwangge')).toEqual(['grid 第四网格']);
  expect(await find('第四')).toEqual(['grid 第四网格', 'place 东溪小学']);
  expect((await find('dxxx')).slice(0, 2)).toEqual(['place 东溪小学', 'device 东溪小学 一键报警']);
  expect(await find('bs3j')).toEqual(['road 北山3街']);
  expect(await find('u-003')).toEqual(['unit u-003 号']);
  expect(await find('990101001')).toContain('grid 示范街道');
  expect(await find('没有这样的地方')).toEqual([]);

  using pole = openPole(station, { account: '70A2', clock: () => NOW });
  await pole.send(PANIC);
  const incident = await eventually('the incident is open', () => [...station.core.desk.world.incidents.values()][0]);
  expect(await find(incident.number)).toEqual([expect.stringMatching(/^incident /)]);
});

test('a device enrolled a moment ago is found, one retired no more', async () => {
  await using station = await openStation({ clock: () => NOW });
  const find = async () => flat(await station.get<Found>(path('yhgy'), DUTY));
  expect(await find()).toEqual([]);
  const [lon, lat] = pointAt(200, 200);
  const device = { id: 'pole-9', kind: 'alarmPole', name: '银行公园报警杆', lon, lat };
  await station.command('device.save', { device });
  expect(await find()).toEqual(['device 银行公园报警杆']);
  await station.command('device.retire', { deviceId: 'pole-9' });
  expect(await find()).toEqual([]);
});

test('a grid is told with its owners, what stands in it and what goes on in it', async () => {
  await using station = await openStation({ clock: () => NOW });
  using pole = openPole(station, { account: '70A2', clock: () => NOW });
  await pole.send(PANIC);
  await station.position('u-003', 150, 150, NOW / 1_000);
  const { grid } = await station.get<{ grid: Record<string, unknown> }>(`/api/grids/${FOURTH}`, WALL);
  expect(grid).toMatchObject({
    code: FOURTH,
    name: '第四网格',
    chain: [{ name: '示范区' }, { name: '示范街道' }, { name: '东溪社区' }, { name: '第四网格' }],
    places: { total: 1, named: [{ id: 'p1', name: '东溪小学', what: '学校' }] },
    devices: { total: 1, named: [{ name: '东溪小学 一键报警' }] },
    openIncidents: [{ kind: 'holdUp' }],
  });
  const { units } = grid as { units: { named: { id: string; isFresh: boolean }[] } };
  expect(units.named.find(({ id }) => id === 'u-003')).toMatchObject({ isFresh: true });
  const { grid: town } = await station.get<{ grid: Record<string, unknown> }>('/api/grids/990101001', WALL);
  expect(town).toMatchObject({ level: 'town', grids: 4, parts: 1, units: { total: 4 }, devices: { total: 2 } });
});

test('a query that is none, a grid that is none and a role that may not read are refused by name', async () => {
  await using station = await openStation({ clock: () => NOW });
  await expect(station.get('/api/search')).rejects.toThrow('badQuery');
  await expect(station.get(path('x'.repeat(61)))).rejects.toThrow('badQuery');
  await expect(station.get('/api/grids/000')).rejects.toThrow('unknownGrid');
  await expect(station.get(path('dx'), WORKER)).rejects.toThrow('roleMayNot');
});
