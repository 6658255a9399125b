/** Other machines over the LAN: shut until an administrator opens it, joined by a one-time code over a compared certificate. */
import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { createServer } from 'node:https';
import { type AddressInfo, connect as connectTcp } from 'node:net';
import { join as joinPath } from 'node:path';
import { generate } from 'selfsigned';
import { expect, test } from 'vitest';
import type { JoinAnswer } from '#shared/wire/machines.ts';
import { askLan, certificateOf, invite, join, joined, lanSocket, openLan } from './kit/lan.ts';
import { ADMIN, DUTY, eventually, openPole, openStation, STATION, WALL } from './kit/station.ts';

/** Local addresses of this process's listening TCP sockets, as the kernel lists them. */
function listeningAddresses(): string[] {
  const inodes = new Set<string>();
  const folder = `/proc/${process.pid}/fd`;
  for (const name of readdirSync(folder)) {
    try {
      const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(joinPath(folder, name)))?.[1];
      if (inode) inodes.add(inode);
    } catch {
      // Closed since it was listed.
    }
  }
  return ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) =>
    readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode]) => state === '0A' && inodes.has(inode ?? ''))
      .map(([, local]) => local!.split(':')[0]!),
  );
}

const LOOPBACK = '0100007F';

test('S22: a new station listens on loopback only; opening the LAN is an event, survives a restart, and closing shuts it', async () => {
  let station = await openStation();
  const { folder } = station;
  try {
    expect([...new Set(listeningAddresses())]).toEqual([LOOPBACK]);
    expect(await station.command('lan.open', { host: '0.0.0.0', port: 0 }, DUTY)).toMatchObject({ code: 'roleMayNot' });
    expect(await station.command('lan.open', { host: '0.0.0.0', port: 0 }, ADMIN)).toMatchObject({ ok: true });
    expect(listeningAddresses().filter((address) => address !== LOOPBACK)).toEqual(['00000000']);
    const { fingerprint } = station.core.lan;
    const port = station.core.desk.world.lan!.port;
    expect(statSync(joinPath(station.dataDirectory, 'tls-key.pem')).mode & 0o777).toBe(0o600);

    await station.core.close();
    station = await openStation({ folder });
    expect(station.core.lan).toMatchObject({ isListening: true, fault: null, fingerprint });
    expect((await certificateOf({ host: '127.0.0.1', port })).fingerprint).toBe(fingerprint);

    expect(await station.command('lan.close', {}, ADMIN)).toMatchObject({ ok: true });
    expect([...new Set(listeningAddresses())]).toEqual([LOOPBACK]);
    expect(await station.command('lan.close', {}, ADMIN)).toMatchObject({ ok: false, code: 'lanClosed' });
    const { events } = await station.get<{ events: { kind: string }[] }>('/api/journal?after=0&limit=1000');
    expect(events.map(({ kind }) => kind).filter((kind) => kind.startsWith('lan.'))).toEqual([
      'lan.opened',
      'lan.closed',
    ]);
  } finally {
    await station[Symbol.asyncDispose]();
  }
});

test('station.json opens the LAN too, and then only station.json closes it', async () => {
  const opened = await openStation({ overrides: { lan: { host: '127.0.0.1', port: 0 } } });
  const { folder } = opened;
  expect(opened.core.lan.isListening).toBe(true);
  expect(await opened.command('lan.close', {}, ADMIN)).toMatchObject({ ok: false, code: 'lanOfStation' });
  await opened.core.close();
  await using without = await openStation({ folder });
  expect(without.core.lan).toMatchObject({ isListening: false, addresses: [] });
  expect(without.core.desk.world.lan).toMatchObject({ isOpen: false });
});

