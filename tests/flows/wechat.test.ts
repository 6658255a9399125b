/** Pushes of a WeChat official account against a whole station: the real wire on the real port (PROTOCOLS §5). */
import { mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { PublicReport } from '#shared/domain/publicReport.ts';
import { wgs84ToGcj02 } from '#shared/geo/datum.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { WechatService, type WechatSettings } from '#tests/simulators/wechat.ts';
import { eventually, openStation, type StationOptions, type TestStation } from './kit/station.ts';

const SETTINGS: WechatSettings = {
  token: 'streetWatch2031',
  appId: 'wx0123456789abcdef',
  encodingAESKey: 'MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY',
  mode: 'safe',
};

async function openAccount(
  part: Partial<WechatSettings> & { receipt?: string } = {},
  options: StationOptions = {},
  more = {},
) {
  const { receipt, ...rest } = part;
  const settings = { ...SETTINGS, ...rest };
  const wechat = { ...settings, ...(receipt !== undefined && { receipt }) };
  const station = await openStation({ ...options, overrides: { reports: { wechat, ...more }, ...options.overrides } });
  const service = new WechatService(`${station.core.url}/ingest/wechat`, settings, 5_000);
  return { station, service, [Symbol.asyncDispose]: () => station[Symbol.asyncDispose]() };
}

const reportsOf = ({ core }: TestStation): PublicReport[] => [...core.desk.world.field.publicReports.values()];
const pointOf = (eastM: number, northM: number) => {
  const [lon, lat] = wgs84ToGcj02(pointAt(eastM, northM));
  return { Location_X: lat.toFixed(6), Location_Y: lon.toFixed(6) };
};

test('the handshake answers the echo of who knows the token, and an empty 403 to anybody else', async () => {
  await using account = await openAccount();
  const { station, service } = account;
  expect(await service.handshake('5927782489442352469')).toEqual({ status: 200, body: '5927782489442352469' });
  const asked = async (query: string) => {
    const response = await fetch(`${station.core.url}/ingest/wechat?${query}`);
    return [response.status, await response.text()];
  };
  // The made-up example of the specification.
  const example = 'signature=5a871a55bcb309bf590ab8978a9ef638bcfe7c77&timestamp=1930000000&nonce=7788';
  expect(await asked(`${example}&echostr=yes`)).toEqual([200, 'yes']);
  expect(await asked(`${example.replace('5a87', '5A87')}&echostr=yes`)).toEqual([403, '']);
  expect(await asked(`${example.replace('7788', '7789')}&echostr=yes`)).toEqual([403, '']);
  expect(await asked(`${example}&nonce=1&echostr=yes`)).toEqual([403, '']);
  expect(await asked('echostr=yes')).toEqual([403, '']);
});

test.each(['plain', 'compatible', 'safe'] as const)(
  'a text in %s mode is on disk, once, when it is answered `success`',
  async (mode) => {
    await using account = await openAccount({ mode });
    const { station, service } = account;
    const MsgId = service.newMessageId();
    const text = { MsgType: 'text', Content: '三号楼 <b>冒烟</b> 🔥 ]]> 快来', MsgId };
    const first = await service.send(text);
    const again = await service.send(text);
    expect([first.status, first.body, again.body]).toEqual([200, 'success', 'success']);
    const [report, ...others] = reportsOf(station);
    expect(others).toEqual([]);
    expect(report).toMatchObject({
      channel: 'wechat',
      words: '三号楼 <b>冒烟</b> 🔥 ]]> 快来',
      place: null,
      state: 'waiting',
      sentAt: 1_930_000_000_000,
    });
    await station.core.desk.settled();
    const stored = station.core.desk.journal.read(0, 10_000).filter(({ kind }) => kind === 'publicReport.received');
    expect(stored).toHaveLength(1);
    expect(JSON.stringify(stored)).not.toContain('oReporter_0001');
  },
);

test('two messages whose ids differ only beyond a double are two reports', async () => {
  await using account = await openAccount();
  const { station, service } = account;
  for (const MsgId of ['9007199254740993', '9007199254740992'])
    await service.send({ MsgType: 'text', Content: `报告 ${MsgId}`, MsgId });
  expect(reportsOf(station).map(({ words }) => words)).toEqual(['报告 9007199254740993', '报告 9007199254740992']);
});

test('the same report comes once although the core was restarted between two tries', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pingan-wechat-'));
  const first = await openAccount({}, { folder });
  const text = { MsgType: 'text', Content: '再发一次', MsgId: '42' };
  await first.service.send(text);
  await first.station.core.close();
  await using account = await openAccount({}, { folder });
  expect((await account.service.send(text)).body).toBe('success');
  expect(reportsOf(account.station)).toHaveLength(1);
});

