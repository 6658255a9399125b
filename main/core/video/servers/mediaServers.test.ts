import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { ok, refuse } from '#shared/kit/result.ts';
import { type MediaServerConfig, videoConfigSchema } from '#shared/wire/videoConfig.ts';
import { ChannelRegistry } from '../registry/registry.ts';
import { askOverHttp, MediaServers } from './mediaServers.ts';

const ID = '35080200001320000001';
/** As the servers answer, shortened to a few streams: ZLMediaKit 8.0, MediaMTX 1.9, go2rtc 1.9. */
const ANSWERS = {
  zlmediakit: {
    code: 0,
    data: [
      {
        app: 'rtp',
        stream: ID,
        schema: 'rtsp',
        vhost: '__defaultVhost__',
        readerCount: 0,
        tracks: [{ codec_id_name: 'H264' }],
      },
      {
        app: 'rtp',
        stream: ID,
        schema: 'hls',
        vhost: '__defaultVhost__',
        readerCount: 0,
        tracks: [{ codec_id_name: 'H264' }],
      },
      { app: 'rtp', stream: `${ID}_sub`, schema: 'rtsp', vhost: '__defaultVhost__', readerCount: 1, tracks: [] },
      { app: 'live', stream: 'test', schema: 'rtmp', vhost: '__defaultVhost__', readerCount: 0, tracks: [] },
    ],
  },
  mediamtx: {
    itemCount: 3,
    pageCount: 1,
    items: [
      { name: `site/${ID}`, confName: 'all', source: { type: 'rtspSource', id: '' }, ready: true, tracks: ['H264'] },
      { name: `site/${ID}-sub`, confName: 'all', source: null, ready: false, tracks: [] },
      { name: 'gate', confName: 'all', source: null, ready: true, tracks: ['H264'] },
    ],
  },
  go2rtc: {
    gate_cam: { producers: [{ url: 'rtsp://admin:s3cret@10.1.0.7/1' }], consumers: null },
    other: { producers: [], consumers: null },
  },
} as const;

const configOf = (fields: object): MediaServerConfig =>
  videoConfigSchema.parse({ mediaServers: [{ id: 'm', api: 'http://10.1.0.5:9997', ...fields }] }).mediaServers[0]!;

function station(server: MediaServerConfig, ask: ConstructorParameters<typeof MediaServers>[0]['ask']) {
  let now = 1_000_000;
  const registry = new ChannelRegistry();
  registry.state({ origin: 'pack', name: 'p' }, [{ id: ID, lon: 117, lat: 25 }]);
  const servers = new MediaServers({ servers: [server], registry, clock: () => now, ask });
  return {
    ...{ registry, servers },
    tick: (afterMs: number) => {
      now += afterMs;
      return servers.tick();
    },
    sources: () => registry.get(ID)!.sources.map(({ grade, protocol, url }) => `${grade} ${protocol} ${url}`),
  };
}

test('ZLMediaKit: every stream once, with its sub stream, and those of no channel by name', async () => {
  const asked: string[] = [];
  const desk = station(configOf({ kind: 'zlmediakit', secret: 'z&key' }), async (url) => {
    asked.push(url);
    return ok(ANSWERS.zlmediakit);
  });
  await desk.tick(0);
  expect(asked).toEqual(['http://10.1.0.5:9997/index/api/getMediaList?secret=z%26key']);
  expect(desk.sources()).toEqual([
    `main wsFlv ws://10.1.0.5:9997/rtp/${ID}.live.flv`,
    `main whep http://10.1.0.5:9997/index/api/whep?app=rtp&stream=${ID}`,
    `main hls http://10.1.0.5:9997/rtp/${ID}/hls.m3u8`,
    `sub wsFlv ws://10.1.0.5:9997/rtp/${ID}_sub.live.flv`,
    `sub whep http://10.1.0.5:9997/index/api/whep?app=rtp&stream=${ID}_sub`,
    `sub hls http://10.1.0.5:9997/rtp/${ID}_sub/hls.m3u8`,
  ]);
  expect(desk.servers.reports).toMatchObject([{ state: 'answered', streams: 3, unmatched: ['test'], problem: null }]);
});