test('a machine joins with a code, has the world over TLS and commands; its token is on no disk of the host', async () => {
  await using station = await openStation();
  const lan = await openLan(station);
  const code = await invite(station, 'duty');
  expect(code).toMatch(/^[2-9A-HJ-NP-Z]{8}$/);
  const answer = (await join(lan, `${code.slice(0, 4).toLowerCase()}-${code.slice(4)}`)).json<JoinAnswer>();
  expect(answer).toEqual({
    ok: true,
    machineId: expect.any(String),
    name: '二号席位机',
    role: 'duty',
    token: expect.stringMatching(/^[\w-]{43}$/),
    station: { ...STATION.station, realm: 'live', profile: 'fujian-a', packId: station.core.scene.pack.manifest.id },
  });
  const kept = ['machines.json', 'journal.db', 'journal.db-wal'].map((name) =>
    readIfThere(station.dataDirectory, name),
  );
  expect(kept.map((text) => [text.includes(answer.token), text.includes(code)])).toEqual(
    kept.map(() => [false, false]),
  );

  const socket = lanSocket(lan, answer.token);
  const welcome = await new Promise<{ seat: object }>((done) => socket.once('welcome', done));
  expect(welcome.seat).toMatchObject({ name: '二号席位机', role: 'duty' });
  using pole = openPole(station, { key: undefined, account: '70A2' } as never);
  const told = new Promise<readonly { kind: string }[]>((done) => socket.once('events', done));
  await pole.send({ contactId: { qualifier: 1, code: '130', partition: '01', zone: '003' } });
  expect((await told).map(({ kind }) => kind)).toContain('incident.opened');
  const [incidentId] = [...station.core.desk.world.incidents.keys()];
  const accepted = await socket.timeout(10_000).emitWithAck('command', {
    commandId: crypto.randomUUID(),
    kind: 'incident.acknowledge',
    body: { incidentId },
  });
  expect(accepted).toMatchObject({ ok: true });
  expect(station.core.desk.world.incidents.get(incidentId!)!.acknowledgedBy).toBe('二号席位机');
  socket.disconnect();
});

test('a code is good once and for ten minutes; a machine that joined keeps its token over a restart of the host', async () => {
  let now = Date.now();
  const clock = () => now;
  const first = await openStation({ clock });
  const lan = await openLan(first);
  const used = await invite(first);
  const { token } = (await join(lan, used)).json<JoinAnswer>();
  expect((await join(lan, used)).json()).toMatchObject({ ok: false, code: 'joinCodeWrong' });
  const late = await invite(first);
  now += 600_001;
  expect((await join(lan, late)).json()).toMatchObject({ ok: false, code: 'joinCodeWrong' });
  await first.core.close();

  await using again = await openStation({ folder: first.folder, clock });
  expect((await askLan(lan, lan.pem, '/api/units', { token })).status).toBe(200);
  expect([...again.core.desk.world.machines.values()].filter(({ state }) => state === 'joined')).toHaveLength(1);
});

test('whoever guesses at codes is stopped after five, with the right one too, and heard again ten minutes later', async () => {
  let now = Date.now();
  await using station = await openStation({ clock: () => now });
  const lan = await openLan(station);
  const code = await invite(station);
  const answers: unknown[] = [];
  for (let guess = 0; guess < 7; guess++) answers.push((await join(lan, `AAAA-AAA${guess + 2}`)).json().code);
  expect(answers).toEqual([...Array(5).fill('joinCodeWrong'), 'tooManyTries', 'tooManyTries']);
  expect((await join(lan, code)).json()).toMatchObject({ code: 'tooManyTries' });
  const { events } = await station.get<{ events: { kind: string; body: object }[] }>('/api/journal?after=0&limit=1000');
  expect(events.filter(({ kind }) => kind === 'lan.joinBlocked').map(({ body }) => body)).toEqual([
    { address: '127.0.0.1', untilAt: now + 600_000 },
  ]);
  now += 600_001;
  expect((await join(lan, await invite(station))).json()).toMatchObject({ ok: true });
});

