/** What leaves the station: over real sockets to listening partners, and nothing at all from a drill. */

import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, expectTypeOf, test } from 'vitest';
import {
  isSignedBy,
  printerAdapter,
  signatureOf,
  sirenAdapter,
  terminalAdapter,
  webhookAdapter,
  workerAdapter,
} from '#main/core/notices/index.ts';
import { LivePermit } from '#shared/domain/livePermit.ts';
import type { NoticeState } from '#shared/domain/notice.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { Terminal808 } from '#tests/simulators/jt808.ts';
import { Partner, type PartnerCertificate, partnerCertificate } from '#tests/simulators/partner.ts';
import { openPhone } from './kit/phone.ts';
import { eventually, openStation, STATION, type StationOptions, type TestStation } from './kit/station.ts';

const SECRET = 'shared-with-the-partner-0001';
const CAR = '13800138003';
const [lon, lat] = pointAt(0, 0);

let certificate: PartnerCertificate;
beforeAll(async () => {
  certificate = await partnerCertificate();
});

const groupTo = (channel: object) => ({
  id: 'g',
  name: '派出所',
  kind: 'police',
  members: [{ id: 'm', name: '值班', channel }],
});

function stationWith(partner: Partner, more: object = {}, networks = ['127.0.0.0/8']): StationOptions {
  const webhooks = [{ host: partner.host, secret: SECRET, networks, ca: certificate.cert }];
  const channel = { kind: 'webhook', url: `https://${partner.host}/linkage?site=1` };
  return { overrides: { groups: [groupTo(channel)], notices: { webhooks }, ...more } };
}

async function linked(station: TestStation): Promise<string> {
  const { incidentId } = await station.command('incident.open', {
    kind: 'fire',
    lon,
    lat,
    title: '冒烟',
    callerWords: '我是张三',
  });
  expect(await station.command('incident.link', { incidentId })).toMatchObject({ ok: true });
  return String(incidentId);
}

const noticesOf = (station: TestStation): NoticeState[] => [...station.core.desk.world.linkage.notices.values()];
const settled = (station: TestStation) =>
  eventually('a settled notice', () => noticesOf(station).find(({ state }) => state !== 'queued'));

test('a webhook is one signed POST without a word of the caller, and its member has it', async () => {
  await using partner = await new Partner(certificate, [200]).listen();
  await using station = await openStation(stationWith(partner));
  const incidentId = await linked(station);
  expect(await settled(station)).toMatchObject({ adapter: 'webhook', state: 'delivered', attempts: 1, reason: null });
  const [heard] = partner.heard;
  expect(isSignedBy(SECRET, heard!.body, heard!.headers['x-pingan-signature'], Date.now())).toBe(true);
  expect(JSON.parse(heard!.body)).toMatchObject({
    incident: { id: incidentId, kind: 'fire', title: '冒烟' },
    group: { id: 'g' },
  });
  expect(heard!.body).not.toContain('张三');
  expect(station.core.desk.world.incidents.get(incidentId)!.linkage[0]!.members[0]).toMatchObject({
    state: 'delivered',
  });
});

test('what the partner answers counts when it is signed, once, and not otherwise', async () => {
  await using partner = await new Partner(certificate, [200]).listen();
  await using station = await openStation(stationWith(partner));
  const incidentId = await linked(station);
  const body = JSON.stringify({ incidentId, groupId: 'g', memberId: 'm', state: 'onTheWay' });
  const send = async (signature: string, said = body) => {
    const headers = { 'content-type': 'application/json', 'x-pingan-signature': signature };
    const response = await fetch(`${station.core.url}/ingest/linkage`, { method: 'POST', headers, body: said });
    return [response.status, ((await response.json()) as { code?: string }).code];
  };
  expect(await send(signatureOf('a-secret-somebody-guessed', body, Date.now()))).toEqual([401, 'unauthorised']);
  expect(await send(signatureOf(SECRET, body, Date.now() - 600_000))).toEqual([401, 'unauthorised']);
  expect(await send(signatureOf(SECRET, body, Date.now()), body.replace('onTheWay', 'done'))).toEqual([
    401,
    'unauthorised',
  ]);
  expect(await send(signatureOf(SECRET, body, Date.now()))).toEqual([200, undefined]);
  expect(await send(signatureOf(SECRET, body, Date.now()))).toEqual([200, undefined]);
  const [group] = station.core.desk.world.incidents.get(incidentId)!.linkage;
  expect(group!.members[0]).toMatchObject({ state: 'onTheWay', via: 'webhook', by: 'system:webhooks' });
});

