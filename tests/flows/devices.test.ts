// The registry as seats change it: what counts from the next frame on, what a restart keeps, what is refused and why.
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { encodeMessage } from '#main/core/links/protocols/dc09/encode.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { RawCaller } from '#tests/simulators/dc09.ts';
import { takeSeat } from './kit/seat.ts';
import { DUTY, eventually, openPole, openStation, POLE_KEY, STATION, type TestStation, WALL } from './kit/station.ts';

const FIRST = '99010100100000000001';
const SECOND = '99010100100000000002';
const NOW = 1_930_716_909_000;
const PANIC = { contactId: { qualifier: 1, code: '120', partition: '00', zone: '001' }, hasTime: true } as const;
const [lon, lat] = pointAt(200, 200);
const NEW_POLE = { id: 'pole-9', kind: 'alarmPole', name: '东溪公园报警杆', lon, lat, link: 'poles', account: '70A9' };
const NEW_KEY = { encoding: 'hex', value: 'FFEEDDCCBBAA99887766554433221100' } as const;

const deviceIn = (station: TestStation, id: string) => station.core.desk.world.devices.get(id);
const titlesIn = (station: TestStation) => [...station.core.desk.world.incidents.values()].map(({ title }) => title);
const attentionIn = (station: TestStation) =>
  [...station.core.desk.world.alarms.values()].map(({ deviceId, attention }) => [deviceId, attention]);
const keysIn = (station: TestStation) => JSON.parse(readFileSync(join(station.dataDirectory, 'keys.json'), 'utf8'));
const save = (station: TestStation, device: object, extra: object = {}) =>
  station.command('device.save', { device, ...extra });

test('a device entered at the desk is heard from its next frame on, one retired is a stranger again', async () => {
  await using station = await openStation({ clock: () => NOW });
  using pole = openPole(station, { account: '70A9' });
  using early = openPole(station, { account: '70A9', giveUpAfterMs: 200 });
  await early.send(PANIC);
  expect(attentionIn(station)).toEqual([[null, 'unknownAccount']]);
  expect(await save(station, NEW_POLE)).toMatchObject({ ok: true });
  expect((await pole.send(PANIC)).kind).toBe('ack');
  expect(titlesIn(station)).toEqual(['东溪公园报警杆']);
  expect(deviceIn(station, 'pole-9')).toMatchObject({ statedBy: 'desk', stationFingerprint: null, hasKey: false });
  expect(await station.command('device.retire', { deviceId: 'pole-9' })).toMatchObject({ ok: true });
  using stranger = openPole(station, { account: '70A9', giveUpAfterMs: 200 });
  expect((await stranger.send(PANIC)).kind).toBe('silence');
  expect(titlesIn(station)).toHaveLength(1);
});

test('a key entered at the desk opens the next frame, enters no event, and is there after a restart', async () => {
  const first = await openStation({ clock: () => NOW });
  const device = { ...NEW_POLE, key: NEW_KEY, requireEncryption: true };
  expect(await save(first, device)).toMatchObject({ ok: true });
  const encrypted = { account: '70A9', key: { encoding: 'hex', value: NEW_KEY.value } } as const;
  using early = openPole(first, encrypted);
  expect((await early.send(PANIC)).kind).toBe('ack');
  await first.core.desk.settled();
  expect(JSON.stringify(first.core.desk.journal.read(0, 1_000))).not.toContain('FFEEDDCC');
  expect(keysIn(first).keys).toEqual({ 'pole-9': NEW_KEY });
  expect((statSync(join(first.dataDirectory, 'keys.json')).mode & 0o777).toString(8)).toBe('600');
  await first.core.close();
  await using again = await openStation({ clock: () => NOW + 1_000, folder: first.folder });
  using late = openPole(again, encrypted);
  expect((await late.send(PANIC)).kind).toBe('ack');
  expect(deviceIn(again, 'pole-9')).toMatchObject({ statedBy: 'desk', hasKey: true, requireEncryption: true });
  await again.command('device.retire', { deviceId: 'pole-9' });
  await eventually('the key is forgotten', () => (Object.keys(keysIn(again).keys).length === 0 ? true : undefined));
});