test('a revoked machine is dropped within a second and never let in again', async () => {
  await using station = await openStation();
  const lan = await openLan(station);
  const { machineId, token } = await joined(station, lan);
  const socket = lanSocket(lan, token);
  await new Promise((done) => socket.once('welcome', done));
  const pulses = askLan(lan, lan.pem, '/api/pulse', { token }).catch(() => 'cut');
  await eventually('the host hears the machine', () => station.core.lan && reportOf(station, machineId));

  const dropped = new Promise((done) => socket.once('disconnect', done));
  const at = performance.now();
  expect(await station.command('machine.revoke', { machineId, reason: '席位撤除' }, ADMIN)).toMatchObject({ ok: true });
  expect([await dropped, await pulses]).toEqual(['io server disconnect', 'cut']);
  console.info(`dropped ${Math.round(performance.now() - at)} ms after the order`);
  expect((await askLan(lan, lan.pem, '/api/units', { token })).status).toBe(401);
  const again = lanSocket(lan, token);
  const refused = await new Promise<Error & { data?: unknown }>((done) => again.once('connect_error', done));
  expect(refused.data).toMatchObject({ code: 'unauthorised' });
  again.disconnect();
  expect(readFileSync(joinPath(station.dataDirectory, 'machines.json'), 'utf8')).toBe('{"tokens":{}}\n');
});

test('S21: between a machine and its host, another certificate gets neither a request nor a word', async () => {
  await using station = await openStation();
  const lan = await openLan(station);
  const { token } = await joined(station, lan);
  const heard: string[] = [];
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'pingan-command shifan' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
  });
  const between = createServer({ key, cert }, (request, response) => {
    heard.push(`${request.headers.authorization}`);
    response.end();
  });
  await new Promise<void>((done) => between.listen(0, '127.0.0.1', done));
  const there = { host: '127.0.0.1', port: (between.address() as AddressInfo).port };
  await expect(askLan(there, lan.pem, '/api/units', { token })).rejects.toThrow(/self-signed|self signed/);
  const socket = lanSocket({ ...there, pem: lan.pem }, token);
  await new Promise((done) => socket.once('connect_error', done));
  socket.disconnect();
  expect(heard).toEqual([]);
  await new Promise((done) => between.close(done));
});

test('joining goes over TLS only, without a page behind it; what needs no token is not offered over the LAN', async () => {
  await using station = await openStation();
  const lan = await openLan(station);
  const code = await invite(station);
  const plain = await fetch(`${station.core.url}/api/machines/join`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, machineName: 'desk-2' }),
  });
  expect([plain.status, ((await plain.json()) as { code: string }).code]).toEqual([403, 'needsTls']);
  const ask = async (path: string, options: Parameters<typeof askLan>[3] = {}) => {
    const { status, json } = await askLan(lan, lan.pem, path, options);
    return [status, json().code];
  };
  const body = { code, machineName: 'desk-2' };
  expect([
    await ask('/api/machines/join', { method: 'POST', body, headers: { origin: 'https://evil.example' } }),
    await ask('/metrics'),
    await ask('/ingest/osmand?id=u-001&lat=1&lon=1'),
    await ask('/api/units'),
    await ask('/api/units', { headers: { host: 'evil.example' } }),
    await ask('/healthz'),
  ]).toEqual([
    [403, 'wrongOrigin'],
    [403, 'notOnLan'],
    [403, 'notOnLan'],
    [401, 'unauthorised'],
    [421, 'wrongHost'],
    [200, undefined],
  ]);
});

test('a wall machine looks and never commands; an administrator renames it', async () => {
  await using station = await openStation();
  const lan = await openLan(station);
  const { machineId, token, role } = await joined(station, lan, 'wall');
  expect(role).toBe('wall');
  const open = { commandId: crypto.randomUUID(), kind: 'incident.open', body: {} };
  const refused = await askLan(lan, lan.pem, '/api/commands', { method: 'POST', token, body: open });
  expect([refused.status, refused.json().code]).toEqual([403, 'roleMayNot']);
  expect(await station.command('machine.rename', { machineId, name: '大厅大屏' }, WALL)).toMatchObject({
    code: 'roleMayNot',
  });
  expect(await station.command('machine.rename', { machineId, name: '大厅大屏' }, ADMIN)).toMatchObject({ ok: true });
  const { machines } = await station.get<{ machines: { name: string }[] }>('/api/machines');
  expect(machines.map(({ name }) => name)).toEqual(['大厅大屏']);
});

