/**
 * Pictures at a seat on the LAN: where WebRTC finds no way, the next rungs come over the host's own door with its certificate, by the
 * same tickets; the media process itself is not on the network.
 */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { afterEach, expect, test } from 'vitest';

import { FlvReader } from '#main/core/video/media/flv/flvReader.ts';
import { SocketLine } from '#main/core/video/media/websocket/socketLine.ts';
import { readLoops } from '#scenes/loops/record.ts';
import type { OpenedStream } from '#shared/wire/video.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { askLan, joined, type LanHost, openLan } from './kit/lan.ts';
import { MEDIA_LIMIT_MS, MediaStation } from './kit/mediaStation.ts';
import { eventually, openStation } from './kit/station.ts';

type Lan = LanHost & { readonly pem: string };

const media = new MediaStation();
afterEach(() => media.closeAll());

const PICTURE = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 0xff, 0xd9]);

/** Somebody's media server with a picture after picture and a playlist. */
async function otherServer(): Promise<string> {
  const server = createServer((request, response) => {
    if (request.url === '/mjpeg') {
      response.writeHead(200, { 'content-type': 'multipart/x-mixed-replace; boundary=b' });
      const timer = setInterval(() => response.write(Buffer.concat([Buffer.from('--b\r\n\r\n'), PICTURE])), 20);
      response.on('close', () => clearInterval(timer));
    } else if (request.url === '/live/index.m3u8') response.writeHead(200).end('#EXTM3U\n#EXTINF:1,\nseg1.ts?part=2\n');
    else response.writeHead(200).end(`segment at ${request.url}`);
  });
  media.keep({ dispose: () => server.close().closeAllConnections() });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function stationOnLan() {
  const folder = mkdtempSync(join(tmpdir(), 'pingan-lan-media-'));
  writeFileSync(join(folder, 'street.ts'), (await readLoops()).get('street-day.ts')!);
  const [{ host }, server] = [await media.startHost([folder]), await otherServer()];
  const [lon, lat] = pointAt(10, 10);
  const camera = (id: string, source: object) => ({ id, name: id, lon, lat, sources: [source] });
  const station = await openStation({
    media: host,
    overrides: {
      video: {
        channels: [
          camera('loop', { protocol: 'file', url: 'street.ts' }),
          camera('stills', { protocol: 'mjpeg', url: `http://${server}/mjpeg` }),
          camera('list', { protocol: 'hls', url: `http://${server}/live/index.m3u8` }),
        ],
        allow: ['127.0.0.1/32'],
        probe: { everyMinutes: 0 },
      },
    },
  });
  const lan = await openLan(station);
  const { token } = await joined(station, lan);
  const open = async (id: string): Promise<OpenedStream> => {
    const body = { grade: 'sub', reason: { kind: 'watch' } };
    const answer = await askLan(lan, lan.pem, `/api/video/channels/${id}/open`, { method: 'POST', token, body });
    expect(answer.status).toBe(200);
    return answer.json<OpenedStream>();
  };
  return { station, lan, token, open };
}

const wayOf = ({ ways }: OpenedStream, protocol: string) => ways.find((way) => way.protocol === protocol)!.url;

/** A WebSocket as a window on another machine opens it; what it says at first, then every picture. */
function watch({ host, port, pem }: Lan, path: string, origin = 'app://pingan') {
  const seen = { status: '', pictures: 0, isOver: false };
  const reader = new FlvReader();
  const socket = connectTls({ host, port, ca: pem, checkServerIdentity: () => undefined }, () =>
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: ${host}:${port}\r\nOrigin: ${origin}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    ),
  );
  socket.once('data', (chunk: Buffer) => {
    const end = chunk.indexOf('\r\n\r\n');
    seen.status = chunk.subarray(0, end).toString('latin1').split(' ')[1]!;
    if (seen.status !== '101') return;
    const line = new SocketLine({
      ...{ socket, isClient: true, most: 8 * 1024 * 1024 },
      onBinary: (bytes) => {
        seen.pictures += reader.push(bytes).length;
      },
      onGone: () => {
        seen.isOver = true;
      },
    });
    line.receive(chunk.subarray(end + 4));
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    seen.isOver = true;
  });
  media.keep({ dispose: () => socket.destroy() });
  return seen;
}

