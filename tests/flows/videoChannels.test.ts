// Channels of a station over its real HTTP: listed, searched, opened by ticket, told in the journal, ended when consent ends.
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ChannelImportPreview } from '#shared/wire/channelImport.ts';
import {
  type BlindAnswer,
  type ChannelList,
  type ConsentsAnswer,
  type LooksAnswer,
  type OpenedStream,
  type SeenArea,
  type SightedChannel,
  sightedChannelSchema,
  type VideoSources,
} from '#shared/wire/video.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { testMedia } from './kit/media.ts';
import {
  ADMIN,
  DUTY,
  eventually,
  openPole,
  openStation,
  SECOND_DUTY,
  type TestStation,
  WALL,
  WORKER,
} from './kit/station.ts';

const NOW = 1_930_716_909_000;
const at = (eastM: number, northM: number) => {
  const [lon, lat] = pointAt(eastM, northM);
  return { lon, lat };
};
const LOGIN = { user: 'operator', password: 'not-for-windows' };
const CHANNELS = [
  {
    ...{
      id: '99010100101320000001',
      name: '东溪小学大门',
      ...at(40, 40),
      heading: 225,
      fov: 70,
      rangeM: 80,
      hasPtz: true,
    },
    login: LOGIN,
    sources: [
      { protocol: 'rtsp', grade: 'main', url: 'rtsp://10.1.0.7:554/101' },
      { protocol: 'rtsp', grade: 'sub', url: 'rtsp://10.1.0.7:554/102' },
    ],
  },
  {
    id: '99010100101320000002',
    name: '北山路口',
    ...at(-300, -300),
    sources: [{ protocol: 'hls', url: 'http://10.1.0.9/b.m3u8' }],
  },
  {
    id: 'shop-1',
    name: '便民超市',
    ...at(60, 20),
    isPrivate: true,
    owner: '超市',
    sources: [{ protocol: 'file', url: 'shop.ts' }],
  },
  { id: 'dark', name: '仓库', ...at(200, 200) },
];
/** Nothing is probed by itself: what a channel is found to be is what a test makes of it. */
const VIDEO = { channels: CHANNELS, probe: { everyMinutes: 0 } };
const WATCH = { reason: { kind: 'watch' } };

