/** Who is who: sign-in, sessions, lock-out, revocation, and that nothing secret is written where it can be read. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packWorld } from '#shared/domain/world.ts';
import { eventsOf, makeAccount, OWN_SEAT, OWN_SEAT_TOKENS, PASSWORD, signIn, tokenOf } from './kit/people.ts';
import { takeSeat } from './kit/seat.ts';
import { ADMIN, DUTY, eventually, openPole, openStation, type TestStation } from './kit/station.ts';

const PANIC = { contactId: { qualifier: 1, code: '120', partition: '03', zone: '008' } } as const;
const MINUTE_MS = 60_000;

async function openAlarm(station: TestStation): Promise<string> {
  using pole = openPole(station);
  await pole.send(PANIC);
  const incident = await eventually(
    'the alarm has an incident',
    () => [...station.core.desk.world.incidents.values()][0],
  );
  return incident.id;
}

const asked = (station: TestStation, path: string, token: string, method = 'GET') =>
  fetch(`${station.core.url}${path}`, { method, headers: { authorization: `Bearer ${token}` } });

test('the own seat of a live station answers alarms until the first account, then only shows them until somebody signs in', async () => {
  await using station = await openStation({ tokens: OWN_SEAT_TOKENS });
  using seat = await takeSeat(station.core.url, OWN_SEAT);
  expect([seat.welcome.signIn, seat.welcome.seat]).toEqual([
    'unset',
    { id: expect.any(String), name: '本机席位', role: 'duty', scope: null, bearer: 'machine', isOwn: true },
  ]);
  const incidentId = await openAlarm(station);
  expect(await seat.command('incident.acknowledge', { incidentId })).toMatchObject({ ok: true });

  const account = { loginName: 'wang', name: '王主任', scope: null, password: PASSWORD };
  expect(await seat.command('account.create', { ...account, role: 'duty' })).toMatchObject({ code: 'firstAdminOnly' });
  expect(await seat.command('account.create', { ...account, role: 'admin' })).toMatchObject({ ok: true });
  expect(await seat.command('incident.note', { incidentId, text: '巡查' })).toMatchObject({ code: 'signInFirst' });
  expect(await seat.command('account.create', { ...account, loginName: 'li', role: 'admin' })).toMatchObject({
    code: 'signInFirst',
  });
  using pole = openPole(station, { account: '70A2' });
  await pole.send(PANIC);
  await eventually('the second alarm is still shown at that seat', () => seat.world.incidents.size === 2 || undefined);

  using signedIn = await takeSeat(station.core.url, await tokenOf(station, 'wang'));
  expect(signedIn.welcome.seat).toMatchObject({ name: '王主任', role: 'admin', bearer: 'person', isOwn: false });
  expect(await signedIn.command('incident.note', { incidentId, text: '已到值班台' })).toMatchObject({ ok: true });
  expect(eventsOf(station, 'access.refused').map(({ body }) => [body.what, body.code, body.times])).toEqual([
    ['incident.note', 'signInFirst', 1],
    ['account.create', 'signInFirst', 1],
  ]);
});

test('the drill needs no sign-in, whoever has an account', async () => {
  await using station = await openStation({ tokens: OWN_SEAT_TOKENS, overrides: { realm: 'drill' } });
  await makeAccount(station, 'wang', { role: 'admin' });
  using seat = await takeSeat(station.core.url, OWN_SEAT);
  const incidentId = await openAlarm(station);
  expect([seat.welcome.signIn, await seat.command('incident.acknowledge', { incidentId })]).toMatchObject([
    'off',
    { ok: true },
  ]);
});

test('a session survives a restart of the core, and signing out ends it on every wire at once', async () => {
  await using first = await openStation();
  await makeAccount(first, 'wang');
  const token = await tokenOf(first, 'wang');
  await first.core.close();
  await using station = await openStation({ folder: first.folder });
  using seat = await takeSeat(station.core.url, token);
  const dropped = new Promise((resolve) => seat.socket.on('disconnect', resolve));
  expect((await asked(station, '/api/session', token, 'DELETE')).status).toBe(200);
  expect(await dropped).toBe('io server disconnect');
  expect((await asked(station, '/api/incidents', token)).status).toBe(401);
  await expect(takeSeat(station.core.url, token)).rejects.toMatchObject({ code: 'unauthorised' });
  expect(eventsOf(station, 'account.signedOut').map(({ body }) => body.because)).toEqual(['signOut']);
});

test.each([
  ['account.change', { name: '王某', role: 'leader', scope: null }, 'changed'],
  ['account.lock', { reason: '离岗' }, 'locked'],
  ['account.remove', {}, 'removed'],
  ['account.setPassword', { password: 'Beishan-Jie-77?' }, 'passwordSet'],
  ['account.revokeSessions', {}, 'revoked'],
])('%s drops the sockets of that person and refuses the old token', async (kind, body, because) => {
  await using station = await openStation();
  const accountId = await makeAccount(station, 'wang');
  const token = await tokenOf(station, 'wang');
  using seat = await takeSeat(station.core.url, token);
  const dropped = new Promise((resolve) => seat.socket.on('disconnect', resolve));
  expect(await station.command(kind, { accountId, ...body }, ADMIN)).toMatchObject({ ok: true });
  expect(await dropped).toBe('io server disconnect');
  expect((await asked(station, '/api/incidents', token)).status).toBe(401);
  await eventually('the end of the session is in the journal', () => eventsOf(station, 'account.signedOut')[0]);
  expect(eventsOf(station, 'account.signedOut').map(({ body: said }) => said.because)).toEqual([because]);
});

test('an administrator who goes away is signed out after fifteen minutes, a duty officer not during the shift', async () => {
  const clock = { now: Date.now() };
  await using station = await openStation({ clock: () => clock.now });
  await makeAccount(station, 'guan', { role: 'admin' });
  await makeAccount(station, 'ban');
  const [admin, duty] = [await tokenOf(station, 'guan'), await tokenOf(station, 'ban')];
  const statuses = async () => [
    (await asked(station, '/api/session', admin)).status,
    (await asked(station, '/api/session', duty)).status,
  ];
  clock.now += 14 * MINUTE_MS;
  expect((await asked(station, '/api/units', admin)).status).toBe(200);
  clock.now += 14 * MINUTE_MS;
  expect(await statuses()).toEqual([200, 200]);
  clock.now += 2 * MINUTE_MS;
  expect(await statuses()).toEqual([401, 200]);
  clock.now += 24 * 60 * MINUTE_MS;
  expect(await statuses()).toEqual([401, 200]);
});

test('guessing from one place is slowed to a crawl, and the officer gets in from another (S1)', async () => {
  const clock = { now: Date.now() };
  await using station = await openStation({ clock: () => clock.now });
  await makeAccount(station, 'wang');
  const answers: string[] = [];
  // Twenty minutes of an attacker who tries every two seconds, at three names.
  for (let attempt = 0; attempt < 600; attempt++) {
    const { body } = await signIn(
      station,
      ['wang', 'wang', 'nobody'][attempt % 3]!,
      `Guess-${attempt}-Guess`,
      '127.0.0.9',
    );
    answers.push(String(body.code));
    clock.now += 2_000;
  }
  const reachedAPassword = answers.filter((code) => code === 'signInRefused').length;
  expect([...new Set(answers)].sort()).toEqual(['signInRefused', 'tooManyAttempts']);
  expect(reachedAPassword).toBeLessThanOrEqual(30);
  // The right password from there is refused like a wrong one, with a time to wait; from elsewhere it is right.
  const fromThere = await signIn(station, 'wang', PASSWORD, '127.0.0.9');
  expect([fromThere.status, fromThere.retryAfterSeconds]).toEqual([429, expect.any(Number)]);
  expect((await signIn(station, 'wang', PASSWORD, '127.0.0.10')).status).toBe(200);
  // Twenty minutes of it are a few lines in the journal, and none holds a name that was typed.
  const told = eventsOf(station, 'account.signInRefused');
  expect(told.length).toBeLessThanOrEqual(2 * 21 * 2);
  expect(told.reduce((sum, { body }) => sum + body.times, 0)).toBeGreaterThan(550);
  expect(JSON.stringify(told)).not.toContain('nobody');
});

test('guessing from many places cannot lock out an officer who signs in where he always does (S1)', async () => {
  const clock = { now: Date.now() };
  await using station = await openStation({ clock: () => clock.now });
  await makeAccount(station, 'wang');
  expect((await signIn(station, 'wang', PASSWORD, '127.0.0.10')).status).toBe(200);
  const answers: string[] = [];
  for (let attempt = 0; attempt < 120; attempt++) {
    const from = `127.1.${Math.floor(attempt / 200)}.${(attempt % 200) + 1}`;
    answers.push(String((await signIn(station, 'wang', `Guess-${attempt}-Guess`, from)).body.code));
    clock.now += 1_000;
  }
  expect(answers.filter((code) => code === 'signInRefused').length).toBeLessThanOrEqual(45);
  expect((await signIn(station, 'wang', PASSWORD, '127.0.0.10')).status).toBe(200);
  // The control: somewhere new, the same right password has to wait while this goes on.
  expect((await signIn(station, 'wang', PASSWORD, '127.0.0.11')).status).toBe(429);
});

test('a name that does not exist is answered like a wrong password', async () => {
  await using station = await openStation();
  await makeAccount(station, 'wang');
  const [known, unknown] = [
    await signIn(station, 'wang', 'Wrong-Word-11'),
    await signIn(station, 'zhang', 'Wrong-Word-11'),
  ];
  expect(unknown).toEqual(known);
  expect([known.status, known.body.code]).toEqual([401, 'signInRefused']);
});

test('the last administrator stays, and nobody removes himself', async () => {
  await using station = await openStation();
  const accountId = await makeAccount(station, 'guan', { role: 'admin' });
  const guan = await tokenOf(station, 'guan');
  const refusal = async (kind: string, body: object, token: string) => (await station.command(kind, body, token)).code;
  expect(await refusal('account.remove', { accountId }, ADMIN)).toBe('lastAdmin');
  expect(await refusal('account.lock', { accountId, reason: '离岗' }, ADMIN)).toBe('lastAdmin');
  expect(await refusal('account.change', { accountId, name: '某', role: 'duty', scope: null }, ADMIN)).toBe(
    'lastAdmin',
  );
  await makeAccount(station, 'guan2', { role: 'admin' });
  expect(await refusal('account.remove', { accountId }, guan)).toBe('ownAccount');
  expect(await refusal('account.remove', { accountId }, ADMIN)).toBe(undefined);
});

test.each([
  ['short', 'Ab1!xyz'],
  ['with the name in it', 'Wang-2026-ok'],
  ['of one kind of character', 'dongxilubeishan'],
  ['everybody tries', 'Password1234!'],
  ['of the same character', 'aaaaaaaaaaaaaaaaaaaa'],
])('a password that is %s is refused', async (_what, password) => {
  await using station = await openStation();
  const body = { loginName: 'wang', name: '王', role: 'duty', scope: null, password };
  expect(await station.command('account.create', body, ADMIN)).toMatchObject({ ok: false, code: 'weakPassword' });
});

test('no password, token or hash is in the journal, the world, an answer or a readable file', async () => {
  await using station = await openStation();
  await makeAccount(station, 'wang', { role: 'admin' });
  const token = await tokenOf(station, 'wang');
  await signIn(station, 'wang', 'Wrong-Word-2026');
  const report = await (await asked(station, '/api/accounts', token)).text();
  await station.core.desk.settled();
  const seen = JSON.stringify([station.core.desk.journal.read(0, 10_000), packWorld(station.core.desk.world)]) + report;
  const secrets = [PASSWORD, 'Wrong-Word-2026', token, '$argon2'];
  expect(secrets.filter((secret) => seen.includes(secret))).toEqual([]);
  const files = readdirSync(station.dataDirectory).filter((name) =>
    statSync(join(station.dataDirectory, name)).isFile(),
  );
  const raw = (name: string) => readFileSync(join(station.dataDirectory, name), 'latin1');
  expect(files.filter((name) => [PASSWORD, token].some((secret) => raw(name).includes(secret)))).toEqual([]);
  expect(files.filter((name) => raw(name).includes('$argon2'))).toEqual(['accounts.db']);
  expect(statSync(join(station.dataDirectory, 'accounts.db')).mode & 0o777).toBe(0o600);
});

test('who has a part of the area acts inside it and nowhere else, and reads everything', async () => {
  await using station = await openStation();
  await makeAccount(station, 'sheqi', { scope: '990101001001004' });
  const token = await tokenOf(station, 'sheqi');
  const [inside, outside] = station.core.desk.world.units.values();
  expect([inside?.id, outside?.id]).toEqual(['u-001', 'u-002']);
  const open = (lon: number, lat: number) => station.command('incident.open', { kind: 'fire', lon, lat }, token);
  expect(await open(117.0105, 25.0705)).toMatchObject({ ok: true });
  expect(await open(117.0095, 25.0695)).toMatchObject({ ok: false, code: 'outsideJurisdiction' });
  const foreign = await station.command('incident.open', { kind: 'fire', lon: 117.0095, lat: 25.0695 }, DUTY);
  expect(await station.command('incident.acknowledge', { incidentId: foreign.incidentId }, token)).toMatchObject({
    code: 'outsideJurisdiction',
  });
  expect((await asked(station, `/api/incidents/${String(foreign.incidentId)}`, token)).status).toBe(200);
  expect(eventsOf(station, 'access.refused').map(({ actor, body }) => [actor.name, body.what, body.code])).toEqual([
    ['sheqi 某', 'incident.open', 'outsideJurisdiction'],
    ['sheqi 某', 'incident.acknowledge', 'outsideJurisdiction'],
  ]);
});

test('whoever is signed in gives himself another password: this seat stays, the others are out, the old one is no more', async () => {
  await using station = await openStation();
  await makeAccount(station, 'wang');
  const [here, elsewhere] = [await tokenOf(station, 'wang'), await tokenOf(station, 'wang')];
  const change = (token: string, current: string, password: string) =>
    fetch(new URL('/api/session/password', station.core.url), {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ current, password }),
    }).then(async (response) => [response.status, ((await response.json()) as { code?: string }).code ?? 'ok']);
  expect([
    await change(here, 'not mine', 'Beishan-Jie-77?'),
    await change(here, PASSWORD, 'short'),
    await change(ADMIN, PASSWORD, 'Beishan-Jie-77?'),
    await change(here, PASSWORD, 'Beishan-Jie-77?'),
  ]).toEqual([
    [401, 'signInRefused'],
    [422, 'weakPassword'],
    [409, 'noSession'],
    [200, 'ok'],
  ]);
  const statuses = await Promise.all(
    [here, elsewhere].map(async (token) => (await asked(station, '/api/session', token)).status),
  );
  expect(statuses).toEqual([200, 401]);
  const [old, present] = [await signIn(station, 'wang', PASSWORD), await signIn(station, 'wang', 'Beishan-Jie-77?')];
  expect([old.status, present.status]).toEqual([401, 200]);
});
