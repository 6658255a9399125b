/**
 * The media process before servers that are not ours: GStreamer's RTSP server, and HLS and MJPEG as ffmpeg makes them. A machine
 * that lacks one says so and skips what needs it; the same cases stand against our own simulators in videoMedia.test.ts.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { demuxTs } from '#main/core/video/media/file/tsDemuxer.ts';
import { FlvReader } from '#main/core/video/media/flv/flvReader.ts';
import type { AccessUnit } from '#main/core/video/media/h264/accessUnit.ts';
import { JpegReader } from '#main/core/video/media/relay/multipart.ts';
import { mediaUrl } from '#main/core/video/media/ways.ts';
import { lacksForRtspServer, type RtspServerOptions, startRtspServer } from '../simulators/wire/rtspServer.ts';
import { ffmpeg, lacksFfmpeg, NUMBERED, numbersIn, runFrom, serve, writeNumbered } from './kit/foreignMedia.ts';
import { MEDIA_LIMIT_MS, MediaStation, orderOf, until } from './kit/mediaStation.ts';
import { eventually } from './kit/station.ts';

const LOGIN = { user: 'duty', password: 'right-one' };
const PICTURE = ['-re', '-f', 'lavfi', '-i', 'testsrc=size=320x180:rate=10'];
const lacksRtsp = lacksForRtspServer();

const station = new MediaStation();
afterEach(() => station.closeAll());

const rtsp = async (scheme: RtspServerOptions['scheme']) =>
  station.keep(await startRtspServer({ scheme, user: LOGIN.user, password: LOGIN.password }));

test.for(['none', 'basic', 'digest'] as const)(
  'a real RTSP server with login “%s” is probed and played',
  async (scheme, { skip }) => {
    if (lacksRtsp !== null) return skip(lacksRtsp);
    const { host } = await station.startHost([]);
    const { url } = await rtsp(scheme);
    const order = orderOf(url, scheme === 'none' ? {} : { login: LOGIN });
    expect(await host.probe(order, MEDIA_LIMIT_MS)).toMatchObject({
      ok: true,
      value: { codec: 'H264', widthPx: 320, heightPx: 180 },
    });
    if (scheme !== 'none') {
      const wrong = { login: { ...LOGIN, password: 'wrong-one' } };
      const refused = { ok: false, failure: { code: 'unauthorised' } };
      expect(await host.probe(orderOf(url, wrong), MEDIA_LIMIT_MS)).toMatchObject(refused);
      expect(await host.probe(orderOf(url), MEDIA_LIMIT_MS)).toMatchObject(refused);
    }
    const { seen } = await station.watch(host, station.admit(host, order));
    await until(() => seen().pictures > 20);
    expect(seen().sources).toBe(1);
  },
);

test('a real RTSP server says what it has not got', async ({ skip }) => {
  if (lacksRtsp !== null) return skip(lacksRtsp);
  const { host } = await station.startHost([]);
  const { url } = await rtsp('none');
  expect(await host.probe(orderOf(`${url}/nothing`), MEDIA_LIMIT_MS)).toMatchObject({
    ok: false,
    failure: { code: 'notFound' },
  });
});

test('every picture of a real RTSP server comes out of the media port once and in order', async ({ skip }) => {
  if (lacksRtsp !== null) return skip(lacksRtsp);
  if (lacksFfmpeg !== null) return skip(lacksFfmpeg);
  const { url, input } = station.keep(await startRtspServer({ ...LOGIN, scheme: 'none', shows: NUMBERED }));
  writeNumbered(station, input);
  const { host } = await station.startHost([]);
  const socket = new WebSocket(mediaUrl('wsFlv', '127.0.0.1', host.port()!, station.admit(host, orderOf(url))));
  station.keep({ dispose: () => socket.close() });
  socket.binaryType = 'arraybuffer';
  const reader = new FlvReader();
  const units: AccessUnit[] = [];
  socket.addEventListener('message', ({ data }) => units.push(...reader.push(Buffer.from(data as ArrayBuffer))));
  await until(() => units.length > 40);
  const seen = numbersIn(units);
  expect(seen.length).toBeGreaterThan(40);
  expect(seen).toEqual(runFrom(seen));
});

test('HLS that ffmpeg writes plays on through the media port, segment by segment', async ({ skip }) => {
  if (lacksFfmpeg !== null) return skip(lacksFfmpeg);
  const folder = mkdtempSync(join(tmpdir(), 'pingan-hls-'));
  station.keep({ dispose: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) });
  ffmpeg(station, [
    ...PICTURE,
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '0', '-g', '10', '-f', 'hls', '-hls_time', '1'],
    ...['-hls_list_size', '4', '-hls_flags', 'delete_segments+temp_file', join(folder, 'live.m3u8')],
  ]);
  const { url: origin } = await serve(station, (request, response) => {
    try {
      const bytes = readFileSync(join(folder, basename(request.url ?? '')));
      const type = request.url!.endsWith('.ts') ? 'video/mp2t' : 'application/vnd.apple.mpegurl';
      response.writeHead(200, { 'content-type': type }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  const { host } = await station.startHost([]);
  const order = orderOf('', { source: { protocol: 'hls', grade: 'main', url: `${origin}/live.m3u8` } });
  const playlistUrl = mediaUrl('hls', '127.0.0.1', host.port()!, station.admit(host, order));
  /** Number of its first segment, and addresses of all. */
  const playlist = async () => {
    const answer = await fetch(playlistUrl, { headers: { origin: 'app://pingan' } });
    const text = await answer.text();
    const files = text.split('\n').filter((line) => line.startsWith('hls/'));
    return answer.ok && files.length > 0 ? { first: Number(/SEQUENCE:(\d+)/.exec(text)?.[1]), files } : undefined;
  };
  const { first, files } = await eventually('there is a first segment', playlist);
  const segment = await fetch(new URL(files.at(-1)!, playlistUrl));
  const units = demuxTs(Buffer.from(await segment.arrayBuffer()));
  expect([segment.headers.get('content-type'), units.ok && units.value.length]).toEqual(['video/mp2t', 10]);
  await eventually('it goes on', async () => ((await playlist())?.first ?? 0) > first || undefined);
  expect(await host.probe(order, MEDIA_LIMIT_MS)).toMatchObject({ ok: true, value: { codec: 'H264' } });
});

