/**
 * Media servers of other makers in front of the media process: low-latency HLS with blocking reloads, ffmpeg's FLV with sound in it
 * over a WebSocket, WHEP with habits that ours has not. A machine without ffmpeg says so and skips what needs it.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { demuxTs } from '#main/core/video/media/file/tsDemuxer.ts';
import { FlvReader } from '#main/core/video/media/flv/flvReader.ts';
import type { AccessUnit } from '#main/core/video/media/h264/accessUnit.ts';
import { mediaUrl } from '#main/core/video/media/ways.ts';
import { acceptOf, SocketLine } from '#main/core/video/media/websocket/socketLine.ts';
import type { StreamProtocol } from '#shared/domain/channel.ts';
import { llHlsOutput, openLlHls } from '../simulators/wire/llHls.ts';
import { AS_OF_A_CAMERA, lacksFfmpeg, numberedFfmpeg, numbersIn, runFrom, serve } from './kit/foreignMedia.ts';
import { MEDIA_LIMIT_MS, MediaStation, orderOf, until } from './kit/mediaStation.ts';

const station = new MediaStation();
afterEach(() => station.closeAll());

const sourceOf = (protocol: StreamProtocol, url: string) => orderOf('', { source: { protocol, grade: 'main', url } });

test('low-latency HLS plays part by part: a reload waits for the part it wants, a part to come is waited for', async ({
  skip,
}) => {
  if (lacksFfmpeg !== null) return skip(lacksFfmpeg);
  const folder = mkdtempSync(join(tmpdir(), 'pingan-llhls-'));
  station.keep({ dispose: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) });
  const origin = station.keep(openLlHls(folder));
  numberedFfmpeg(station, [...AS_OF_A_CAMERA, ...llHlsOutput(folder)]);
  const { url } = await serve(station, (request, response) => {
    const { pathname } = new URL(request.url!, 'http://origin.invalid');
    origin.answer(pathname.slice('/live/'.length), request, response);
  });
  const { host } = await station.startHost([]);
  const order = sourceOf('hls', `${url}/live/index.m3u8`);
  const playlistUrl = mediaUrl('hls', '127.0.0.1', host.port()!, station.admit(host, order));
  const playlist = async (directives = '') => {
    const text = await (await fetch(`${playlistUrl}${directives}`)).text();
    const uris = (tag: string) =>
      [...text.matchAll(new RegExp(`^#${tag}.*URI="([^"]*)"`, 'gm'))].map(([, uri]) => uri!);
    return { text, parts: uris('EXT-X-PART:'), hints: uris('EXT-X-PRELOAD-HINT') };
  };
  const picturesAt = async (uri: string) => {
    const bytes = Buffer.from(await (await fetch(new URL(uri, playlistUrl))).arrayBuffer());
    return bytes;
  };
  const first = await playlist();
  expect(first.text).toContain('CAN-BLOCK-RELOAD=YES');
  // Nothing in it leads past the media port.
  expect([...first.parts, ...first.hints].filter((uri) => !uri.startsWith('hls/'))).toEqual([]);
  const next = await playlist('?_HLS_msn=3&_HLS_part=4');
  expect(origin.blocked()).toBeGreaterThan(0);
  // The segments of which it names the parts, from the first key picture on, and the part that is not made yet.
  const bytes = await Promise.all([...next.parts, ...next.hints].map(picturesAt));
  const units = demuxTs(Buffer.concat(bytes));
  const seen = numbersIn(units.ok ? units.value : []);
  expect(seen.length).toBeGreaterThanOrEqual(next.parts.length * 3);
  expect(seen).toEqual(runFrom(seen));
});

test('FLV of ffmpeg with sound in it, cut anywhere, comes out picture by picture and over WebRTC', async ({ skip }) => {
  if (lacksFfmpeg !== null) return skip(lacksFfmpeg);
  const sound = ['-f', 'lavfi', '-i', 'sine=frequency=440', '-c:a', 'aac', '-map', '0:v', '-map', '1:a'];
  const { url, server } = await serve(station, (_request, response) => response.writeHead(426).end());
  server.on('upgrade', (request, socket) => {
    const accept = acceptOf(request.headers['sec-websocket-key']!);
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: WebSocket\r\nServer: ZLMediaKit\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    const line = new SocketLine({ socket, isClient: false, most: 4_096, onGone: () => undefined });
    const flv = numberedFfmpeg(station, [
      ...sound,
      ...AS_OF_A_CAMERA,
      '-flvflags',
      'no_duration_filesize',
      '-f',
      'flv',
      '-',
    ]);
    flv.on('data', (bytes: Buffer) => {
      for (let at = 0; at < bytes.length; at += 1_000) line.sendBinary([bytes.subarray(at, at + 1_000)]);
    });
  });
  const { host } = await station.startHost([]);
  const order = sourceOf('wsFlv', `${url.replace('http', 'ws')}/live/gate.live.flv`);
  const { seen: shown } = await station.watch(host, station.admit(host, order));
  const socket = new WebSocket(mediaUrl('wsFlv', '127.0.0.1', host.port()!, station.admit(host, order)));
  station.keep({ dispose: () => socket.close() });
  socket.binaryType = 'arraybuffer';
  const reader = new FlvReader();
  const units: AccessUnit[] = [];
  socket.addEventListener('message', ({ data }) => units.push(...reader.push(Buffer.from(data as ArrayBuffer))));
  await until(() => units.length > 40 && shown().pictures > 20);
  const seen = numbersIn(units);
  expect(seen.length).toBeGreaterThan(40);
  expect(seen).toEqual(runFrom(seen));
});

/** A WHEP server: redirects its first address, answers with a relative Location and what else the draft allows. */
function foreignWhep(): { readonly asked: string[]; readonly answer: RequestListener } {
  const asked: string[] = [];
  return {
    asked,
    async answer(request, response) {
      asked.push(`${request.method} ${request.url}`);
      if (request.url === '/whep/gate') return void response.writeHead(307, { location: '/edge/1/whep/gate' }).end();
      if (request.method === 'DELETE') return void response.writeHead(200).end();
      if (request.headers['content-type'] !== 'application/sdp') return void response.writeHead(415).end();
      const body: Buffer[] = [];
      for await (const piece of request) body.push(piece as Buffer);
      const child = fork(new URL('./kit/foreignWhepChild.ts', import.meta.url), { execArgv: [] });
      station.keep({ dispose: () => void child.kill('SIGKILL') });
      child.send(Buffer.concat(body).toString('utf8'));
      const [told] = (await once(child, 'message')) as [{ readonly answer: string; readonly rtpPort: number }];
      numberedFfmpeg(station, [
        ...[...AS_OF_A_CAMERA, '-bsf:v', 'dump_extra=freq=keyframe'],
        ...['-f', 'rtp', `rtp://127.0.0.1:${told.rtpPort}?pkt_size=1200`],
      ]);
      response.writeHead(201, {
        'content-type': 'application/sdp; charset=utf-8',
        location: 'gate/session-1',
        etag: '"ice-1"',
        'accept-patch': 'application/trickle-ice-sdpfrag',
        link: '<stun:stun.invalid:3478>; rel="ice-server"',
      });
      response.end(told.answer);
    },
  };
}

