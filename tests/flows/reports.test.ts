import { expect, test } from 'vitest';
import type { AlarmState } from '#shared/domain/alarm.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import {
  ADMIN,
  DUTY,
  eventually,
  openPole,
  openStation,
  STATION,
  type TestStation,
  WALL,
  WORKER,
} from './kit/station.ts';

const SOURCE = 'source-token-of-the-tests';
const FIRE_PANEL = 'fire-panel-token-of-tests';
const NOW = 1_930_716_909_000;
const [lon, lat] = pointAt(200, 0);
const POLE = '99010100100000000001';
const SOURCES = {
  tokens: [
    ...STATION.tokens,
    { token: SOURCE, role: 'source', name: '门禁平台' },
    { token: FIRE_PANEL, role: 'source', name: '消防主机' },
    { token: 'leader-token-of-the-tests', role: 'leader', name: '带班' },
    { token: 'director-token-of-tests', role: 'director', name: '导调' },
    { token: 'auditor-token-of-the-tests', role: 'auditor', name: '审计' },
  ],
};
const FIRE = { id: 'F-1', kind: 'fire', class: 'fire', title: '3 号楼烟感报警', lon, lat };

async function deliver(station: TestStation, body: unknown, token = SOURCE) {
  const response = await fetch(`${station.core.url}/api/alarms`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const alarmsIn = (station: TestStation): AlarmState[] => [...station.core.desk.world.alarms.values()];
const incidentsIn = (station: TestStation) => [...station.core.desk.world.incidents.values()];

test('an alarm of another system is on disk before 201, opens an incident, and the same id gets the same answer for ever', async () => {
  let now = NOW;
  const first = await openStation({ clock: () => now, overrides: SOURCES });
  const report = {
    ...FIRE,
    occurredAt: '2031-03-08T14:15:00+08:00',
    text: '烟感 12',
    verificationUrl: 'https://panel.example/f-1',
  };
  const created = await deliver(first, report);
  const [incident] = incidentsIn(first);
  const [alarm] = alarmsIn(first);
  expect(created).toEqual({
    status: 201,
    body: { ok: true, seq: created.body.seq, alarmId: alarm!.alarmId, incidentId: incident!.id },
  });
  expect(first.core.desk.journal.durableHead.seq).toBeGreaterThanOrEqual(created.body.seq as number);
  expect(incident).toMatchObject({ kind: 'fire', title: '3 号楼烟感报警', alarmCount: 1, place: { lon, lat } });
  expect(alarm).toEqual({
    alarmId: alarm!.alarmId,
    deviceId: null,
    linkId: 'api',
    protocol: 'api',
    remote: alarm!.remote,
    account: '门禁平台',
    class: 'fire',
    code: 'fire',
    qualifier: null,
    partition: null,
    zone: null,
    restore: false,
    silent: false,
    title: { zh: '3 号楼烟感报警', en: '3 号楼烟感报警' },
    text: '烟感 12',
    receivedAt: NOW,
    deviceAt: Date.UTC(2031, 2, 8, 6, 15, 0),
    skewMs: null,
    authenticated: 'clear',
    position: { lon, lat },
    verificationUrl: 'https://panel.example/f-1',
    attention: null,
    suppressed: 0,
    duplicateKey: null,
    raw: alarm!.raw,
    seq: alarm!.seq,
    incidentId: incident!.id,
    reviewedAt: null,
    reviewedBy: null,
  });
  const repeats = await Promise.all(Array.from({ length: 5 }, () => deliver(first, report)));
  await first.core.close();
  now += 3_600_000;
  await using again = await openStation({ clock: () => now, folder: first.folder, overrides: SOURCES });
  for (const repeat of [...repeats, await deliver(again, report)]) {
    expect(repeat).toEqual({ status: 200, body: created.body });
  }
  expect(alarmsIn(again)).toHaveLength(1);
  expect((await deliver(again, report, FIRE_PANEL)).status).toBe(201);
});

test('many sending one new id at once make one alarm, and all get one answer', async () => {
  await using station = await openStation({ overrides: SOURCES });
  const answers = await Promise.all(Array.from({ length: 20 }, () => deliver(station, FIRE)));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  expect(alarmsIn(station)).toHaveLength(1);
});

test('reports join by the rules of devices: the same device, or the same trouble near by within minutes', async () => {
  let now = NOW;
  await using station = await openStation({ clock: () => now, overrides: SOURCES });
  using pole = openPole(station);
  await pole.send({ contactId: { qualifier: 1, code: '120', partition: '03', zone: '008' } });
  await eventually('the pole’s incident', () => incidentsIn(station)[0]);
  const holdUp = incidentsIn(station)[0]!.id;
  const of = async (body: object, token = SOURCE) => (await deliver(station, body, token)).body.incidentId;
  expect(await of({ id: 'D-1', kind: 'device', code: '122', title: '杆体复核', deviceId: POLE })).toBe(holdUp);
  expect(await of({ id: 'V-1', kind: 'video', class: 'emergency', title: '有人挥手', ...near(100) })).toBe(holdUp);
  expect(await of({ id: 'D-2', kind: 'device', class: 'cancel', title: '现场取消', deviceId: POLE })).toBe(holdUp);
  const far = await of({ id: 'V-2', kind: 'video', class: 'emergency', title: '有人挥手', ...near(900) });
  expect(far).not.toBe(holdUp);
  now += 5 * 60_000 + 1;
  expect(await of({ id: 'V-3', kind: 'video', class: 'emergency', title: '有人挥手', ...near(910) })).not.toBe(far);
  expect(await of({ id: 'A-1', kind: 'access', class: 'test', title: '例行测试', ...near(0) })).toBeNull();
  expect(station.core.desk.world.incidents.get(holdUp)).toMatchObject({ alarmCount: 4, closedAt: null });
});

const near = (eastM: number) => ({ lon: pointAt(eastM, 0)[0], lat: pointAt(eastM, 0)[1] });

test('who may deliver: a source and the administrator; every other role and no token are refused', async () => {
  await using station = await openStation({ overrides: SOURCES });
  const asked = {
    source: SOURCE,
    admin: ADMIN,
    duty: DUTY,
    wall: WALL,
    worker: WORKER,
    leader: 'leader-token-of-the-tests',
    director: 'director-token-of-tests',
    auditor: 'auditor-token-of-the-tests',
    nobody: 'not-a-token-at-all',
  };
  const statuses: Record<string, number> = {};
  for (const [role, token] of Object.entries(asked)) statuses[role] = (await deliver(station, FIRE, token)).status;
  expect(statuses).toEqual({
    source: 201,
    admin: 201,
    duty: 403,
    wall: 403,
    worker: 403,
    leader: 403,
    director: 403,
    auditor: 403,
    nobody: 401,
  });
  for (const path of ['/api/alarms', '/api/incidents', '/api/units', '/api/devices', '/api/journal']) {
    await expect(station.get(path, SOURCE)).rejects.toThrow('403');
  }
});

test('a refusal names the field, and nothing about people has a field', async () => {
  await using station = await openStation({ overrides: SOURCES });
  const { id, ...nameless } = FIRE;
  const refused: [unknown, string][] = [
    [nameless, 'id: '],
    [{ ...FIRE, id: 'a\nb' }, 'id: no control characters'],
    [{ ...FIRE, kind: 'gossip' }, 'kind: '],
    [{ ...FIRE, class: 'unreadable' }, 'class: '],
    [{ ...FIRE, class: undefined }, 'class: class or code is needed'],
    [{ ...FIRE, code: '120' }, 'code: class or code, not both'],
    [{ ...FIRE, class: undefined, code: 'panic' }, 'code: '],
    [{ ...FIRE, title: ' \u202E ' }, 'title: '],
    [{ ...FIRE, lon: 181 }, 'lon: '],
    [{ ...FIRE, lat: undefined }, 'lat: is needed with lon'],
    [{ ...FIRE, lon: undefined, lat: undefined }, 'deviceId: deviceId, or lon and lat, is needed'],
    [{ ...FIRE, deviceId: 'no-such-device' }, 'deviceId: no such device'],
    [{ ...FIRE, occurredAt: '2031-02-32T00:00:00Z' }, 'occurredAt: '],
    [{ ...FIRE, occurredAt: 0 }, 'occurredAt: '],
    [{ ...FIRE, verificationUrl: 'javascript:alert(1)' }, 'verificationUrl: '],
    [{ ...FIRE, verificationUrl: 'file:///etc/passwd' }, 'verificationUrl: '],
    [{ ...FIRE, faceId: '1234' }, 'faceId: 没有这个字段 (there is no such field)'],
    [{ ...FIRE, plate: '闽D12345' }, 'plate: 没有这个字段 (there is no such field)'],
    [`{"__proto__":{"class":"fire"},"id":"x"}`, ''],
    ['[]', ''],
    ['"x"', ''],
  ];
  for (const [body, message] of refused) {
    const answer = await deliver(station, body);
    expect([body, answer.status, answer.body.message]).toEqual([body, 400, expect.stringContaining(message)]);
  }
  expect((await deliver(station, '{"id":')).status).toBe(400);
  expect(alarmsIn(station)).toEqual([]);
});

test('hostile texts are kept as the one plain line they are, and a time to come is shown as a wrong clock', async () => {
  await using station = await openStation({ clock: () => NOW, overrides: SOURCES });
  const title = `<img src=x onerror=alert(1)>\u202E'; DROP TABLE events;--\r\nforged`;
  expect((await deliver(station, { ...FIRE, title, occurredAt: NOW + 3_600_000 })).status).toBe(201);
  expect(alarmsIn(station)[0]).toMatchObject({
    title: { zh: `<img src=x onerror=alert(1)> '; DROP TABLE events;-- forged` },
    skewMs: 3_600_000,
    receivedAt: NOW,
  });
  expect(incidentsIn(station)[0]).toMatchObject({ openedAt: NOW });
});

test('a source that floods is told 429, the refusals are recorded and counted, and another source is not touched', async () => {
  await using station = await openStation({ clock: () => NOW, overrides: SOURCES });
  const statuses: number[] = [];
  for (let sent = 0; sent < 210; sent++) statuses.push((await deliver(station, { ...FIRE, id: `F-${sent}` })).status);
  expect(statuses.filter((status) => status === 201)).toHaveLength(200);
  expect(statuses.slice(200)).toEqual(Array.from({ length: 10 }, () => 429));
  expect((await deliver(station, FIRE, FIRE_PANEL)).status).toBe(201);
  const told = alarmsIn(station).filter(({ attention }) => attention === 'overRate');
  expect(told.map(({ code, account, suppressed, incidentId }) => ({ code, account, suppressed, incidentId }))).toEqual([
    { code: 'RATE', account: '门禁平台', suppressed: 1, incidentId: null },
  ]);
  const metrics = await (await fetch(`${station.core.url}/metrics`)).text();
  expect(metrics).toContain('pingan_link_frames_total{link="api",outcome="overRate"} 10');
});

test('the route is in the OpenAPI text with its fields', async () => {
  await using station = await openStation({ overrides: SOURCES });
  const text = (await (await fetch(`${station.core.url}/api/openapi.json`)).json()) as {
    paths: Record<string, { post: { requestBody: { content: { 'application/json': { schema: object } } } } }>;
  };
  const { schema } = text.paths['/api/alarms']!.post.requestBody.content['application/json'];
  expect(schema).toMatchObject({ type: 'object', additionalProperties: false, required: ['id', 'kind', 'title'] });
  expect(text.paths['/ingest/owntracks']).toBeDefined();
});
