// A camera is turned by SOAP on a real port: by one person at a time, under the rules for addresses, each order in the journal.
import { expect, test } from 'vitest';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { startOnvifCamera } from '#tests/simulators/onvifCamera.ts';
import { testMedia } from './kit/media.ts';
import { ADMIN, DUTY, eventually, openStation, SECOND_DUTY, type TestStation, WALL } from './kit/station.ts';

const NOW = 1_930_716_909_000;
/** Three hours behind, as the clocks of cameras are. */
const CAMERA_BEHIND_MS = 3 * 3_600_000;
const LOGIN = { user: 'operator', password: 'turn & turn' };
const [lon, lat] = pointAt(40, 40);

interface Setting {
  readonly url: string;
  readonly clock: () => number;
  readonly allow?: readonly string[];
  readonly login?: typeof LOGIN;
}

const stationWith = ({ url, clock, allow = ['127.0.0.1/32'], login = LOGIN }: Setting) => {
  const place = { lon, lat, login };
  const channels = [
    { id: 'dome', name: '东溪路口球机', ...place, ptz: { protocol: 'onvif', url } },
    { id: 'gun', name: '校门枪机', ...place },
    { id: 'shop', name: '超市', ...place, isPrivate: true, ptz: { protocol: 'onvif', url } },
  ];
  return openStation({
    clock,
    media: testMedia(),
    overrides: { video: { channels, allow, probe: { everyMinutes: 0 } } },
  });
};

