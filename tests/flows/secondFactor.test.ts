/** The second factor of an administrator, over the real wires: set up, asked for, guessed at, lost, and never written down. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { codeOfStep, STEP_MS } from '#main/core/accounts/totp.ts';
import { packWorld } from '#shared/domain/world.ts';
import { eventsOf, makeAccount, PASSWORD, tokenOf } from './kit/people.ts';
import { openStation, type TestStation } from './kit/station.ts';

type Method = 'POST' | 'PUT' | 'DELETE';
interface Said {
  readonly status: number;
  readonly code?: string;
  readonly [field: string]: unknown;
}

async function say(station: TestStation, path: string, method: Method, body: object, token?: string): Promise<Said> {
  const response = await fetch(new URL(path, station.core.url), {
    method,
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  return { status: response.status, ...((await response.json()) as object) };
}

/** RFC 4648, the other way round: the test reads the secret as an authenticator would. */
function bytesOf(base32: string): Buffer {
  const bits = [...base32].map((letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  );
  return Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** An administrator with an authenticator. The clock stands until it is moved. */
async function guarded(station: TestStation, clock: { now: number }) {
  const accountId = await makeAccount(station, 'guan', { role: 'admin' });
  const token = await tokenOf(station, 'guan');
  const own = (method: Method, body: object) => say(station, '/api/session/second-factor', method, body, token);
  const offer = await own('POST', { password: PASSWORD });
  const secret = bytesOf(String(offer.secret));
  const code = () => codeOfStep(secret, Math.floor(clock.now / STEP_MS));
  const on = await own('PUT', { code: code() });
  clock.now += STEP_MS;
  const signIn = (given?: string) =>
    say(station, '/api/session', 'POST', { loginName: 'guan', password: PASSWORD, ...(given && { code: given }) });
  return { accountId, token, own, offer, on, code, signIn };
}

const answered = ({ status, code }: Said) => [status, code ?? 'ok'];

test('once it is on, the password alone lets nobody in, and a code lets in once', async () => {
  const clock = { now: 1_700_000_000_000 };
  await using station = await openStation({ clock: () => clock.now });
  const { offer, on, code, signIn, token } = await guarded(station, clock);
  expect(offer.uri).toBe(
    `otpauth://totp/${encodeURIComponent('平安指挥')}:guan?secret=${String(offer.secret)}&issuer=${encodeURIComponent('平安指挥')}&algorithm=SHA1&digits=6&period=30`,
  );
  expect([on.status, (on.spareCodes as string[]).length]).toEqual([200, 8]);
  expect(answered(await signIn())).toEqual([401, 'secondFactorNeeded']);
  expect(answered(await signIn('000000'))).toEqual([401, 'secondFactorRefused']);
  expect(answered(await signIn(code()))).toEqual([200, 'ok']);
  expect(answered(await signIn(code()))).toEqual([401, 'secondFactorRefused']);
  clock.now += STEP_MS;
  expect(answered(await signIn(code()))).toEqual([200, 'ok']);
  // The session it was turned on in goes on.
  const response = await fetch(`${station.core.url}/api/session`, { headers: { authorization: `Bearer ${token}` } });
  expect(response.status).toBe(200);
  // A wrong password is answered as for anybody: nothing says that this account asks for more.
  const wrong = await say(station, '/api/session', 'POST', { loginName: 'guan', password: 'Wrong-Word-11' });
  expect(answered(wrong)).toEqual([401, 'signInRefused']);
});

test('a spare code lets in once, after a restart too', async () => {
  const clock = { now: 1_700_000_000_000 };
  await using first = await openStation({ clock: () => clock.now });
  const { on } = await guarded(first, clock);
  await first.core.close();
  await using station = await openStation({ clock: () => clock.now, folder: first.folder });
  const [spare = ''] = on.spareCodes as string[];
  const signIn = (code?: string) =>
    say(station, '/api/session', 'POST', { loginName: 'guan', password: PASSWORD, ...(code && { code }) });
  expect(answered(await signIn())).toEqual([401, 'secondFactorNeeded']);
  expect(answered(await signIn(spare.toLowerCase().replace('-', ' ')))).toEqual([200, 'ok']);
  expect(answered(await signIn(spare))).toEqual([401, 'secondFactorRefused']);
});

test('who knows the password and guesses at codes is slowed like any guesser', async () => {
  const clock = { now: 1_700_000_000_000 };
  await using station = await openStation({ clock: () => clock.now });
  const { signIn } = await guarded(station, clock);
  const answers: string[] = [];
  // An hour of a guess every minute, each after asking without a code, which must not wipe out what was counted.
  for (let guess = 0; guess < 60; guess++) {
    await signIn();
    const { code = 'ok' } = await signIn(String(guess).padStart(6, '0'));
    answers.push(code);
    clock.now += 60_000;
  }
  const reachedACode = answers.filter((code) => code === 'secondFactorRefused').length;
  expect([...new Set(answers)].sort()).toEqual(['secondFactorRefused', 'tooManyAttempts']);
  expect(reachedACode).toBeLessThanOrEqual(12);
});

test('an open seat alone neither turns it off nor on again, and a lost phone is another administrator’s to help with', async () => {
  const clock = { now: 1_700_000_000_000 };
  await using station = await openStation({ clock: () => clock.now });
  const { accountId, token, own, code, signIn } = await guarded(station, clock);
  expect([
    answered(await own('POST', { password: PASSWORD })),
    answered(await own('DELETE', { password: 'Wrong-Word-11', code: code() })),
    answered(await own('DELETE', { password: PASSWORD, code: '000000' })),
    answered(await own('PUT', { code: code() })),
  ]).toEqual([
    [409, 'secondFactorOn'],
    [401, 'signInRefused'],
    [401, 'secondFactorRefused'],
    [409, 'secondFactorNotBegun'],
  ]);
  const reason = '手机遗失';
  expect(await station.command('account.removeSecondFactor', { accountId, reason }, token)).toMatchObject({
    code: 'ownSecondFactor',
  });
  await makeAccount(station, 'ling', { role: 'admin' });
  const other = await tokenOf(station, 'ling');
  expect(await station.command('account.removeSecondFactor', { accountId, reason }, other)).toMatchObject({ ok: true });
  expect(await station.command('account.removeSecondFactor', { accountId, reason }, other)).toMatchObject({
    code: 'secondFactorOff',
  });
  expect(answered(await signIn())).toEqual([200, 'ok']);
  expect(eventsOf(station, 'account.secondFactorRemoved').map(({ body }) => body)).toEqual([{ accountId, reason }]);
});

test('it is turned off with password and code, and only administrators have one', async () => {
  const clock = { now: 1_700_000_000_000 };
  await using station = await openStation({ clock: () => clock.now });
  const { own, code, signIn } = await guarded(station, clock);
  expect(answered(await own('DELETE', { password: PASSWORD, code: code() }))).toEqual([200, 'ok']);
  expect(answered(await signIn())).toEqual([200, 'ok']);
  await makeAccount(station, 'ban');
  const duty = await tokenOf(station, 'ban');
  const begun = await say(station, '/api/session/second-factor', 'POST', { password: PASSWORD }, duty);
  expect(answered(begun)).toEqual([403, 'secondFactorRole']);
});

test('an offer is over after ten minutes', async () => {
  const clock = { now: 1_700_000_000_000 };
  await using station = await openStation({ clock: () => clock.now });
  await makeAccount(station, 'guan', { role: 'admin' });
  const token = await tokenOf(station, 'guan');
  const own = (method: Method, body: object) => say(station, '/api/session/second-factor', method, body, token);
  const secret = bytesOf(String((await own('POST', { password: PASSWORD })).secret));
  clock.now += 11 * 60_000;
  const code = codeOfStep(secret, Math.floor(clock.now / STEP_MS));
  expect(answered(await own('PUT', { code }))).toEqual([409, 'secondFactorNotBegun']);
});

test('neither secret nor spare code is in the journal, the world or in the clear on disk', async () => {
  const clock = { now: 1_700_000_000_000 };
  await using station = await openStation({ clock: () => clock.now });
  const { offer, on } = await guarded(station, clock);
  const spares = (on.spareCodes as string[]).map((spare) => spare.replace('-', ''));
  const seen = JSON.stringify([station.core.desk.journal.read(0, 10_000), packWorld(station.core.desk.world)]);
  const raw = readFileSync(join(station.dataDirectory, 'accounts.db'));
  const secret = bytesOf(String(offer.secret));
  const leaks = [String(offer.secret), ...spares].filter((word) => seen.includes(word) || raw.includes(word));
  expect([leaks, raw.includes(secret)]).toEqual([[], false]);
});