test('pictures are references, voice its recognised words, and what one sender adds within minutes is one report', async () => {
  await using account = await openAccount();
  const { station, service } = account;
  await service.send({ MsgType: 'image', PicUrl: 'http://mmbiz.example/a.jpg', MediaId: 'media-1' });
  await service.send({ MsgType: 'location', ...pointOf(800, 0), Scale: 20, Label: '东溪路 9 号' });
  await service.send({ MsgType: 'voice', MediaId: 'media-2', Format: 'amr', Recognition: '井盖丢了' });
  await service.send({ MsgType: 'text', Content: '另一件事', FromUserName: 'oSomebody_Else' });
  const [one, other] = reportsOf(station);
  expect(one).toMatchObject({
    words: '井盖丢了',
    isVoice: true,
    pictures: [{ url: 'http://mmbiz.example/a.jpg', mediaId: 'media-1' }],
    place: { address: '东溪路 9 号', origin: 'sent' },
  });
  // Sent as GCJ-02 with the latitude in X: kept as WGS-84.
  const [lon, lat] = pointAt(800, 0);
  expect([one?.place?.lon, one?.place?.lat].map((value) => value?.toFixed(5))).toEqual([
    lon.toFixed(5),
    lat.toFixed(5),
  ]);
  expect(other).toMatchObject({ words: '另一件事', place: null });
});

test('where a reporter’s phone was last is taken for his words within minutes, and not after', async () => {
  let now = 1_930_000_000_000;
  await using account = await openAccount({}, { clock: () => now });
  const { station, service } = account;
  const { Location_X: Latitude, Location_Y: Longitude } = pointOf(900, 0);
  await service.send({ MsgType: 'event', Event: 'LOCATION', Latitude, Longitude, Precision: '40.0' });
  await service.send({ MsgType: 'text', Content: '树倒了' });
  now += 11 * 60_000;
  await service.send({ MsgType: 'text', Content: '路灯坏了' });
  expect(reportsOf(station).map(({ words, place }) => [words, place?.origin ?? null])).toEqual([
    ['树倒了', 'lastKnown'],
    ['路灯坏了', null],
  ]);
});

test('who follows is greeted in an envelope that only the service opens; another event is answered with nothing', async () => {
  await using account = await openAccount({ receipt: '已收到，编号 {receipt}' });
  const { station, service } = account;
  const greeted = await service.send({ MsgType: 'event', Event: 'subscribe' });
  expect(greeted.body).toMatch(/^<xml><Encrypt>/);
  expect(greeted.reply).toContain('<ToUserName><![CDATA[oReporter_0001]]></ToUserName>');
  expect(greeted.reply).toContain('感谢关注');
  expect((await service.send({ MsgType: 'event', Event: 'CLICK', EventKey: 'x' })).body).toBe('success');
  expect((await service.send({ MsgType: 'text', Content: '楼道堆物' })).reply).toMatch(/已收到，编号 [2-9A-Z]{12}/);
  expect(reportsOf(station)).toHaveLength(1);
});

