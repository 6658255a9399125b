import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { evidenceKey } from '#shared/domain/evidence.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { openPhone } from './kit/phone.ts';
import { jpeg, segment } from './kit/pictures.ts';
import { DUTY, eventually, openStation, type TestStation, WALL, WORKER } from './kit/station.ts';

const voice = (bytes: number) => Buffer.concat([Buffer.from([0x1a, 0x45, 0xdf, 0xa3]), Buffer.alloc(bytes - 4, 7)]);
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

async function put(station: TestStation, name: string, bytes: Buffer, token: string | null = WORKER) {
  const response = await fetch(`${station.core.url}/api/worker/evidence/${name}`, {
    method: 'PUT',
    headers: { 'content-type': 'image/jpeg', ...(token && { authorization: `Bearer ${token}` }) },
    body: new Uint8Array(bytes),
  });
  return { status: response.status, ...((await response.json()) as { code?: string; file?: object }) };
}

const kept = (station: TestStation) =>
  ['kept', 'waiting'].flatMap((place) => readdirSync(join(station.dataDirectory, 'evidence', place)));

test('a photo sent whole becomes evidence of a task, and the desk sees the same bytes', async () => {
  await using station = await openStation();
  using phone = await openPhone(station.core.url, 'u-001');
  using other = await openPhone(station.core.url, 'u-002');
  const audience = { kind: 'unit', unitId: 'u-001' };
  const dueAt = Date.now() + 3_600_000;
  const { taskId } = await station.command('task.publish', { kind: 'errand', title: '拍照', audience, dueAt });
  const photo = jpeg();
  const hash = hashOf(photo);
  const subject = { kind: 'task', id: taskId as string } as const;
  expect(await phone.command('evidence.add', { subject, hash })).toMatchObject({ code: 'unknownEvidence' });
  const file = { hash, kind: 'photo', mediaType: 'image/jpeg', bytes: photo.length };
  expect(await put(station, hash, photo)).toEqual({ status: 200, ok: true, file });
  expect(await put(station, hash, photo)).toEqual({ status: 200, ok: true, file });
  const told = new Promise((resolve) => phone.socket.once('evidence', resolve));
  const [lon, lat] = pointAt(10, 0);
  const added = { subject, hash, takenAt: Date.now() - 1_000, place: { lon, lat } };
  expect(await other.command('evidence.add', added)).toMatchObject({ code: 'notYourUnit' });
  expect(await phone.command('evidence.add', added)).toMatchObject({ ok: true });
  expect(await phone.command('evidence.add', added)).toMatchObject({ ok: true });
  expect(await told).toEqual({ unitId: 'u-001', subject, file });
  expect(station.core.desk.world.field.evidence.get(evidenceKey(subject))).toMatchObject([
    { ...file, at: added.takenAt, place: { lon, lat }, by: 'u-001 号' },
  ]);
  await eventually('the file is kept', () =>
    readdirSync(join(station.dataDirectory, 'evidence', 'kept')).includes(`${hash}.jpg`) ? true : undefined,
  );
  const seen = await fetch(`${station.core.url}/api/evidence/${hash}`, {
    headers: { authorization: `Bearer ${WALL}` },
  });
  expect(seen.headers.get('content-type')).toBe('image/jpeg');
  expect(seen.headers.get('x-content-type-options')).toBe('nosniff');
  expect(Buffer.from(await seen.arrayBuffer()).equals(photo)).toBe(true);
});

test('who is nobody stores nothing, and a phone sees no file of the desk', async () => {
  await using station = await openStation();
  const photo = jpeg();
  expect(await put(station, hashOf(photo), photo, null)).toMatchObject({ status: 401, code: 'unauthorised' });
  expect(await put(station, hashOf(photo), photo, WALL)).toMatchObject({ status: 403, code: 'roleMayNot' });
  await put(station, hashOf(photo), photo);
  const read = (token: string, name: string) =>
    fetch(`${station.core.url}/api/evidence/${name}`, { headers: { authorization: `Bearer ${token}` } });
  expect((await read(WORKER, hashOf(photo))).status).toBe(403);
  expect((await read(DUTY, 'f'.repeat(64))).status).toBe(404);
});

test('a name that is not the content’s own hash stores nothing', async () => {
  await using station = await openStation();
  const photo = jpeg();
  expect(await put(station, hashOf(jpeg([], Buffer.from([0x13]))), photo)).toMatchObject({
    status: 400,
    code: 'wrongHash',
  });
  const names = ['..%2F..%2Fjournal.db', '%2e%2e%2f%2e%2e%2fstation.json', 'A'.repeat(64), hashOf(photo).toUpperCase()];
  for (const name of names) expect(await put(station, name, photo)).toMatchObject({ code: 'badHash' });
  const read = await fetch(`${station.core.url}/api/evidence/..%2F..%2Fjournal.db`, {
    headers: { authorization: `Bearer ${DUTY}` },
  });
  expect(read.status).toBe(404);
  expect(kept(station)).toEqual([]);
});

test('what is too large is refused, a photo by its limit and a voice note by its own', async () => {
  await using station = await openStation();
  const huge = Buffer.alloc(8 * 1024 * 1024 + 1);
  expect(await put(station, hashOf(huge), huge)).toMatchObject({ status: 413 });
  const long = voice(2 * 1024 * 1024 + 1);
  expect(await put(station, hashOf(long), long)).toMatchObject({ status: 413, code: 'fileTooLarge' });
  const right = voice(2 * 1024 * 1024);
  expect(await put(station, hashOf(right), right)).toMatchObject({ status: 200, file: { kind: 'voice' } });
});

const script = Buffer.from('<script>alert(1)</script>');
const HOSTILE: readonly (readonly [string, Buffer, string])[] = [
  ['a page', Buffer.concat([Buffer.from('<!doctype html><html>'), script]), 'unknownFormat'],
  [
    'a drawing that can run',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    'unknownFormat',
  ],
  ['a GIF that is a script', Buffer.from('GIF89a=1;alert(1)//padding'), 'unknownFormat'],
  ['a program', Buffer.concat([Buffer.from('MZ\x90\0'), Buffer.alloc(60)]), 'unknownFormat'],
  ['a picture with a page behind its end', Buffer.concat([jpeg(), script]), 'carriesMore'],
  [
    'a picture with an archive behind its end',
    Buffer.concat([jpeg(), Buffer.from('PK\x03\x04'), Buffer.alloc(30)]),
    'carriesMore',
  ],
  ['a picture with a script in its comment', jpeg([segment(0xfe, script)]), 'carriesMore'],
  [
    'a picture that says where it was taken',
    jpeg([segment(0xe1, Buffer.from('Exif\0\0GPS 25.07N', 'latin1'))]),
    'carriesMore',
  ],
  ['a picture cut off', jpeg().subarray(0, -2), 'fileBroken'],
  [
    'a picture whose segment runs past its end',
    Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff]), script]),
    'fileBroken',
  ],
];

test('nothing but a picture or a voice note, and nothing more than it, is evidence', async () => {
  await using station = await openStation();
  const answers: unknown[] = [];
  for (const [name, bytes] of HOSTILE) answers.push([name, (await put(station, hashOf(bytes), bytes)).code]);
  expect(answers).toEqual(HOSTILE.map(([name, , code]) => [name, code]));
  expect(kept(station)).toEqual([]);
});