test('MediaMTX: paths that are ready, by what stands last in them', async () => {
  const desk = station(configOf({ kind: 'mediamtx' }), async () => ok(ANSWERS.mediamtx));
  await desk.tick(0);
  expect(desk.sources()).toEqual([
    `main rtsp rtsp://10.1.0.5:8554/site/${ID}`,
    `main whep http://10.1.0.5:8889/site/${ID}/whep`,
    `main hls http://10.1.0.5:8888/site/${ID}/index.m3u8`,
  ]);
});

test('go2rtc: streams by the names station.json gives them; nothing of a camera’s own login comes along', async () => {
  const streams = { gate_cam: ID };
  const desk = station(configOf({ kind: 'go2rtc', api: 'http://10.1.0.5:1984', streams }), async () =>
    ok(ANSWERS.go2rtc),
  );
  await desk.tick(0);
  expect(desk.sources()).toEqual([
    'main rtsp rtsp://10.1.0.5:8554/gate_cam',
    'main whep http://10.1.0.5:1984/api/webrtc?src=gate_cam',
    'main hls http://10.1.0.5:1984/api/stream.m3u8?src=gate_cam',
  ]);
  expect(JSON.stringify(desk.registry.get(ID))).not.toContain('s3cret');
});

test('asked at its own pace; one that fails keeps what it said, in words; the same again is no news', async () => {
  let answer: Awaited<ReturnType<typeof askOverHttp>> = ok(ANSWERS.mediamtx);
  let asked = 0;
  const desk = station(configOf({ kind: 'mediamtx', pollSeconds: 30 }), async () => {
    asked += 1;
    return answer;
  });
  await desk.tick(0);
  await desk.tick(29_000);
  expect(asked).toBe(1);
  const { version } = desk.registry;
  await desk.tick(1_000);
  expect([asked, desk.registry.version]).toEqual([2, version]);
  answer = refuse('unreachable', '连不上媒体服务器');
  await desk.tick(30_000);
  expect(desk.sources()).toHaveLength(3);
  expect(desk.servers.reports).toMatchObject([{ state: 'failed', streams: 2, problem: '连不上媒体服务器' }]);
});

test('an answer that is none is refused by name, whatever came', async () => {
  const wrong: [MediaServerConfig['kind'], unknown][] = [
    ['zlmediakit', { code: -100, msg: 'secret错误' }],
    ['zlmediakit', { code: -1 }],
    ['zlmediakit', []],
    ['mediamtx', { items: 'none' }],
    ['go2rtc', null],
  ];
  const problems: unknown[] = [];
  for (const [kind, answer] of wrong) {
    const desk = station(configOf({ kind }), async () => ok(answer));
    await desk.tick(0);
    problems.push(desk.servers.reports[0]?.problem);
  }
  expect(problems).toEqual([
    expect.stringContaining('secret'),
    expect.stringContaining('代码 -1'),
    ...Array.from({ length: 3 }, () => expect.stringContaining('无法识别')),
  ]);
});

test('over the network: JSON is read, a redirect is not followed, a wrong login and a page are told', async () => {
  const server = createServer((request, response) => {
    const { url = '', headers } = request;
    if (url === '/away') return response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
    if (url === '/page') return response.end('<html>');
    if (headers.authorization !== `Basic ${Buffer.from('u:p').toString('base64')}`)
      return response.writeHead(401).end();
    return response.end('{"items":[]}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const login = { user: 'u', password: 'p' };
  const codes = await Promise.all(
    [
      askOverHttp(`${base}/`, login),
      askOverHttp(`${base}/`, undefined),
      askOverHttp(`${base}/away`, login),
      askOverHttp(`${base}/page`, login),
    ].map(async (asked) => {
      const answer = await asked;
      return answer.ok ? answer.value : answer.failure.code;
    }),
  );
  server.close();
  server.closeAllConnections();
  expect(codes).toEqual([{ items: [] }, 'unauthorised', 'unreachable', 'notUnderstood']);
});