test(
  'FLV over the certificate of the host: pictures come, for as long as the ticket holds',
  async () => {
    const { station, lan, token, open } = await stationOnLan();
    await using _ = station;
    const opened = await open('loop');
    expect(opened.ways).toEqual([
      { protocol: 'whep', url: `/api/video/whep/${opened.ticket}` },
      { protocol: 'wsFlv', url: `/api/video/media/${opened.ticket}/live.flv` },
    ]);
    const seen = watch(lan, wayOf(opened, 'wsFlv'));
    await eventually('pictures', () => seen.pictures > 20 || undefined);
    // Whoever looks now has missed what the first one saw.
    const second = await open('loop');
    const past = await askLan(lan, lan.pem, second.preRollUrl!, { headers: { origin: 'app://pingan' } });
    expect([past.status, new FlvReader().push(past.body).length > 0]).toEqual([200, true]);
    await askLan(lan, lan.pem, `/api/video/whep/${opened.ticket}`, { method: 'DELETE', token });
    await eventually('cut', () => seen.isOver || undefined);
    expect((await askLan(lan, lan.pem, opened.preRollUrl!)).status).toBe(404);
  },
  MEDIA_LIMIT_MS,
);

test(
  'MJPEG and a playlist with its files come the same way',
  async () => {
    const { station, lan, open } = await stationOnLan();
    await using _ = station;
    const list = wayOf(await open('list'), 'hls');
    const playlist = (await askLan(lan, lan.pem, list)).body.toString('utf8');
    const segment = new URL(playlist.trim().split('\n').at(-1)!, `https://host${list}`);
    expect((await askLan(lan, lan.pem, segment.pathname)).body.toString('utf8')).toBe(
      'segment at /live/seg1.ts?part=2',
    );
    const stills = wayOf(await open('stills'), 'mjpeg');
    const picture = await new Promise<Buffer>((resolve) => {
      const socket = connectTls({ ...lan, ca: lan.pem, checkServerIdentity: () => undefined }, () =>
        socket.write(`GET ${stills} HTTP/1.1\r\nHost: ${lan.host}:${lan.port}\r\n\r\n`),
      );
      let all = Buffer.alloc(0);
      socket.on('data', (chunk: Buffer) => {
        all = Buffer.concat([all, chunk]);
        if (all.includes(PICTURE)) resolve(all);
      });
      media.keep({ dispose: () => socket.destroy() });
    });
    expect(picture.toString('latin1')).toContain('multipart/x-mixed-replace');
  },
  MEDIA_LIMIT_MS,
);

test(
  'without a ticket that holds, from a page of somebody else, or past its files nothing is handed on',
  async () => {
    const { station, lan, open } = await stationOnLan();
    await using _ = station;
    const opened = await open('loop');
    const live = wayOf(opened, 'wsFlv');
    const refused = [
      watch(lan, '/api/video/media/no-such-ticket-at-all/live.flv'),
      watch(lan, live, 'https://evil.example'),
      watch(lan, `/api/video/media/${opened.ticket}/../../../healthz`),
    ];
    await eventually('answers', () => refused.every(({ status }) => status !== '') || undefined);
    expect(refused.map(({ status }) => status)).toEqual(['403', '403', '403']);
    const asked = async (path: string, headers: Record<string, string> = {}) =>
      (await askLan(lan, lan.pem, path, { headers })).status;
    expect([
      await asked(`/api/video/media/${opened.ticket}/secret.txt`),
      await asked('/api/video/media/no-such-ticket-at-all/preroll.flv'),
      await asked(opened.preRollUrl!, { origin: 'https://evil.example' }),
    ]).toEqual([404, 404, 403]);
  },
  MEDIA_LIMIT_MS,
);