test('MJPEG that ffmpeg writes is pulled once and played to two windows', async ({ skip }) => {
  if (lacksFfmpeg !== null) return skip(lacksFfmpeg);
  let asked = 0;
  const { url: origin } = await serve(station, (_request, response) => {
    asked += 1;
    response.writeHead(200, { 'content-type': 'multipart/x-mixed-replace; boundary=ffmpeg' });
    ffmpeg(station, [...PICTURE, '-f', 'mpjpeg', '-q:v', '8', '-']).output.pipe(response);
  });
  const { host } = await station.startHost([]);
  const order = orderOf('', { source: { protocol: 'mjpeg', grade: 'main', url: `${origin}/video` } });
  const watch = async () => {
    const answer = await fetch(mediaUrl('mjpeg', '127.0.0.1', host.port()!, station.admit(host, order)));
    const reader = new JpegReader();
    const pictures: Buffer[] = [];
    for await (const chunk of answer.body!) {
      pictures.push(...reader.push(Buffer.from(chunk)));
      if (pictures.length >= 5) break;
    }
    return pictures;
  };
  const [one, other] = await Promise.all([watch(), watch()]);
  expect([one.length, other.length].every((count) => count >= 5)).toBe(true);
  expect(asked).toBe(1);
  // Other pictures one after another: it moves.
  expect(one[0]!.equals(one.at(-1)!)).toBe(false);
});