test('another key for the same device is news without being told, and one kept stays', async () => {
  await using station = await openStation({ clock: () => NOW });
  await save(station, { ...NEW_POLE, key: NEW_KEY });
  const count = () => station.core.desk.journal.readStream('device:pole-9').map(({ body }) => body);
  const facts = { ...NEW_POLE, requireEncryption: false, hasKey: true };
  expect(count()).toEqual([{ device: facts, statedBy: 'desk' }]);
  await save(station, { ...NEW_POLE, key: NEW_KEY });
  await save(station, NEW_POLE, { keepsKey: true });
  expect(count()).toHaveLength(1);
  await save(station, { ...NEW_POLE, key: { encoding: 'hex', value: POLE_KEY } });
  expect(count()[1]).toEqual({ device: facts, statedBy: 'desk', isKeyNew: true });
  expect(keysIn(station).keys['pole-9'].value).toBe(POLE_KEY);
  expect(await save(station, { ...NEW_POLE, key: NEW_KEY }, { keepsKey: true })).toMatchObject({
    code: 'badBody',
    message: 'device.key: must be absent where the old key is kept',
  });
});

test('a device of station.json changed at the desk keeps its key, and the file counts again when it says something new', async () => {
  const moved = { ...STATION.devices[0]!, name: '改在桌面', supervisionSeconds: 20 };
  const { key, ...keyless } = moved as typeof moved & { key: object };
  const first = await openStation({ clock: () => NOW });
  expect(await save(first, keyless, { keepsKey: true })).toMatchObject({ ok: true });
  await first.core.close();

  const second = await openStation({ clock: () => NOW + 1_000, folder: first.folder });
  expect(deviceIn(second, FIRST)).toMatchObject({ name: '改在桌面', statedBy: 'desk', hasKey: true });
  using encrypted = openPole(second, { key: { encoding: 'hex', value: POLE_KEY } });
  expect((await encrypted.send(PANIC)).kind).toBe('ack');
  await second.core.close();

  const renamed = STATION.devices.map((device) => (device.id === FIRST ? { ...device, name: '文件改名' } : device));
  const third = await openStation({ clock: () => NOW + 2_000, folder: first.folder, overrides: { devices: renamed } });
  expect(deviceIn(third, FIRST)).toMatchObject({ name: '文件改名', statedBy: 'station', supervisionSeconds: 90 });
  await third.core.close();

  const rekeyed = renamed.map((device) => (device.id === FIRST ? { ...device, key: NEW_KEY } : device));
  await using fourth = await openStation({
    clock: () => NOW + 3_000,
    folder: first.folder,
    overrides: { devices: rekeyed },
  });
  expect(fourth.core.desk.journal.readStream(`device:${FIRST}`).at(-1)?.body).toMatchObject({ isKeyNew: true });
  using anew = openPole(fourth, { key: NEW_KEY });
  expect((await anew.send(PANIC)).kind).toBe('ack');
});

test('what leaves station.json is retired at the next start, unless the desk has spoken for it since', async () => {
  const first = await openStation({ clock: () => NOW });
  await save(first, { ...STATION.devices[1]!, name: '桌面接管' });
  expect(await first.command('device.retire', { deviceId: SECOND })).toMatchObject({ code: 'deviceOfStation' });
  await first.core.close();
  await using again = await openStation({
    clock: () => NOW + 1_000,
    folder: first.folder,
    overrides: { devices: [] },
  });
  expect([...again.core.desk.world.devices.values()].map(({ id, name }) => [id, name])).toEqual([[SECOND, '桌面接管']]);
  expect(await again.command('device.retire', { deviceId: SECOND })).toMatchObject({ ok: true });
});

test('what stands against another device or link is refused with the sentence of the configuration', async () => {
  await using station = await openStation({ clock: () => NOW });
  const problemOf = async (device: object) => {
    const { code, problems } = await station.command('device.save', { device });
    return [code, (problems as { path: string; en: string }[])?.map(({ path, en }) => `${path}: ${en}`)];
  };
  expect(await problemOf({ ...NEW_POLE, account: '70a1' })).toEqual([
    'deviceClash',
    ['device.account: account poles #70A1 is used twice'],
  ]);
  expect(await problemOf({ ...NEW_POLE, link: 'gone' })).toEqual([
    'deviceClash',
    ['device.link: there is no link gone'],
  ]);
  const { account, ...mute } = NEW_POLE;
  expect(await problemOf(mute)).toEqual(['deviceClash', ['device.account: a device on a link needs one']]);
  expect(await problemOf({ ...NEW_POLE, siren: FIRST })).toEqual([
    'deviceClash',
    [`device.siren: ${FIRST} has no siren on a modbus link`],
  ]);
  expect(deviceIn(station, 'pole-9')).toBeUndefined();
  expect(await station.command('device.save', { device: { ...NEW_POLE, colour: 'red' } })).toMatchObject({
    code: 'badBody',
    message: 'device.colour: 没有这个字段 (there is no such field)',
  });
});

