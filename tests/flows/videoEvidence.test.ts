// A snapshot of a camera becomes evidence; the evidence of an incident leaves as one file that proves itself.
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verifyPacket } from '#main/core/evidence/verify.ts';
import { evidenceKey } from '#shared/domain/evidence.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { testMedia } from './kit/media.ts';
import { ADMIN, DUTY, eventually, openPole, openStation, type TestStation, WALL } from './kit/station.ts';

const NOW = 1_930_716_909_000;
const [lon, lat] = pointAt(40, 40);
const CAMERA = { id: 'cam-1', name: '东溪小学大门', lon, lat, sources: [{ protocol: 'file', url: 'gate.ts' }] };
const VIDEO = { channels: [CAMERA, { ...CAMERA, id: 'shop', isPrivate: true }], probe: { everyMinutes: 0 } };

const segment = (marker: number, body: Buffer) =>
  Buffer.concat([Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff]), body]);
const jpeg = (mark: number, ...extra: Buffer[]) =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    ...extra,
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([mark, 0xff, 0x00, 0x34, 0xff, 0xd9]),
  ]);
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

async function keep(station: TestStation, bytes: Buffer, query: object = {}, token = DUTY, id = 'cam-1') {
  const asked = new URLSearchParams({ grade: 'main', protocol: 'whep', shownAt: String(NOW - 400), ...query });
  const response = await fetch(`${station.core.url}/api/video/channels/${id}/snapshots?${asked}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'image/jpeg' },
    body: new Uint8Array(bytes),
  });
  return { status: response.status, ...((await response.json()) as { code?: string; hash?: string }) };
}

async function alarmed(station: TestStation) {
  using pole = openPole(station, { account: '70A2', clock: () => NOW });
  await pole.send({ contactId: { qualifier: 1, code: '120', partition: '00', zone: '001' }, hasTime: true });
  return eventually('the incident is open', () => [...station.core.desk.world.incidents.values()][0]);
}

const station = () => openStation({ clock: () => NOW, media: testMedia(), overrides: { video: VIDEO } });

test('a snapshot is stored by its checksum, told in the journal, and shown with its incident', async () => {
  await using desk = await station();
  const { id: incidentId } = await alarmed(desk);
  const picture = jpeg(1);
  const hash = hashOf(picture);
  // A window whose clock runs ahead saw nothing in the future.
  expect(await keep(desk, picture, { incidentId, shownAt: NOW + 90_000 })).toMatchObject({
    status: 200,
    ok: true,
    hash,
  });
  const file = { hash, kind: 'photo', mediaType: 'image/jpeg', bytes: picture.length };
  const told = desk.core.desk.journal.read(0, 1_000).filter(({ kind }) => kind === 'channel.snapshotTaken');
  expect(told.map(({ actor, body }) => ({ by: actor.name, body }))).toEqual([
    {
      by: '值班员 甲',
      body: {
        ...{ channelId: 'cam-1', name: '东溪小学大门', file, protocol: 'whep', grade: 'main' },
        shownAt: NOW,
        incidentId,
      },
    },
  ]);
  expect(desk.core.desk.world.field.evidence.get(evidenceKey({ kind: 'incident', id: incidentId }))).toMatchObject([
    { hash, by: '值班员 甲', at: NOW, place: { lon, lat } },
  ]);
  // Of no incident: kept all the same.
  expect(await keep(desk, jpeg(2))).toMatchObject({ status: 200 });
  const kept = () => readdirSync(join(desk.dataDirectory, 'evidence', 'kept')).sort();
  expect(kept()).toEqual([`${hash}.jpg`, `${hashOf(jpeg(2))}.jpg`].sort());
});

test('a moment is marked with words, for its channel and its incident, never in the future', async () => {
  await using desk = await station();
  const { id: incidentId } = await alarmed(desk);
  const said = { channelId: 'cam-1', shownAt: NOW - 2_000, note: '红衣人翻墙', incidentId };
  expect(await desk.command('channel.mark', said, DUTY)).toMatchObject({ ok: true });
  expect(await desk.command('channel.mark', { ...said, shownAt: NOW + 60_000 }, DUTY)).toMatchObject({ ok: true });
  const refused = [
    await desk.command('channel.mark', said, WALL),
    await desk.command('channel.mark', { ...said, channelId: 'nobody' }, DUTY),
    await desk.command('channel.mark', { ...said, channelId: 'shop' }, DUTY),
    await desk.command('channel.mark', { ...said, incidentId: 'nothing' }, DUTY),
    await desk.command('channel.mark', { ...said, note: ' ' }, DUTY),
  ].map((answer) => (answer as { code?: string }).code);
  expect(refused).toEqual(['roleMayNot', 'unknownChannel', 'consentWithdrawn', 'unknownIncident', 'badBody']);
  const told = desk.core.desk.journal.read(0, 1_000).filter(({ kind }) => kind === 'channel.marked');
  const body = { channelId: 'cam-1', name: '东溪小学大门', note: '红衣人翻墙', incidentId };
  expect(told.map((event) => ({ by: event.actor.name, body: event.body }))).toEqual([
    { by: '值班员 甲', body: { ...body, shownAt: NOW - 2_000 } },
    { by: '值班员 甲', body: { ...body, shownAt: NOW } },
  ]);
});

test('what is no snapshot, of no channel, or by somebody who may not, is refused by name', async () => {
  await using desk = await station();
  const codes = [
    await keep(desk, Buffer.from('<html>not a picture</html>')),
    await keep(desk, jpeg(1, segment(0xe1, Buffer.from('Exif\0\0')))),
    await keep(desk, Buffer.concat([jpeg(1), Buffer.alloc(4 * 1024 * 1024)])),
    await keep(desk, jpeg(1), { incidentId: 'nothing' }),
    await keep(desk, jpeg(1), {}, DUTY, 'nobody'),
    await keep(desk, jpeg(1), {}, DUTY, 'shop'),
    await keep(desk, jpeg(1), {}, WALL),
    await keep(desk, jpeg(1), { protocol: 'rtsp' }),
  ].map(({ status, code }) => `${status} ${code}`);
  expect(codes).toEqual([
    ...['415 notJpeg', '409 carriesMore', '413 fileTooLarge', '404 unknownIncident', '404 unknownChannel'],
    ...['409 consentWithdrawn', '403 roleMayNot', '400 badQuery'],
  ]);
  expect(desk.core.desk.journal.read(0, 1_000).some(({ kind }) => kind === 'channel.snapshotTaken')).toBe(false);
});

test('the evidence of an incident leaves as one signed file; any byte of it changed shows', async () => {
  await using desk = await station();
  const { id: incidentId } = await alarmed(desk);
  const ask = (token: string) =>
    fetch(`${desk.core.url}/api/video/incidents/${incidentId}/evidence`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    });
  expect([(await ask(DUTY)).status, (await ask(WALL)).status]).toEqual([409, 403]);
  for (const mark of [1, 2]) await keep(desk, jpeg(mark), { incidentId });
  const answer = await ask(ADMIN);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip']);
  const zip = Buffer.from(await answer.arrayBuffer());
  const folder = await mkdtemp(join(tmpdir(), 'pingan-evidence-'));
  const check = async (bytes: Buffer, fingerprint: string | null = null) => {
    await writeFile(join(folder, 'packet.zip'), bytes);
    return verifyPacket(join(folder, 'packet.zip'), fingerprint);
  };
  try {
    const sound = await check(zip);
    expect(sound).toEqual({
      isSound: true,
      lines: ['files: 2', expect.stringMatching(/^signed by: [0-9a-f]{64}$/), 'events: 4'],
    });
    const signer = sound.lines[1]!.slice('signed by: '.length);
    expect((await check(zip, signer)).isSound).toBe(true);
    expect((await check(zip, 'f'.repeat(64))).isSound).toBe(false);
    // One byte anywhere that counts: a picture, an event, the list, the signature.
    const places = [
      jpeg(2).subarray(20),
      Buffer.from('snapshotTaken'),
      Buffer.from('  facts.json'),
      Buffer.from('"value"'),
    ];
    for (const text of places) {
      const changed = Buffer.from(zip);
      changed[zip.indexOf(text) + 2]! ^= 1;
      const { isSound, lines } = await check(changed);
      expect({
        text: text.toString('latin1'),
        isSound,
        hasFault: lines.some((line) => line.startsWith('FAULT')),
      }).toEqual({
        ...{ text: text.toString('latin1'), isSound: false, hasFault: true },
      });
    }
    expect((await check(zip.subarray(0, 900))).isSound).toBe(false);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const exported = desk.core.desk.journal.read(0, 1_000).filter(({ kind }) => kind === 'evidence.exported');
  expect(exported.map(({ actor, body }) => [actor.name, (body as { files: number }).files])).toEqual([['管理员', 2]]);
});
