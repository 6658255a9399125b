/**
 * Pictures for windows of other machines: what lies on the port of the media process, which listens on this machine alone, handed on
 * over the host's own door with its TLS. The ticket is the leave, as it is on that port.
 */
import { request as askHttp, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { type Duplex, pipeline } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { HANDED_ON, isMediaFile, MEDIA_FILES, readMediaPath } from '#shared/wire/mediaPath.ts';
import type { OpenedStream } from '#shared/wire/video.ts';
import { isAllowedHost, isAllowedOrigin } from './auth.ts';
import type { GatewayContext } from './context.ts';

type Context = Pick<GatewayContext, 'video' | 'machines'>;

interface Place {
  readonly host: string;
  readonly port: number;
  readonly path: string;
}

interface RouteTools {
  refuse(reply: FastifyReply, status: number, code: string, message: string): FastifyReply;
}

const SOCKET_KEY = /^[\w+/]{22}==$/;
/** Of its own: a window elsewhere needs none of the rest. */
const HEADERS = ['content-type', 'content-length', 'content-range', 'x-since'] as const;

/** The same stream by the same ticket, at addresses of the door it was asked through. */
export function handedOn(opened: OpenedStream): OpenedStream {
  const at = (file: string) => `${HANDED_ON}/${opened.ticket}/${file}`;
  return {
    ...opened,
    ways: opened.ways.map((way) => (way.protocol === 'whep' ? way : { ...way, url: at(MEDIA_FILES[way.protocol]) })),
    preRollUrl: opened.preRollUrl === null ? null : at(MEDIA_FILES.preRoll),
  };
}

export function addMediaRoutes(app: FastifyInstance, context: Context, { refuse }: RouteTools): void {
  app.get(`${HANDED_ON}/:ticket/*`, { exposeHeadRoute: false }, async (request, reply) => {
    const wanted = placeOf(context, request.raw.url ?? '');
    if (wanted === null) return refuse(reply, 404, 'unknownTicket', '播放凭据无效或已到期，请重新打开');
    const { range } = request.headers;
    const answer = await fetched(wanted, range === undefined ? {} : { range }, reply).catch(() => null);
    // The process is being started again; the player asks again by itself.
    if (answer === null) return reply.code(503).send();
    for (const name of HEADERS) if (answer.headers[name] !== undefined) reply.header(name, answer.headers[name]);
    return reply.code(answer.statusCode ?? 502).send(answer);
  });
}

/** A WebSocket of a ticket; anything else is cut. */
export function handOnSocket(context: Context, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const wanted = placeOf(context, request.url ?? '');
  const key = request.headers['sec-websocket-key'] ?? '';
  const isOurs = isAllowedHost(request.headers.host, context.machines.hostNames) && isAllowedOrigin(request);
  if (wanted === null || !isOurs || !SOCKET_KEY.test(key)) {
    socket.on('error', () => socket.destroy());
    return void socket.end('HTTP/1.1 403 No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  }
  // A still picture of a quiet camera is no reason to cut it: the media process asks now and then whether somebody is there.
  if ('setTimeout' in socket && typeof socket.setTimeout === 'function') socket.setTimeout(0);
  const media = connect(wanted.port, wanted.host);
  const lines = [
    `GET ${wanted.path} HTTP/1.1`,
    `Host: media:${wanted.port}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${key}`,
  ];
  media.write(`${lines.join('\r\n')}\r\n\r\n`);
  if (head.length > 0) media.write(head);
  // Whichever side ends, both are over.
  const over = () => {
    media.destroy();
    socket.destroy();
  };
  pipeline(socket, media, over);
  pipeline(media, socket, over);
}

/** Where on the media port a path of ours lies; null: no ticket that holds, or no file of one. */
function placeOf({ video }: Context, url: string): Place | null {
  if (!url.startsWith(HANDED_ON)) return null;
  const [path = '', query = ''] = url.slice(HANDED_ON.length).split('?');
  const media = readMediaPath(path);
  if (media === null || !isMediaFile(media.rest) || !/^[\w.=&%-]{0,400}$/.test(query)) return null;
  const address = video.streams.mediaAddressOf(media.ticket);
  return address && { ...address, path: query === '' ? path : `${path}?${query}` };
}

/** Asked until its head is there; ends with whoever asked. */
function fetched(
  place: Place,
  headers: Readonly<Record<string, string>>,
  reply: FastifyReply,
): Promise<IncomingMessage> {
  return new Promise((done, fail) => {
    const asked = askHttp({ ...place, headers, agent: false }, done);
    asked.on('error', fail);
    asked.end();
    reply.raw.once('close', () => asked.destroy());
  });
}
