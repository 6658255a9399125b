/**
 * What the APIs of media servers answer, as streams with the ways to play them. Read from their own sources and documentation:
 * ZLMediaKit `getMediaList`, MediaMTX `/v3/paths/list`, go2rtc `/api/streams`. Pure: an answer that is none is a refusal.
 */
import { z } from 'zod';
import type { StreamSource } from '#shared/domain/channel.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import type { MediaServerConfig, MediaServerKind } from '#shared/wire/videoConfig.ts';

export interface ServerStream {
  readonly name: string;
  readonly sources: readonly Omit<StreamSource, 'grade'>[];
}

type Places = Pick<MediaServerConfig, 'api' | 'play' | 'secret'>;

interface ServerReader {
  /** The URL to ask; a secret of the API stands in it, so it is never logged. */
  url(server: Places): string;
  read(answer: unknown, server: Places): Result<readonly ServerStream[]>;
}

const notUnderstood = () => refuse('notUnderstood', '媒体服务器的应答无法识别：请核对类型和接口地址');
const path = (name: string) => name.split('/').map(encodeURIComponent).join('/');

function hostOf({ api, play }: Places): { readonly base: URL; readonly host: string; readonly isTls: boolean } {
  const base = new URL(play ?? api);
  return { base, host: base.hostname, isTls: base.protocol === 'https:' };
}

const zlmAnswer = z.object({
  code: z.number(),
  data: z
    .array(z.object({ app: z.string().max(200), stream: z.string().max(200) }))
    .max(200_000)
    .default([]),
});

const zlmediakit: ServerReader = {
  url: ({ api, secret }) =>
    `${new URL('/index/api/getMediaList', api)}${secret ? `?secret=${encodeURIComponent(secret)}` : ''}`,
  read(answer, server) {
    const parsed = zlmAnswer.safeParse(answer);
    if (!parsed.success) return notUnderstood();
    // API::AuthFailed of its C++ sources.
    if (parsed.data.code === -100) return refuse('unauthorised', '媒体服务器不认 secret：请核对站点配置');
    if (parsed.data.code !== 0) return refuse('serverRefused', `媒体服务器拒绝查询（代码 ${parsed.data.code}）`);
    const { base, isTls } = hostOf(server);
    // One line a schema: rtsp, rtmp, hls … of the same stream.
    const streams = new Map(parsed.data.data.map(({ app, stream }) => [`${app}/${stream}`, { app, stream }]));
    return ok(
      [...streams.values()].map(({ app, stream }): ServerStream => {
        const query = `app=${encodeURIComponent(app)}&stream=${encodeURIComponent(stream)}`;
        const flv = new URL(`/${path(app)}/${path(stream)}.live.flv`, base);
        flv.protocol = isTls ? 'wss:' : 'ws:';
        return {
          name: stream,
          sources: [
            { protocol: 'wsFlv', url: flv.href },
            { protocol: 'whep', url: new URL(`/index/api/whep?${query}`, base).href },
            { protocol: 'hls', url: new URL(`/${path(app)}/${path(stream)}/hls.m3u8`, base).href },
          ],
        };
      }),
    );
  },
};

const mtxAnswer = z.object({
  items: z.array(z.object({ name: z.string().max(200), ready: z.boolean().default(true) })).max(50_000),
});

const mediamtx: ServerReader = {
  url: ({ api }) => new URL('/v3/paths/list?itemsPerPage=50000', api).href,
  read(answer, server) {
    const parsed = mtxAnswer.safeParse(answer);
    if (!parsed.success) return notUnderstood();
    const { base, host, isTls } = hostOf(server);
    const scheme = isTls ? 'https' : 'http';
    const webrtc = server.play ? base.origin : `${scheme}://${host}:8889`;
    return ok(
      parsed.data.items
        .filter(({ ready }) => ready)
        .map(
          ({ name }): ServerStream => ({
            name: lastOf(name),
            sources: [
              { protocol: 'rtsp', url: `rtsp://${host}:8554/${path(name)}` },
              { protocol: 'whep', url: `${webrtc}/${path(name)}/whep` },
              { protocol: 'hls', url: `${scheme}://${host}:8888/${path(name)}/index.m3u8` },
            ],
          }),
        ),
    );
  },
};

const go2rtcAnswer = z.record(z.string().max(200), z.unknown());

const go2rtc: ServerReader = {
  url: ({ api }) => new URL('/api/streams', api).href,
  read(answer, server) {
    const parsed = go2rtcAnswer.safeParse(answer);
    if (!parsed.success || Object.keys(parsed.data).length > 50_000) return notUnderstood();
    const { base, host } = hostOf(server);
    return ok(
      Object.keys(parsed.data).map((name): ServerStream => {
        const src = encodeURIComponent(name);
        return {
          name,
          sources: [
            { protocol: 'rtsp', url: `rtsp://${host}:8554/${src}` },
            { protocol: 'whep', url: new URL(`/api/webrtc?src=${src}`, base).href },
            { protocol: 'hls', url: new URL(`/api/stream.m3u8?src=${src}`, base).href },
          ],
        };
      }),
    );
  },
};

/** A path `site/3508…0001` is called by what stands last. */
const lastOf = (name: string) => name.split('/').at(-1) ?? name;

export const SERVER_READERS: Readonly<Record<MediaServerKind, ServerReader>> = { zlmediakit, mediamtx, go2rtc };