async function ptz(station: TestStation, order: object | null, token = DUTY, id = 'dome') {
  const response = await fetch(`${station.core.url}/api/video/channels/${id}/ptz`, {
    method: order ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${token}`, ...(order && { 'content-type': 'application/json' }) },
    ...(order && { body: JSON.stringify(order) }),
  });
  return {
    status: response.status,
    ...((await response.json()) as { code?: string; message?: string; holder?: object }),
  };
}
const codeOf = ({ status, code }: { status: number; code?: string }) => `${status} ${code ?? 'ok'}`;
const ordersTold = (station: TestStation) =>
  station.core.desk.journal
    .read(0, 1_000)
    .filter(({ kind }) => kind === 'channel.turned')
    .map(({ actor, body }) => [actor.name, (body as { order: object }).order]);

test('orders reach the camera in words it understands, and the journal has who gave them', async () => {
  await using camera = await startOnvifCamera({ login: LOGIN, clock: () => NOW - CAMERA_BEHIND_MS });
  await using desk = await stationWith({ url: camera.url, clock: () => NOW });
  expect(await ptz(desk, null)).toEqual({
    status: 200,
    presets: [
      { token: '1', name: '校门' },
      { token: '2', name: '停车场 <东>' },
    ],
    holder: null,
  });
  const right = { kind: 'move', pan: 0.5 };
  expect(await ptz(desk, right)).toEqual({
    ...{ status: 200, ok: true },
    holder: { by: '值班员 甲', isMine: true, untilAt: NOW + 30_000 },
  });
  // Told again while the key is held: one line.
  await ptz(desk, right);
  await ptz(desk, { kind: 'move', zoom: -1 });
  await ptz(desk, { kind: 'stop' });
  await ptz(desk, { kind: 'preset', preset: '2' });
  expect(camera.orders).toEqual([
    ...['ContinuousMove profile_1 0.5 0 0 PT2S', 'ContinuousMove profile_1 0.5 0 0 PT2S'],
    ...['ContinuousMove profile_1 0 0 -1 PT2S', 'Stop profile_1', 'GotoPreset profile_1 2'],
  ]);
  expect(camera.refused).toEqual([]);
  expect(ordersTold(desk)).toEqual([
    ['值班员 甲', { kind: 'move', pan: 0.5, tilt: 0, zoom: 0 }],
    ['值班员 甲', { kind: 'move', pan: 0, tilt: 0, zoom: -1 }],
    ['值班员 甲', { kind: 'stop', isByItself: false }],
    ['值班员 甲', { kind: 'preset', preset: '2' }],
  ]);
});

test('what nobody goes on moving is stopped, and said to have been', async () => {
  let now = NOW;
  await using camera = await startOnvifCamera({ login: LOGIN, clock: () => now });
  await using desk = await stationWith({ url: camera.url, clock: () => now });
  await ptz(desk, { kind: 'move', tilt: 1 });
  now += 1_900;
  await ptz(desk, { kind: 'move', tilt: 1 });
  now += 2_000;
  await eventually('the camera stands', () => camera.orders.at(-1) === 'Stop profile_1' || undefined);
  expect(ordersTold(desk)).toEqual([
    ['值班员 甲', { kind: 'move', pan: 0, tilt: 1, zoom: 0 }],
    ['值班员 甲', { kind: 'stop', isByItself: true }],
  ]);
});

test('one person holds it until he is silent; a leader or an administrator takes it', async () => {
  let now = NOW;
  await using camera = await startOnvifCamera({ login: LOGIN, clock: () => now });
  await using desk = await stationWith({ url: camera.url, clock: () => now });
  const stop = { kind: 'stop' };
  await ptz(desk, stop);
  const held = await ptz(desk, stop, SECOND_DUTY);
  expect([codeOf(held), held.message]).toEqual(['409 ptzHeld', '云台正由 值班员 甲 控制']);
  expect(codeOf(await ptz(desk, { kind: 'take' }, SECOND_DUTY))).toBe('409 ptzHeld');
  expect(codeOf(await ptz(desk, { kind: 'take' }, ADMIN))).toBe('200 ok');
  expect(codeOf(await ptz(desk, stop))).toBe('409 ptzHeld');
  expect((await ptz(desk, { kind: 'release' }, ADMIN)).holder).toBeNull();
  expect(codeOf(await ptz(desk, stop))).toBe('200 ok');
  now += 30_000;
  expect(codeOf(await ptz(desk, stop, SECOND_DUTY))).toBe('200 ok');
  expect(ordersTold(desk).filter(([, order]) => (order as { kind: string }).kind === 'take')).toEqual([
    ['管理员', { kind: 'take', from: '值班员 甲' }],
  ]);
});

test('what may not be, is refused by name, and no address outside the rules is asked', async () => {
  await using camera = await startOnvifCamera({
    login: LOGIN,
    clock: () => NOW,
    faults: { Stop: 'OperationProhibited' },
  });
  await using desk = await stationWith({ url: camera.url, clock: () => NOW });
  const codes = [
    await ptz(desk, { kind: 'move' }),
    await ptz(desk, { kind: 'move', pan: 2 }),
    await ptz(desk, { kind: 'spin' }),
    await ptz(desk, { kind: 'stop' }, WALL),
    await ptz(desk, { kind: 'stop' }, DUTY, 'nobody'),
    await ptz(desk, { kind: 'stop' }, DUTY, 'shop'),
    await ptz(desk, { kind: 'stop' }, DUTY, 'gun'),
    await ptz(desk, { kind: 'stop' }),
    await ptz(desk, { kind: 'preset', preset: '<none>' }),
  ].map(codeOf);
  expect(codes).toEqual([
    ...['400 badBody', '400 badBody', '400 badBody', '403 roleMayNot', '404 unknownChannel', '409 consentWithdrawn'],
    ...['409 notTurnable', '409 ptzRefused', '409 ptzRefused'],
  ]);
  await using shut = await stationWith({ url: camera.url, clock: () => NOW, allow: ['10.0.0.0/8'] });
  expect(codeOf(await ptz(shut, null))).toBe('409 notAllowed');
  await using stranger = await stationWith({
    url: camera.url,
    clock: () => NOW,
    login: { ...LOGIN, password: 'guess' },
  });
  const refused = camera.refused.length;
  expect([refused, codeOf(await ptz(stranger, null)), camera.refused.length]).toEqual([0, '409 unauthorised', 1]);
});

test('the login goes to the machine that was stated, whatever the camera says it is called', async () => {
  await using other = await startOnvifCamera({ login: LOGIN, clock: () => NOW });
  await using camera = await startOnvifCamera({
    ...{ login: LOGIN, clock: () => NOW },
    saysItIsAt: other.url.replace('/onvif/device_service', ''),
  });
  await using desk = await stationWith({ url: camera.url, clock: () => NOW });
  expect(codeOf(await ptz(desk, { kind: 'stop' }))).toBe('200 ok');
  expect([camera.orders, other.orders, other.refused]).toEqual([['Stop profile_1'], [], []]);
});