test('a near report corroborates the one open incident there, says why, and is taken off by one key', async () => {
  await using account = await openAccount();
  const { station, service } = account;
  const opened = await station.command('incident.open', {
    kind: 'fire',
    lon: pointAt(0, 0)[0],
    lat: pointAt(0, 0)[1],
    title: '冒烟',
  });
  const incidentId = String(opened.incidentId);
  await service.send({ MsgType: 'location', ...pointOf(60, 0), Label: '楼下' });
  const report = reportsOf(station)[0]!;
  expect(report).toMatchObject({ state: 'attached', incidentId, attachment: { isAutomatic: true } });
  const kinds = () => station.core.desk.world.incidents.get(incidentId)!.timeline.map(({ kind }) => kind);
  expect(kinds()).toContain('incident.reportAttached');
  expect(station.core.desk.world.incidents.get(incidentId)).toMatchObject({ alarmCount: 0, kind: 'fire' });
  expect(await station.command('publicReport.detach', { reportId: report.id })).toMatchObject({ ok: true });
  expect(reportsOf(station)[0]).toMatchObject({ state: 'waiting', detachedFrom: [incidentId] });
  expect(kinds().at(-1)).toBe('incident.reportDetached');
  // A person may say otherwise again.
  expect(await station.command('publicReport.attach', { reportId: report.id, incidentId })).toMatchObject({ ok: true });
});

test('one report becomes an incident in the citizen’s words, and its reporter is told each stage through the relay', async () => {
  const told: { touser: string; text: { content: string } }[] = [];
  let answers = 0;
  const relay = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      answers += 1;
      // The first try meets a relay that is out of order.
      response.statusCode = answers === 1 ? 503 : 200;
      if (answers > 1) told.push(JSON.parse(body));
      response.end('{"errcode":0}');
    });
  });
  await new Promise<void>((done) => relay.listen(0, '127.0.0.1', done));
  const replies = { url: `http://127.0.0.1:${(relay.address() as AddressInfo).port}/send` };
  let now = Date.now();
  await using account = await openAccount({}, { clock: () => now }, { replies });
  const { station, service } = account;
  await service.send({ MsgType: 'text', Content: '路口有人打架' });
  const report = reportsOf(station)[0]!;
  expect(await station.command('publicReport.open', { reportId: report.id, kind: 'publicOrder' })).toMatchObject({
    code: 'placeNeeded',
  });
  const [lon, lat] = pointAt(100, 0);
  const opened = await station.command('publicReport.open', { reportId: report.id, kind: 'publicOrder', lon, lat });
  const incidentId = String(opened.incidentId);
  expect(station.core.desk.world.incidents.get(incidentId)).toMatchObject({
    title: '路口有人打架',
    callerWords: '路口有人打架',
    source: 'wechat',
    reporter: { ref: report.reporter?.ref, name: null, phone: null },
  });
  await eventually('the first try failed', () => reportsOf(station)[0]?.replies[0]?.fault ?? undefined);
  now += 20_000;
  await eventually('told that it is accepted', () => told[0]);
  await station.command('incident.dispatch', { incidentId, unitId: 'u-001' });
  await eventually('told that it is handled', () => told[1]);
  const closing = { incidentId, reason: 'real', note: '已劝离', forceReason: '测试' };
  expect(await station.command('incident.close', closing)).toMatchObject({ ok: true });
  await eventually('told that it is done', () => told[2]);
  expect(told.map(({ touser }) => touser)).toEqual(Array.from({ length: 3 }, () => 'oReporter_0001'));
  expect(told.map(({ text }) => /已受理|处置中|已办结/.exec(text.content)?.[0])).toEqual([
    '已受理',
    '处置中',
    '已办结',
  ]);
  await station.core.close();
  relay.close();
});

test('without a relay the queue says so, and after 48 hours that it is too late', async () => {
  let now = Date.now();
  await using account = await openAccount({}, { clock: () => now });
  const { station, service } = account;
  await service.send({ MsgType: 'text', Content: '建议加路灯' });
  const reportId = reportsOf(station)[0]!.id;
  await station.command('publicReport.setAside', { reportId, reason: 'advice' });
  const replyOf = () => reportsOf(station)[0]?.replies[0];
  await eventually('nowhere to send to', () => (replyOf()?.fault === 'noRelay' ? true : undefined));
  expect(replyOf()).toMatchObject({ stage: 'done', state: 'queued' });
  now += 49 * 3_600_000;
  await eventually('too late', () => (replyOf()?.state === 'expired' ? true : undefined));
});

