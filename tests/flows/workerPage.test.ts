/** The door of the phones: the page over TLS with its policy, codes that are good once, tokens for one unit that can be taken back. */
import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io } from 'socket.io-client';
import { expect, test } from 'vitest';
import { WORKER_WIRE_VERSION } from '#shared/wire/worker.ts';
import type { WorkerJoined } from '#shared/wire/workerPage.ts';
import { askLan, certificateOf } from './kit/lan.ts';
import { ADMIN, eventually, openStation, type TestStation } from './kit/station.ts';

interface Invited {
  readonly ok: true;
  readonly joinCode: { readonly code: string; readonly door: { urls: string[]; fingerprint: string | null } };
}

const invite = async (station: TestStation, unitId = 'u-001') =>
  (await station.command('worker.invite', { unitId })) as unknown as Invited;

async function enter(station: TestStation, code: string): Promise<WorkerJoined & { code?: string }> {
  const response = await fetch(`${station.core.url}/api/worker/join`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, model: 'Android' }),
  });
  return (await response.json()) as never;
}

/** `connected`, or the code of the refusal. */
function knock(station: TestStation, token: string, units: readonly string[]): Promise<string> {
  const socket = io(`${station.core.url}/worker`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth: { wire: WORKER_WIRE_VERSION, token, units },
  });
  return new Promise<string>((done) => {
    socket.on('connect', () => done('connected'));
    socket.on('connect_error', (error) => done((error as Error & { data: { code: string } }).data.code));
  }).finally(() => socket.disconnect());
}

test('the certificate is handed out over the same door it secures, and is the one the desk shows', async () => {
  await using station = await openStation();
  await station.command('lan.open', { host: '127.0.0.1', port: 0 }, ADMIN);
  const { door } = (await invite(station)).joinCode;
  const { hostname: host, port } = new URL(door.urls[0]!);
  const lan = { host, port: Number(port) };
  const { pem, fingerprint } = await certificateOf(lan);
  const downloaded = await askLan(lan, pem, '/worker/certificate.crt');
  const { raw, ca } = new X509Certificate(downloaded.body);
  // basicConstraints: cA TRUE, pathLen 0, for Android's store; and yet nothing that may sign another (`ca` asks for both).
  expect([raw.includes(Buffer.from('30060101ff020100', 'hex')), ca]).toEqual([true, false]);
  expect([createHash('sha256').update(raw).digest('hex'), door.fingerprint]).toEqual([fingerprint, fingerprint]);
  expect((await askLan(lan, pem, '/worker/station.json')).json()).toEqual({
    name: '示范街道综治中心',
    realm: 'live',
    fingerprint,
  });
  expect(downloaded.body.toString()).not.toContain('PRIVATE');
});

test('a phone joins once, for one unit, and its token holds over a restart until it is taken back', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pingan-phone-flow-'));
  let token = '';
  {
    await using station = await openStation({ folder });
    const { code } = (await invite(station)).joinCode;
    const joined = await enter(station, code);
    token = joined.token;
    expect(joined).toMatchObject({ ok: true, unitId: 'u-001', unitName: 'u-001 号' });
    expect((await enter(station, code)).code).toBe('joinCodeWrong');
    expect(await knock(station, token, ['u-001'])).toBe('connected');
    expect(await knock(station, token, ['u-001', 'u-002'])).toBe('notYourUnit');
    expect(readFileSync(join(station.dataDirectory, 'phones.json'), 'utf8')).not.toContain(token);
  }
  {
    await using station = await openStation({ folder });
    expect(await knock(station, token, ['u-001'])).toBe('connected');
    const [phone] = station.core.desk.world.units.get('u-001')!.phones!;
    expect(phone).toMatchObject({ state: 'joined', model: 'Android' });
    const gone = { unitId: 'u-001', phoneId: phone!.id, reason: '遗失' };
    expect(await station.command('worker.revoke', gone)).toMatchObject({ ok: true });
    expect(await station.command('worker.revoke', gone)).toMatchObject({ ok: false, code: 'unknownPhone' });
    expect(await knock(station, token, ['u-001'])).toBe('unauthorised');
    const { events } = await station.get<{ events: { stream: string; kind: string; body: object }[] }>(
      '/api/journal?after=0',
    );
    const told = events.filter(({ kind }) => kind.startsWith('unit.phone'));
    expect(told.map(({ stream, kind }) => [stream, kind])).toEqual([
      ['unit:u-001', 'unit.phoneInvited'],
      ['unit:u-001', 'unit.phoneJoined'],
      ['unit:u-001', 'unit.phoneRevoked'],
    ]);
    expect(JSON.stringify(told)).not.toContain(token);
  }
  await rm(folder, { recursive: true, force: true });
});

test('a phone that is taken back in the middle of its work is dropped at once', async () => {
  await using station = await openStation();
  const { token } = await enter(station, (await invite(station)).joinCode.code);
  const socket = io(`${station.core.url}/worker`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth: { wire: WORKER_WIRE_VERSION, token, units: ['u-001'] },
  });
  await new Promise<void>((done) => socket.once('connect', done));
  const dropped = new Promise<string>((done) => socket.once('disconnect', done));
  const [phone] = station.core.desk.world.units.get('u-001')!.phones!;
  await station.command('worker.revoke', { unitId: 'u-001', phoneId: phone!.id, reason: '换人' });
  expect(await dropped).toBe('io server disconnect');
});

test('a unit has eight phones at most, and an invitation withdrawn opens nothing', async () => {
  await using station = await openStation();
  const codes: string[] = [];
  for (let phone = 0; phone < 8; phone++) codes.push((await invite(station)).joinCode.code);
  expect(await invite(station)).toMatchObject({ ok: false, code: 'tooManyPhones' });
  const [first] = station.core.desk.world.units.get('u-001')!.phones!;
  await station.command('worker.revoke', { unitId: 'u-001', phoneId: first!.id, reason: '误开' });
  expect((await enter(station, codes[0]!)).code).toBe('joinCodeWrong');
  await eventually('room again', async () => ((await invite(station)).ok ? true : undefined));
});