test('a redirect is not followed, a host nobody listed is not asked, and neither is an address outside its networks', async () => {
  await using inner = await new Partner(certificate, [200]).listen();
  await using redirecting = await new Partner(certificate, [302], `https://${inner.host}/`).listen();
  await using station = await openStation(stationWith(redirecting));
  await linked(station);
  expect(await settled(station)).toMatchObject({ state: 'failed', reason: 'redirected', detail: 'HTTP 302' });
  const stranger = { groups: [groupTo({ kind: 'webhook', url: `https://${inner.host}/` })] };
  await using unlisted = await openStation(stationWith(redirecting, stranger));
  await linked(unlisted);
  expect(await settled(unlisted)).toMatchObject({ state: 'failed', reason: 'notAllowed', detail: 'host' });
  await using publicOnly = await openStation(stationWith(inner, {}, []));
  await linked(publicOnly);
  expect(await settled(publicOnly)).toMatchObject({ state: 'failed', reason: 'notAllowed', detail: '127.0.0.1' });
  expect(inner.connections).toBe(0);
});

test('a partner that is down is asked again, also by the core that comes after this one', async () => {
  await using partner = await new Partner(certificate, [503, 0, 200]).listen();
  const options = stationWith(partner);
  const first = await openStation(options);
  await linked(first);
  await eventually('an attempt', () => partner.heard[0]);
  await first.core.close();
  expect(noticesOf(first)).toMatchObject([{ state: 'queued' }]);
  await using station = await openStation({ ...options, folder: first.folder });
  await eventually('another attempt', () => partner.heard[1]);
  expect(noticesOf(station)).toMatchObject([{ state: 'queued' }]);
});

test('a dispatch is answered while every adapter hangs: its states are there before the partner has said a word', async () => {
  await using partner = await new Partner(certificate, [0]).listen();
  await using station = await openStation(stationWith(partner));
  const incidentId = await linked(station);
  await eventually('the hanging call', () => partner.heard[0]);
  const sent = await station.command('incident.dispatch', { incidentId, unitId: 'u-001' });
  expect(sent).toMatchObject({ ok: true });
  expect(station.core.desk.world.units.get('u-001')?.engagement?.incidentId).toBe(incidentId);
  expect(noticesOf(station)).toMatchObject([{ adapter: 'webhook', state: 'queued' }]);
});