test('where people can sign in a machine by itself only looks', async () => {
  await using station = await openStation();
  const lan = await openLan(station);
  const { token } = await joined(station, lan, 'duty');
  const open = () => {
    const body = {
      commandId: crypto.randomUUID(),
      kind: 'incident.open',
      body: { kind: 'fire', lon: 117.01, lat: 25.07 },
    };
    return askLan(lan, lan.pem, '/api/commands', { method: 'POST', token, body });
  };
  expect((await open()).json()).toMatchObject({ ok: true });
  const admin = { loginName: 'chen', name: '陈主任', role: 'admin', scope: null, password: 'Kx9-zhongxin-2026-ab' };
  expect(await station.command('account.create', admin, ADMIN)).toMatchObject({ ok: true });
  const refused = (await open()).json<{ ok: boolean; code: string }>();
  expect([refused.ok, refused.code]).toEqual([false, 'signInFirst']);
  expect((await askLan(lan, lan.pem, '/api/units', { token })).status).toBe(200);
});

test('the pack goes over the LAN by token: tile by tile, and file by file as it lies on disk', async () => {
  await using station = await openStation();
  const lan = await openLan(station);
  const { token } = await joined(station, lan);
  const { manifest, dir } = station.core.scene.pack;
  const listing = (await askLan(lan, lan.pem, '/api/pack', { token })).json();
  expect(listing).toMatchObject({ id: manifest.id, version: expect.stringMatching(/^[0-9a-f]{64}$/) });
  const file = await askLan(lan, lan.pem, '/api/pack/files/manifest.json', { token });
  expect(file.body).toEqual(readFileSync(joinPath(dir, 'manifest.json')));
  const served = await askLan(lan, lan.pem, `/pack/${manifest.id}/manifest.json`, { token });
  expect(served.body).toEqual(file.body);
  const statuses = await Promise.all(
    [
      askLan(lan, lan.pem, '/api/pack/files/manifest.json'),
      askLan(lan, lan.pem, '/api/pack/files/..%2f..%2fdata%2ftls-key.pem', { token }),
      askLan(lan, lan.pem, `/pack/${manifest.id}/..%2f..%2fdata%2ftls-key.pem`, { token }),
      askLan(lan, lan.pem, '/pack/other/manifest.json', { token }),
    ].map(async (asked) => (await asked).status),
  );
  expect(statuses).toEqual([401, 404, 404, 404]);
});

test('nobody holds the door: one address has sixty-four connections and no more, and those that stay silent are cut', async () => {
  await using station = await openStation();
  const lan = await openLan(station);
  let cut = 0;
  const silent = Array.from({ length: 80 }, () =>
    connectTcp(lan.port, lan.host)
      .on('error', () => undefined)
      .on('close', () => {
        cut += 1;
      }),
  );
  await eventually('sixteen are too many', () => (cut >= 16 ? true : undefined));
  expect(cut).toBe(16);
  await eventually('the others were silent for five seconds', () => (cut === 80 ? true : undefined));
  expect(silent.every(({ destroyed }) => destroyed)).toBe(true);
  expect((await askLan(lan, lan.pem, '/healthz')).status).toBe(200);
});

test('a renewed certificate is another identity: whoever kept to the old one is not answered', async () => {
  await using station = await openStation();
  const lan = await openLan(station);
  const { token } = await joined(station, lan);
  const before = station.core.lan.fingerprint;
  expect(await station.command('lan.renewCertificate', {}, ADMIN)).toMatchObject({ ok: true });
  expect(station.core.lan.fingerprint).not.toBe(before);
  expect(station.core.desk.world.lan!.fingerprint).toBe(station.core.lan.fingerprint);
  await expect(askLan(lan, lan.pem, '/api/units', { token })).rejects.toThrow(/self-signed|self signed/);
  const { pem } = await certificateOf(lan);
  expect((await askLan(lan, pem, '/api/units', { token })).status).toBe(200);
});

function reportOf(station: { core: { url: string } }, machineId: string) {
  return fetch(`${station.core.url}/api/machines`, { headers: { authorization: `Bearer ${ADMIN}` } })
    .then((response) => response.json() as Promise<{ reports: { machineId: string; isConnected: boolean }[] }>)
    .then(({ reports }) => reports.find((report) => report.machineId === machineId && report.isConnected));
}

function readIfThere(folder: string, name: string): string {
  try {
    return readFileSync(joinPath(folder, name), 'latin1');
  } catch {
    return '';
  }
}