test('a flood of one sender is answered `success` and kept to its limit', async () => {
  await using account = await openAccount({ mode: 'plain' }, { clock: () => 1_930_000_000_000 });
  const { station, service } = account;
  const bodies = new Set<string>();
  for (let index = 0; index < 25; index += 1)
    bodies.add((await service.send({ MsgType: 'text', Content: `广告 ${index}` })).body);
  expect([...bodies]).toEqual(['success']);
  expect(reportsOf(station)).toHaveLength(10);
});

const REFUSED: Readonly<Record<string, string>> = {
  nothing: '',
  'half a message': '<xml><MsgType>text</Msg',
  'a document type with an entity': '<!DOCTYPE x [<!ENTITY e "x">]><xml><MsgType>&e;</MsgType></xml>',
  'an unknown entity': '<xml><MsgType>text</MsgType><Content>&boom;</Content></xml>',
  'no MsgType': '<xml><FromUserName>oX</FromUserName><CreateTime>1</CreateTime><MsgId>1</MsgId></xml>',
  'a field twice': '<xml><MsgType>text</MsgType><MsgType>image</MsgType></xml>',
  'two messages in one': '<xml><MsgType>text</MsgType></xml><xml><MsgType>text</MsgType></xml>',
  'garbage before': 'x<xml><MsgType>text</MsgType></xml>',
  'an openid that is none': '<xml><MsgType>text</MsgType><FromUserName>a b</FromUserName><MsgId>1</MsgId></xml>',
  'a latitude of 91':
    '<xml><MsgType>location</MsgType><FromUserName>oX</FromUserName><MsgId>1</MsgId><Location_X>91</Location_X><Location_Y>1</Location_Y></xml>',
};

test.each(['plain', 'safe'] as const)(
  'what is signed in %s mode and makes no sense is refused with an empty answer and kept nowhere',
  async (mode) => {
    await using account = await openAccount({ mode });
    const answers: Record<string, unknown> = {};
    for (const [what, xml] of Object.entries(REFUSED)) {
      const { status, body } = await account.service.push(xml);
      answers[what] = [status, body];
    }
    expect(answers).toEqual(Object.fromEntries(Object.keys(REFUSED).map((what) => [what, [400, '']])));
    expect(reportsOf(account.station)).toEqual([]);
  },
);

test('in safe mode neither the plain signature nor another account’s envelope opens the door', async () => {
  await using account = await openAccount();
  const { station } = account;
  const url = `${station.core.url}/ingest/wechat`;
  const xml = '<xml><MsgType>text</MsgType><FromUserName>oX</FromUserName><MsgId>1</MsgId><Content>x</Content></xml>';
  const asPlain = await new WechatService(url, { ...SETTINGS, mode: 'plain' }).push(xml);
  const asOther = await new WechatService(url, { ...SETTINGS, appId: 'wxffffffffffffffff' }).push(xml);
  const asStranger = await new WechatService(url, { ...SETTINGS, token: 'anotherToken' }).push(xml);
  const tooLarge = await account.service.push(`<xml>${'<a>x</a>'.repeat(20_000)}</xml>`);
  expect([asPlain, asOther, asStranger, tooLarge].map(({ status, body }) => [status, body])).toEqual([
    [403, ''],
    [400, ''],
    [403, ''],
    [413, ''],
  ]);
  expect(reportsOf(station)).toEqual([]);
});

test('where it is not configured there is no such door', async () => {
  await using station = await openStation();
  const response = await fetch(`${station.core.url}/ingest/wechat?echostr=x`);
  expect([response.status, await response.text()]).toEqual([404, '']);
});