test('a refused statement leaves the key that counts where it is', async () => {
  await using station = await openStation({ clock: () => NOW });
  await save(station, { ...NEW_POLE, key: NEW_KEY });
  const other = { encoding: 'hex', value: POLE_KEY };
  expect(await save(station, { ...NEW_POLE, account: '70A1', key: other })).toMatchObject({ code: 'deviceClash' });
  expect(keysIn(station).keys['pole-9']).toEqual(NEW_KEY);
});

test('roles that may not are refused, and the same command twice at once is done once', async () => {
  await using station = await openStation({ clock: () => NOW });
  expect(await station.command('device.save', { device: NEW_POLE }, WALL)).toMatchObject({ code: 'roleMayNot' });
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => station.command('device.save', { device: NEW_POLE }, DUTY, 'save-pole-9')),
  );
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(station.core.desk.journal.readStream('device:pole-9')).toHaveLength(1);
});

test('keys that cannot be read stop the start: poles would go unheard', async () => {
  const first = await openStation({ clock: () => NOW });
  await first.core.close();
  writeFileSync(join(first.dataDirectory, 'keys.json'), '{"keys":');
  await expect(openStation({ clock: () => NOW, folder: first.folder })).rejects.toThrow('keys.json');
});

test('a clock that is off is shown with how far, also where it costs the alarm, until a heartbeat tells the right time', async () => {
  let ahead = 3_600_000;
  await using station = await openStation({ clock: () => NOW });
  const [first, second] = [FIRST, SECOND].map((id) => () => deviceIn(station, id)?.skewMs);
  using clear = openPole(station, { account: '70A2', clock: () => NOW + ahead });
  await clear.heartbeat();
  await eventually('the clear one is found wrong', async () => (second!() === ahead ? true : undefined));

  const caller = new RawCaller(station.polePort);
  onTestFinished(() => caller.dispose());
  const sealed = encodeMessage({
    header: {
      form: 'ascii',
      token: 'NULL',
      isEncrypted: true,
      sequence: '0000',
      receiver: null,
      line: '0',
      account: '70A1',
    },
    data: '',
    at: NOW - 86_400_000,
    key: Buffer.from(POLE_KEY, 'hex'),
  });
  expect((await caller.ask(sealed)).toString('latin1')).toContain('NAK');
  await eventually('the sealed one is found wrong', async () => (first!() === -86_400_000 ? true : undefined));
  expect(deviceIn(station, FIRST)?.lastNotice?.code).toBe('clockRefused');

  ahead = 0;
  await clear.heartbeat();
  using pole = openPole(station, { key: { encoding: 'hex', value: POLE_KEY }, clock: () => NOW });
  await pole.heartbeat();
  await eventually('both are right again', async () => (first!() === null && second!() === null ? true : undefined));
});

test('the API tells when a device was heard, how old that is, and how far its alarms are to be believed', async () => {
  let now = NOW;
  await using station = await openStation({ clock: () => now });
  using pole = openPole(station, { clock: () => now });
  await pole.send(PANIC);
  now += 5_000;
  const { devices } = await station.get<{ devices: { id: string }[] }>('/api/devices');
  expect(devices.map(({ id }) => id)).toEqual([FIRST, SECOND]);
  const { device } = await station.get<{ device: Record<string, unknown> }>(`/api/devices/${FIRST}`);
  expect(device).toMatchObject({
    contact: 'online',
    lastSeenAt: NOW,
    ageMs: 5_000,
    supervisionSeconds: 90,
    maintenance: null,
    condition: { mains: null, battery: null, tamper: null },
    trust: {
      grade: 'unproven',
      falseCount: 0,
      judgedCount: 0,
      reasons: [{ code: 'notTested', lastTestAt: null }],
    },
  });
  expect(JSON.stringify(device)).not.toContain(POLE_KEY);
  await expect(station.get('/api/devices/nobody')).rejects.toThrow('unknownDevice');
  using seat = await takeSeat(station.core.url, DUTY);
  expect(await seat.socket.emitWithAck('deviceHealth', { deviceIds: [FIRST, SECOND, 'nobody'] })).toEqual({
    ok: true,
    devices: [
      { deviceId: FIRST, lastSeenAt: NOW, supervisionSeconds: 90 },
      { deviceId: SECOND, lastSeenAt: null, supervisionSeconds: null },
    ],
  });
});