const open = async (station: TestStation, id: string, body: object = WATCH, token = DUTY) => {
  const response = await fetch(`${station.core.url}/api/video/channels/${id}/open`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  return { status: response.status, ...((await response.json()) as Partial<OpenedStream> & { code?: string }) };
};
const list = (station: TestStation, query = '', token = DUTY) =>
  station.get<ChannelList>(`/api/video/channels${query}`, token);
const names = async (station: TestStation, query = '') => (await list(station, query)).channels.map(({ name }) => name);
const station = (media = testMedia(), clock = () => NOW) => openStation({ clock, media, overrides: { video: VIDEO } });

test('channels are listed without a word of how they are reached', async () => {
  await using desk = await station();
  const { total, channels } = await list(desk);
  expect(total).toBe(3);
  expect(channels[0]).toEqual({
    ...{
      id: '99010100101320000001',
      name: '东溪小学大门',
      ...at(40, 40),
      heading: 225,
      fov: 70,
      rangeM: 80,
      heightM: 4,
    },
    ...{
      hasPtz: true,
      canTurn: false,
      isPrivate: false,
      owner: null,
      gridCode: '990101001001004',
      grades: ['main', 'sub'],
    },
    condition: { state: 'unknown', checkedAt: null },
  });
  expect(channels.find(({ id }) => id === 'dark')?.condition).toEqual({
    state: 'failed',
    fault: 'noSource',
    checkedAt: null,
  });
  expect(JSON.stringify(channels)).not.toMatch(/10\.1\.0|not-for-windows|operator/);
});

test('a channel is found by number, name, initials, grid and place, and the nearest stand first', async () => {
  await using desk = await station();
  expect(await names(desk, '?q=dxxx')).toEqual(['东溪小学大门']);
  expect(await names(desk, `?q=${encodeURIComponent('北山路')}`)).toContain('北山路口');
  expect(await names(desk, '?q=0000002')).toEqual(['北山路口']);
  expect(await names(desk, `?q=${encodeURIComponent('第一网格')}`)).toEqual(['北山路口']);
  expect(await names(desk, `?near=${pointAt(190, 190).join(',')}&limit=2`)).toEqual(['仓库', '东溪小学大门']);
  expect(await names(desk, '?ids=dark,nobody,99010100101320000002')).toEqual(['仓库', '北山路口']);
  await expect(list(desk, '?near=200,1')).rejects.toThrow('badQuery');
  await expect(list(desk, '', WORKER)).rejects.toThrow('roleMayNot');
});

test('whoever opens a channel is written down before he sees it, and gets a ticket for that stream alone', async () => {
  const media = testMedia();
  await using desk = await station(media);
  const opened = await open(desk, '99010100101320000001', { grade: 'main', ...WATCH });
  expect(opened).toMatchObject({ status: 200, grade: 'main', expiresAt: NOW + 8 * 3_600_000 });
  expect(opened.ways?.map(({ protocol, url }) => [protocol, url.replace(opened.ticket!, 'TICKET')])).toEqual([
    ['whep', '/api/video/whep/TICKET'],
    ['wsFlv', expect.stringMatching(/^ws:\/\/127\.0\.0\.1:4799\/TICKET\//)],
  ]);
  expect(media.admitted.get(opened.ticket!)).toMatchObject({
    streamId: '99010100101320000001/main',
    login: LOGIN,
    source: { url: 'rtsp://10.1.0.7:554/101' },
  });
  const told = desk.core.desk.journal.read(0, 1_000).filter(({ kind }) => kind === 'channel.watched');
  expect(told.map(({ stream, actor, body }) => ({ stream, by: actor.name, body }))).toEqual([
    {
      stream: 'channel:99010100101320000001',
      by: '值班员 甲',
      body: { channelId: '99010100101320000001', name: '东溪小学大门', grade: 'main', reason: { kind: 'watch' } },
    },
  ]);
});

test('a reconnection is the same look; another person, another reason and a later hour are others', async () => {
  let now = NOW;
  await using desk = await station(testMedia(), () => now);
  const looks = async () =>
    (await desk.get<LooksAnswer>('/api/video/looks', ADMIN)).looks.map(({ by, reason }) => [by, reason.kind]);
  await open(desk, 'dark');
  const id = '99010100101320000002';
  await open(desk, id);
  await open(desk, id, { grade: 'main', ...WATCH });
  await open(desk, id, WATCH, SECOND_DUTY);
  await open(desk, id, { reason: { kind: 'patrol' } });
  now += 6 * 60_000;
  await open(desk, id);
  expect(await looks()).toEqual([
    ['值班员 甲', 'watch'],
    ['值班员 乙', 'watch'],
    ['值班员 甲', 'patrol'],
    ['值班员 甲', 'watch'],
  ]);
  await expect(desk.get('/api/video/looks', DUTY)).rejects.toThrow('roleMayNot');
});

test('a look for an incident names one that is there, and the auditor finds it by it', async () => {
  await using desk = await station();
  using pole = openPole(desk, { account: '70A2', clock: () => NOW });
  await pole.send({ contactId: { qualifier: 1, code: '120', partition: '00', zone: '001' }, hasTime: true });
  const { id } = await eventually('the incident is open', () => [...desk.core.desk.world.incidents.values()][0]);
  const reason = (incidentId: string) => ({ reason: { kind: 'incident', incidentId } });
  expect(await open(desk, '99010100101320000002', reason('nothing'))).toMatchObject({
    status: 404,
    code: 'unknownIncident',
  });
  expect(await open(desk, '99010100101320000002', reason(id))).toMatchObject({ status: 200 });
  const { looks } = await desk.get<LooksAnswer>(`/api/video/looks?incidentId=${id}`, ADMIN);
  expect(looks).toMatchObject([{ channelName: '北山路口', by: '值班员 甲', role: 'duty', at: NOW }]);
});

test('what cannot be opened is refused in words, and nobody looks who may not', async () => {
  await using desk = await station();
  expect(await open(desk, 'nobody')).toMatchObject({ status: 404, code: 'unknownChannel' });
  expect(await open(desk, 'dark')).toMatchObject({
    status: 409,
    code: 'noSource',
    message: expect.stringContaining('没有配置'),
  });
  expect(await open(desk, 'dark', {})).toMatchObject({ status: 400, code: 'badBody' });
  expect(await open(desk, 'dark', WATCH, WORKER)).toMatchObject({ status: 403, code: 'roleMayNot' });
  expect(await open(desk, '99010100101320000002', WATCH, WALL)).toMatchObject({ status: 200 });
});

test('the offer of a ticket is answered to its holder alone, until he gives it back', async () => {
  const media = testMedia();
  await using desk = await station(media);
  const { ticket } = await open(desk, '99010100101320000001');
  const ask = (method: string, token: string) =>
    fetch(`${desk.core.url}/api/video/whep/${ticket}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(method === 'POST' && { 'content-type': 'application/sdp' }) },
      ...(method === 'POST' && { body: 'v=0\r\n' }),
    });
  const answer = await ask('POST', DUTY);
  expect([answer.status, answer.headers.get('location'), answer.headers.get('content-type')]).toEqual([
    201,
    `/api/video/whep/${ticket}`,
    'application/sdp',
  ]);
  expect(await answer.text()).toBe('v=0\r\na=answer-to 5\r\n');
  expect((await ask('POST', SECOND_DUTY)).status).toBe(404);
  expect((await ask('DELETE', SECOND_DUTY)).status).toBe(404);
  expect((await ask('DELETE', DUTY)).status).toBe(204);
  expect((await ask('POST', DUTY)).status).toBe(404);
  expect(media.ended).toEqual([ticket]);
});

test('a private camera is nobody’s to see without consent, and its pictures end with it', async () => {
  const media = testMedia();
  await using desk = await station(media);
  const about = { channelId: 'shop-1', reason: '店主签了同意书' };
  expect(await names(desk, '?q=bmcs')).toEqual([]);
  expect(await open(desk, 'shop-1')).toMatchObject({ status: 409, code: 'consentWithdrawn' });
  expect(await desk.command('channel.giveConsent', about, DUTY)).toMatchObject({ code: 'roleMayNot' });
  expect(await desk.command('channel.giveConsent', about, ADMIN)).toMatchObject({ ok: true });
  expect(await names(desk, '?q=bmcs')).toEqual(['便民超市']);
  const mine = await open(desk, 'shop-1');
  const public_ = await open(desk, '99010100101320000001');
  expect([...media.admitted.keys()]).toEqual([mine.ticket, public_.ticket]);
  expect(
    await desk.command('channel.withdrawConsent', { channelId: 'shop-1', reason: '店主来电撤回' }, ADMIN),
  ).toMatchObject({ ok: true });
  // The answer comes after everybody was told: by now the picture has ended, and only that one.
  expect([...media.admitted.keys()]).toEqual([public_.ticket]);
  expect(await names(desk)).not.toContain('便民超市');
  expect(await open(desk, 'shop-1')).toMatchObject({ code: 'consentWithdrawn' });
  expect(
    await desk.command('channel.withdrawConsent', { channelId: 'shop-1', reason: '再次撤回' }, ADMIN),
  ).toMatchObject({ code: 'noConsent' });
  expect(await desk.command('channel.giveConsent', { ...about, channelId: 'dark' }, ADMIN)).toMatchObject({
    code: 'channelNotPrivate',
  });
  const { consents } = await desk.get<ConsentsAnswer>('/api/video/consents', ADMIN);
  expect(consents).toEqual([
    {
      channelId: 'shop-1',
      name: '便民超市',
      owner: '超市',
      state: 'withdrawn',
      at: NOW,
      by: '管理员',
      reason: '店主来电撤回',
    },
  ]);
});

/** Clear, but farther than a camera of its kind shows anything. */
const FAR = { clearShare: 1, offAxisDeg: null, blockedBy: null, isBeyondRange: true };

test('the four eyes for a place come with their reasons, those that cannot be played last, and each with what it sees', async () => {
  await using desk = await station();
  const [lon, lat] = pointAt(0, 0);
  const ask = (token = DUTY) => desk.get<SightedChannel[]>(`/api/video/nearest?lon=${lon}&lat=${lat}`, token);
  const sighted = await ask();
  expect(sighted.map(({ channel, ...figures }) => ({ name: channel.name, ...figures }))).toEqual([
    {
      name: '东溪小学大门',
      distanceM: expect.closeTo(56.5, 0),
      clearShare: 1,
      offAxisDeg: expect.closeTo(0, 0),
      blockedBy: null,
      isBeyondRange: false,
    },
    { name: '北山路口', distanceM: expect.closeTo(424, -1), ...FAR },
    { name: '仓库', distanceM: expect.closeTo(283, -1), ...FAR },
  ]);
  expect(sightedChannelSchema.array().safeParse(sighted).success).toBe(true);
  const seen = await desk.get<SeenArea>('/api/video/channels/99010100101320000001/seen');
  expect(seen).toMatchObject({ channelId: '99010100101320000001', isAssumed: false });
  expect(seen.ring[0]).toEqual(seen.ring.at(-1));
  await expect(desk.get('/api/video/channels/shop-1/seen')).rejects.toThrow('unknownChannel');
  await expect(ask(WORKER)).rejects.toThrow('roleMayNot');
  const blind = await eventually('the blind spots are worked out', async () => {
    const { state, report } = await desk.get<BlindAnswer>('/api/video/blind');
    return state === 'ready' ? report! : undefined;
  });
  expect(blind.grids.map(({ code }) => code.slice(-3))).toEqual(['001', '002', '003', '004']);
  // The gate sees the school, and of the second grid hardly more than the corner.
  expect(blind).toMatchObject({ cameras: 3, unseenPlaces: [] });
  expect(blind.grids[1]?.seenShare).toBeLessThan(0.05);
});

test('a list is looked at row by row, counts when a leader says so, and still counts after a restart', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pingan-video-'));
  const overrides = { video: VIDEO };
  const sheet = [
    '国标编码,点位名称,经度,纬度,朝向,云台,主码流,子码流,社会自建',
    `n-1,新村东门,${pointAt(10, 10).join(',')},西北,是,rtsp://admin:s3cret@10.1.0.20/1,rtsp://10.1.0.20/2,否`,
    'dark,,,,,,http://10.1.0.9/dark.m3u8,,',
    `n-2,无地址,,,90,,rtsp://10.1.0.21/1,,`,
    `n-3,怪地址,${pointAt(0, 0).join(',')},,,ftp://10.1.0.21/secret-path,,`,
    `n-1,重复,${pointAt(0, 0).join(',')},,,,,`,
  ].join('\n');
  const preview = async (station: TestStation, token: string) => {
    const response = await fetch(`${station.core.url}/api/video/channels/preview?name=list.csv`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv' },
      body: sheet,
    });
    return (await response.json()) as { ok: boolean; code?: string; preview: ChannelImportPreview };
  };
  try {
    {
      await using desk = await openStation({ folder, clock: () => NOW, media: testMedia(), overrides });
      expect(await preview(desk, DUTY)).toMatchObject({ ok: false, code: 'roleMayNot' });
      const { preview: seen } = await preview(desk, ADMIN);
      expect(seen.counts).toEqual({ new: 1, changed: 1, same: 0, bad: 3 });
      expect(
        seen.rows.map(({ channelId, state, problems }) => [channelId, state, ...problems.map(({ field }) => field)]),
      ).toEqual([
        ['n-1', 'new'],
        ['dark', 'changed'],
        ['n-2', 'bad', 'lon'],
        ['n-3', 'bad', 'url'],
        ['n-1', 'bad', 'id'],
      ]);
      expect(JSON.stringify(seen)).not.toMatch(/s3cret|secret-path/);
      expect(await names(desk)).not.toContain('新村东门');
      const body = { previewId: seen.previewId };
      expect(await desk.command('channels.import', body, DUTY)).toMatchObject({ code: 'roleMayNot' });
      expect(await desk.command('channels.import', body, ADMIN)).toMatchObject({ ok: true });
      expect(await desk.command('channels.import', body, ADMIN)).toMatchObject({ code: 'unknownPreview' });
    }
    const media = testMedia();
    {
      await using desk = await openStation({ folder, clock: () => NOW, media, overrides });
      const { channels } = await list(desk, '?ids=n-1,dark');
      expect(channels).toMatchObject([
        { name: '新村东门', heading: 315, hasPtz: true, grades: ['main', 'sub'] },
        { name: '仓库', grades: ['main'], condition: { state: 'unknown' } },
      ]);
      const { ticket } = await open(desk, 'n-1');
      expect(media.admitted.get(ticket!)).toMatchObject({
        source: { url: 'rtsp://10.1.0.20/2' },
        login: { user: 'admin', password: 's3cret' },
      });
    }
    // A list that is another than the journal says does not count, and that is said.
    const [kept = ''] = (await readdir(join(folder, 'data', 'video'))).filter((name) => name.startsWith('channels-'));
    await writeFile(join(folder, 'data', 'video', kept), '[]');
    await using desk = await openStation({ folder, clock: () => NOW, media: testMedia(), overrides });
    expect(await names(desk)).not.toContain('新村东门');
    const { imported } = await desk.get<VideoSources>('/api/video/sources', ADMIN);
    expect(imported?.problem).toContain('校验值不符');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