test('WHEP of another server is played through its redirect, and its session is ended where it said', async ({
  skip,
}) => {
  if (lacksFfmpeg !== null) return skip(lacksFfmpeg);
  const { asked, answer } = foreignWhep();
  const { url } = await serve(station, answer);
  const { host } = await station.startHost([]);
  const ticket = station.admit(host, sourceOf('whep', `${url}/whep/gate`));
  const window = await station.watch(host, ticket);
  expect(window.answer.ok).toBe(true);
  await until(() => window.seen().pictures > 20);
  host.end(ticket);
  await until(() => asked.some((line) => line.startsWith('DELETE')));
  // A window whose library gave up has asked once more.
  expect([...new Set(asked)]).toEqual([
    'POST /whep/gate',
    'POST /edge/1/whep/gate',
    'DELETE /edge/1/whep/gate/session-1',
  ]);
});

test('what another server refuses is said as it is', async () => {
  const statuses = [400, 401, 403, 404, 406, 410, 415, 429, 500, 503];
  const { url } = await serve(station, (request, response) => {
    response.writeHead(Number(request.url!.slice(1)), { 'retry-after': '5' }).end('no');
  });
  const { host } = await station.startHost([]);
  const said = async (protocol: StreamProtocol) => {
    const reports = await Promise.all(
      statuses.map((status) => host.probe(sourceOf(protocol, `${url}/${status}`), MEDIA_LIMIT_MS)),
    );
    return reports.map((report) => (report.ok ? 'ok' : report.failure.code));
  };
  const expected = [
    ...['noPicture', 'unauthorised', 'unauthorised', 'notFound', 'unsupportedCodec'],
    ...['notFound', 'unsupportedCodec', 'noPicture', 'noPicture', 'noPicture'],
  ];
  expect([await said('whep'), await said('hls')]).toEqual([expected, expected]);
});