test.each([
  ['live', { webhook: 'delivered', worker: 'delivered', terminal: 'delivered', printer: 'sent' }],
  ['drill', { webhook: 'withheld', worker: 'withheld', terminal: 'withheld', printer: 'withheld' }],
] as const)('%s: every adapter against a listening partner', async (realm, states) => {
  await using partner = await new Partner(certificate, [200]).listen();
  const vehicles = { id: 'vehicles', protocol: 'jt808', transport: { kind: 'tcp', host: '127.0.0.1', port: 0 } };
  const channels = [
    { kind: 'webhook', url: `https://${partner.host}/` },
    { kind: 'phone', unitId: 'u-001' },
    { kind: 'terminal', unitId: 'u-003' },
    { kind: 'printer' },
  ];
  const group = {
    ...groupTo({}),
    members: channels.map((channel) => ({ id: channel.kind, name: channel.kind, channel })),
  };
  const units = STATION.units.map((unit) => (unit.id === 'u-003' ? { ...unit, terminal: `0${CAR}` } : unit));
  const overrides = { realm, units, links: [...STATION.links, vehicles], groups: [group] };
  await using station = await openStation(stationWith(partner, overrides));
  const terminal = new Terminal808({ port: station.core.links.vehicles!.port, id: CAR });
  using phone = await openPhone(station.core.url, 'u-001');
  const calls: string[] = [];
  phone.socket.on('linkage', ({ groupId }, taken) => {
    calls.push(groupId);
    taken(true);
  });
  try {
    await terminal.goOnline();
    const incidentId = await linked(station);
    const dispatched = await station.command('incident.dispatch', { incidentId, unitId: 'u-003' });
    expect(dispatched).toMatchObject({ ok: true });
    const byAdapter = await eventually('all settled', () => {
      const linkage = noticesOf(station).filter(({ matter }) => matter === 'linkage');
      const found = Object.fromEntries(linkage.map(({ adapter, state }) => [adapter, state]));
      return JSON.stringify(Object.entries(found).sort()) === JSON.stringify(Object.entries(states).sort())
        ? found
        : undefined;
    });
    expect(byAdapter).toEqual(states);
    await terminal.heartbeat();
    const slips = await readdir(join(station.dataDirectory, 'slips')).catch(() => []);
    const isLive = realm === 'live';
    expect({
      webhook: partner.connections > 0,
      phone: calls.length > 0,
      terminal: terminal.shown.length > 0,
      slips: slips.length,
    }).toEqual({
      webhook: isLive,
      phone: isLive,
      terminal: isLive,
      slips: isLive ? 1 : 0,
    });
    if (isLive) expect(await readFile(join(station.dataDirectory, 'slips', slips[0]!), 'utf8')).toContain('联动通知单');
  } finally {
    terminal.dispose();
  }
});

test('no adapter can be made without a permit, and only a live station can make one', () => {
  expectTypeOf(LivePermit).constructorParameters.toEqualTypeOf<[realm: 'live']>();
  expectTypeOf(webhookAdapter).parameter(0).toEqualTypeOf<LivePermit>();
  expectTypeOf(printerAdapter).parameter(0).toEqualTypeOf<LivePermit>();
  expectTypeOf(sirenAdapter).parameter(0).toEqualTypeOf<LivePermit>();
  expectTypeOf(terminalAdapter).parameter(0).toEqualTypeOf<LivePermit>();
  expectTypeOf(workerAdapter).parameter(0).toEqualTypeOf<LivePermit>();
  expectTypeOf<{ readonly realm: 'live' }>().not.toExtend<LivePermit>();
});

test('a print folder that cannot be written is said while it is tried again, and a dispatch does not wait for it', async () => {
  const folder = join(await mkdtemp(join(tmpdir(), 'pingan-print-')), 'slips');
  await writeFile(folder, 'a file where the folder should be');
  const groups = [groupTo({ kind: 'printer' })];
  await using station = await openStation({ overrides: { groups, notices: { printFolder: folder } } });
  const incidentId = await linked(station);
  const memberOf = () => station.core.desk.world.incidents.get(incidentId)!.linkage[0]!.members[0]!;
  const sent = await station.command('incident.dispatch', { incidentId, unitId: 'u-001' });
  expect(sent).toMatchObject({ ok: true });
  await eventually('that it is held up', () => memberOf().undelivered ?? undefined);
  expect(memberOf()).toMatchObject({ state: 'told', undelivered: 'notWritten' });
  expect(noticesOf(station)).toMatchObject([
    { adapter: 'printer', state: 'queued', reason: 'notWritten', detail: 'EEXIST' },
  ]);
  await rm(folder);
  await eventually('the slip', () => noticesOf(station).find(({ state }) => state === 'sent'));
  expect(memberOf().undelivered).toBeNull();
  expect(await readdir(folder)).toHaveLength(1);
});
