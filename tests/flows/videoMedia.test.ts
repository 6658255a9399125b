/** The media process as a core has it: a child of its own, a camera on a real port, windows that count the pictures they get. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { demuxTs } from '#main/core/video/media/file/tsDemuxer.ts';
import { FlvReader } from '#main/core/video/media/flv/flvReader.ts';
import { mediaUrl } from '#main/core/video/media/ways.ts';
import { readLoops } from '#scenes/loops/record.ts';
import { type Camera, type CameraOptions, type CameraPicture, startCamera } from '../simulators/camera.ts';
import { MEDIA_LIMIT_MS, MediaStation, orderOf, until } from './kit/mediaStation.ts';
import { eventually } from './kit/station.ts';

const LOGIN = { user: 'duty', password: 'right "one"' };
const station = new MediaStation();
let pictures: readonly CameraPicture[] = [];
let mediaFolder = '';

beforeAll(async () => {
  const bytes = (await readLoops()).get('street-day.ts')!;
  const units = demuxTs(bytes);
  if (!units.ok) throw new Error(units.failure.message);
  pictures = units.value;
  mediaFolder = mkdtempSync(join(tmpdir(), 'pingan-media-'));
  writeFileSync(join(mediaFolder, 'street.ts'), bytes);
  writeFileSync(join(mediaFolder, 'broken.ts'), bytes.subarray(0, 400));
});

afterEach(() => station.closeAll());

const startHost = (allowedAddresses?: readonly string[]) => station.startHost([mediaFolder], allowedAddresses);

const camera = async (options: Partial<CameraOptions> = {}): Promise<Camera> =>
  station.keep(await startCamera({ pictures, framesPerSecond: 15, ...options }));

test('a camera with a digest login is pulled once and shown to two windows over WebRTC', async () => {
  const { host } = await startHost();
  const source = await camera({ login: LOGIN, scheme: 'sha256' });
  const order = orderOf(source.url, { login: LOGIN });
  expect(await host.probe(order, MEDIA_LIMIT_MS)).toMatchObject({
    ok: true,
    value: { codec: 'H264', widthPx: 640, heightPx: 360 },
  });
  const windows = [
    await station.watch(host, station.admit(host, order)),
    await station.watch(host, station.admit(host, order)),
  ];
  await until(() => windows.every(({ seen }) => seen().pictures > 30));
  expect(windows.map(({ seen }) => [seen().payloadTypes, seen().sources])).toEqual([
    [[102], 1],
    [[102], 1],
  ]);
  await until(() => host.health().find(({ streamId, viewers }) => streamId === 'c1/main' && viewers === 2));
  expect(host.health()).toMatchObject([{ streamId: 'c1/main', state: 'live', fault: null, viewers: 2 }]);
  // One for the probe, one for both windows.
  expect([source.asked.PLAY, source.players()]).toEqual([2, 1]);
});

test('what a camera refuses, or is not, comes out as its fault', async () => {
  const { host } = await startHost();
  const codeOf = async (
    options: Partial<CameraOptions>,
    changes: Parameters<typeof orderOf>[1] = {},
    limitMs = MEDIA_LIMIT_MS,
  ) => {
    const source = await camera(options);
    const report = await host.probe(orderOf(source.url, changes), limitMs);
    return report.ok ? 'ok' : report.failure.code;
  };
  const wrong = { login: { ...LOGIN, password: 'wrong' } };
  expect(await codeOf({ login: LOGIN, scheme: 'basic' }, { login: LOGIN })).toBe('ok');
  expect(await codeOf({ login: LOGIN, scheme: 'md5' }, wrong)).toBe('unauthorised');
  expect(await codeOf({ login: LOGIN, scheme: 'md5' })).toBe('unauthorised');
  expect(await codeOf({ describeStatus: 404 })).toBe('notFound');
  expect(await codeOf({ codec: 'H265' })).toBe('unsupportedCodec');
  expect(await codeOf({ isBlind: true }, {}, 500)).toBe('noPicture');
  expect(await codeOf({ redirectTo: 'rtsp://10.0.0.1/x' })).toBe('notAllowed');
  expect(await codeOf({ redirectTo: 'file:///etc/passwd' })).toBe('notAllowed');
  const gone = await camera();
  await gone.close();
  expect(await host.probe(orderOf(gone.url), MEDIA_LIMIT_MS)).toMatchObject({
    ok: false,
    failure: { code: 'unreachable' },
  });
});

test('an address nobody allowed is not connected to', async () => {
  const { host } = await startHost(['10.0.0.0/8']);
  const source = await camera();
  expect(await host.probe(orderOf(source.url), MEDIA_LIMIT_MS)).toMatchObject({
    ok: false,
    failure: { code: 'notAllowed' },
  });
  expect(source.asked).toEqual({});
});

test('a camera that goes away is waited for, and the same window sees it again', async () => {
  const { host } = await startHost();
  const first = await camera();
  const { seen } = await station.watch(host, station.admit(host, orderOf(first.url)));
  await until(() => seen().pictures > 15);
  await first.close();
  await until(() => host.health().some(({ state, fault }) => state === 'backingOff' && fault === 'unreachable'));
  const before = seen().pictures;
  await camera({ port: first.port });
  await until(() => seen().pictures > before + 15);
  expect(seen().sources).toBe(1);
  await until(() => host.health().some(({ state, fault }) => state === 'live' && fault === null));
});

test('a process that is killed is there again by itself, at the same port, and the tickets still play', async () => {
  const { host, processIds } = await startHost();
  const source = await camera();
  const ticket = station.admit(host, orderOf(source.url));
  const port = host.port();
  process.kill(processIds[0]!, 'SIGKILL');
  await until(() => host.port() === null);
  expect(await host.probe(orderOf(source.url), 1_000)).toMatchObject({ ok: false, failure: { code: 'serverDown' } });
  await until(() => host.port() !== null);
  expect(host.port()).toBe(port);
  const { seen, answer } = await station.watch(host, ticket);
  expect(answer.ok).toBe(true);
  await until(() => seen().pictures > 15);
});

test('a looped file is a camera like any other, and one that is missing or broken says so', async () => {
  const { host } = await startHost([]);
  const order = (url: string) => orderOf('', { source: { protocol: 'file', grade: 'main', url }, offsetS: 7.5 });
  expect(await host.probe(order('street.ts'), MEDIA_LIMIT_MS)).toMatchObject({
    ok: true,
    value: { codec: 'H264', widthPx: 640, heightPx: 360 },
  });
  expect(await host.probe(order('missing.ts'), MEDIA_LIMIT_MS)).toMatchObject({
    ok: false,
    failure: { code: 'notFound' },
  });
  expect(await host.probe(order('broken.ts'), MEDIA_LIMIT_MS)).toMatchObject({
    ok: false,
    failure: { code: 'unsupportedCodec' },
  });
  const { seen } = await station.watch(host, station.admit(host, order('street.ts')));
  await until(() => seen().pictures > 30);
});

test('FLV over a WebSocket is parsed back picture by picture; without a ticket or from another origin there is none', async () => {
  const { host } = await startHost();
  const source = await camera();
  const ticket = station.admit(host, orderOf(source.url));
  const url = mediaUrl('wsFlv', '127.0.0.1', host.port()!, ticket);
  const reader = new FlvReader();
  const ticks: number[] = [];
  const socket = new WebSocket(url);
  station.keep({ dispose: () => socket.close() });
  socket.binaryType = 'arraybuffer';
  socket.addEventListener('message', ({ data }) => {
    for (const unit of reader.push(Buffer.from(data as ArrayBuffer))) ticks.push(unit.ticks);
  });
  await until(() => ticks.length > 30);
  expect(reader.fault).toBeNull();
  expect(ticks).toEqual([...ticks].sort((one, other) => one - other));
  const statusOf = async (path: string, origin?: string) => {
    const answer = await fetch(`http://127.0.0.1:${host.port()}${path}`, origin ? { headers: { origin } } : {});
    return answer.status;
  };
  expect(await statusOf('/no-such-ticket-at-all/live.mjpeg')).toBe(403);
  expect(await statusOf(`/${ticket}/live.mjpeg`, 'https://evil.example')).toBe(403);
  expect(await statusOf(`/${ticket}/live.mjpeg`, 'app://pingan')).toBe(404);
  expect(await statusOf('/')).toBe(404);
  let isClosed = false;
  socket.addEventListener('close', () => {
    isClosed = true;
  });
  host.end(ticket);
  await until(() => isClosed);
});

test('a camera that is held shows the seconds before somebody looked, to his ticket alone', async () => {
  const { host, processIds } = await startHost();
  const source = await camera();
  const order = orderOf(source.url);
  const past = async (ticket: string) => {
    const answer = await fetch(mediaUrl('preRoll', '127.0.0.1', host.port()!, ticket));
    const units = new FlvReader().push(Buffer.from(await answer.arrayBuffer()));
    return { status: answer.status, since: Number(answer.headers.get('x-since')), units };
  };
  const heldFor = async (pictures: number) => {
    const isLong = () => host.health().some(({ state, viewers }) => state === 'live' && viewers === 0);
    await until(isLong);
    return eventually('there is a past', async () => {
      const at = Date.now();
      const found = await past(station.admit(host, order));
      return found.units.length >= pictures ? { at, ...found } : undefined;
    });
  };
  // Nobody watches, and nobody has.
  expect((await past(station.admit(host, order))).status).toBe(404);
  host.hold([order]);
  const { status, since, units, at } = await heldFor(20);
  expect([status, units[0]?.isKey]).toEqual([200, true]);
  expect(since).toBeLessThan(at);
  // It is held again by the next process as well.
  process.kill(processIds[0]!, 'SIGKILL');
  await until(() => host.port() === null);
  await until(() => host.port() !== null);
  expect((await heldFor(20)).status).toBe(200);
  host.hold([]);
  await until(() => source.players() === 0);
});

test('MJPEG and HLS of another server come through the media port, addresses sealed', async () => {
  const picture = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 0xff, 0xd9]);
  const server = createServer((request, response) => {
    if (request.url === '/mjpeg') {
      response.writeHead(200, { 'content-type': 'multipart/x-mixed-replace; boundary=b' });
      const timer = setInterval(() => response.write(Buffer.concat([Buffer.from('--b\r\n\r\n'), picture])), 20);
      response.on('close', () => clearInterval(timer));
    } else if (request.url === '/live/index.m3u8') {
      response
        .writeHead(200, { 'content-type': 'application/vnd.apple.mpegurl' })
        .end('#EXTM3U\n#EXTINF:1,\nseg1.ts\n');
    } else response.writeHead(200, { 'content-type': 'text/html' }).end(`segment at ${request.url}`);
  });
  station.keep({ dispose: () => server.close().closeAllConnections() });
  const at = await new Promise<string>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve(`127.0.0.1:${(server.address() as { port: number }).port}`)),
  );
  const { host } = await startHost();
  const mjpeg = { protocol: 'mjpeg', grade: 'main', url: `http://${at}/mjpeg` } as const;
  const ticket = station.admit(host, orderOf('', { streamId: 'c2/main', source: mjpeg }));
  const live = await fetch(mediaUrl('mjpeg', '127.0.0.1', host.port()!, ticket), {
    headers: { origin: 'app://pingan' },
  });
  expect([live.status, live.headers.get('access-control-allow-origin')]).toEqual([200, 'app://pingan']);
  const part = await live.body!.getReader().read();
  expect(Buffer.from(part.value!).includes(picture)).toBe(true);
  const hls = { protocol: 'hls', grade: 'main', url: `http://${at}/live/index.m3u8` } as const;
  const second = station.admit(host, orderOf('', { streamId: 'c3/main', source: hls }));
  const playlistUrl = mediaUrl('hls', '127.0.0.1', host.port()!, second);
  const playlist = await (await fetch(playlistUrl)).text();
  const segment = await fetch(new URL(playlist.trim().split('\n').at(-1)!, playlistUrl));
  expect([await segment.text(), segment.headers.get('content-type')]).toEqual([
    'segment at /live/seg1.ts',
    'application/octet-stream',
  ]);
});
