/**
 * The media port: `/<ticket>/live.flv` (WebSocket), `/<ticket>/preroll.flv` (the seconds before the ticket), `/<ticket>/index.m3u8` and `/<ticket>/hls/…`, `/<ticket>/live.mjpeg`. Who has a
 * ticket may play what it is for; pages of other origins are refused, and nothing else is answered.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { parseUrl } from '#main/core/video/media/address/parseUrl.ts';
import type { Disposable } from '#shared/kit/disposable.ts';
import { MEDIA_FILES, readMediaPath } from '#shared/wire/mediaPath.ts';
import type { StreamOrder } from '../contract.ts';
import type { MediaFault } from '../fault.ts';
import { FlvMuxer } from '../flv/flvMuxer.ts';
import { FlvViewer } from '../flv/flvViewer.ts';
import type { Hub } from '../hub/hub.ts';
import type { StreamViewer } from '../hub/mediaStream.ts';
import type { HlsRelay } from '../relay/hlsRelay.ts';
import { MjpegViewer } from '../relay/mjpegViewer.ts';
import { hasPreRoll, waysOf } from '../ways.ts';
import { acceptOf, SocketLine } from '../websocket/socketLine.ts';

export interface MediaPortOptions {
  readonly hub: Hub;
  readonly hls: HlsRelay;
  readonly listen: { readonly host: string; readonly port: number };
  readonly allowedOrigins: readonly string[];
  /** A file of a stream that is only handed through was asked for, and how that went. */
  readonly onRelayed: (order: StreamOrder, fault: MediaFault | null) => void;
}

const MOST_CONNECTIONS = 512;
const FIRST_PICTURE_MS = 10_000;
/** A window that only listens sends nothing: a ping now and then shows whether it is still there. */
const PING_MS = 15_000;
/** Epoch ms of the first picture of a past. */
const SINCE = 'x-since';
const HTTP_STATUS: Partial<Record<MediaFault['code'], number>> = { notAllowed: 403, notFound: 404, unauthorised: 403 };

export class MediaPort implements Disposable {
  readonly #options: MediaPortOptions;
  readonly #server: Server;

  constructor(options: MediaPortOptions) {
    this.#options = options;
    this.#server = createServer({ headersTimeout: 10_000, requestTimeout: 10_000, maxHeaderSize: 16 * 1024 });
    this.#server.maxConnections = MOST_CONNECTIONS;
    // One request must not end the pictures of all others, whatever is wrong with it or with us.
    const failed = (error: unknown) => process.stderr.write(`media port: ${String(error)}\n`);
    this.#server.on('request', (request, response) => {
      this.#serve(request, response).catch((error) => {
        failed(error);
        response.destroy();
      });
    });
    this.#server.on('upgrade', (request, socket) => {
      this.#upgrade(request, socket).catch((error) => {
        failed(error);
        socket.destroy();
      });
    });
  }

  /** The port it has. Rejects when it cannot be had. */
  listen(): Promise<number> {
    const { host, port } = this.#options.listen;
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, () => {
        this.#server.off('error', reject);
        const address = this.#server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : port);
      });
    });
  }

  dispose(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = this.#read(request);
    if (typeof asked === 'number') return void response.writeHead(asked).end();
    const { order, rest, query, ticket } = asked;
    const headers = corsHeaders(request);
    if (request.method === 'OPTIONS') {
      const allowed = { 'access-control-allow-methods': 'GET', 'access-control-allow-headers': 'range' };
      return void response.writeHead(204, { ...headers, ...allowed }).end();
    }
    if (request.method !== 'GET') return void response.writeHead(405).end();
    const ways = waysOf(order.source.protocol);
    if (ways.includes('hls') && (rest === MEDIA_FILES.hls || rest.startsWith('hls/'))) {
      const fault = await this.#options.hls.serve(order, rest, query, request, response, headers);
      this.#options.onRelayed(order, fault);
      return;
    }
    if (ways.includes('mjpeg') && rest === MEDIA_FILES.mjpeg)
      return this.#serveMjpeg(ticket, order, request, response, headers);
    if (hasPreRoll(order.source.protocol) && rest === MEDIA_FILES.preRoll)
      return this.#servePast(ticket, response, headers);
    response.writeHead(404).end();
  }

  /** The seconds before the ticket, as a file that ends. */
  #servePast(ticket: string, response: ServerResponse, headers: Readonly<Record<string, string>>): void {
    const past = this.#options.hub.pastOf(ticket);
    if (past === null) return void response.writeHead(404, headers).end('noPicture');
    const muxer = new FlvMuxer();
    const file = Buffer.concat(past.units.flatMap((unit) => muxer.push(unit)));
    const about = { 'content-type': 'video/x-flv', 'content-length': file.length, 'cache-control': 'no-store' };
    const since = { [SINCE]: String(past.since), 'access-control-expose-headers': SINCE };
    response.writeHead(200, { ...headers, ...about, ...since }).end(file);
  }

  async #serveMjpeg(
    ticket: string,
    order: StreamOrder,
    request: IncomingMessage,
    response: ServerResponse,
    headers: Readonly<Record<string, string>>,
  ): Promise<void> {
    const stream = this.#options.hub.streamOf(order)!;
    const ready = await stream.ready(FIRST_PICTURE_MS);
    if (!ready.ok)
      return void response.writeHead(HTTP_STATUS[ready.failure.code] ?? 502, headers).end(ready.failure.code);
    if (request.destroyed) return;
    const viewer = new MjpegViewer(response, headers);
    const forget = this.#watch(ticket, order, viewer, () => response.destroy());
    response.on('close', forget);
  }

  async #upgrade(request: IncomingMessage, socket: Duplex): Promise<void> {
    socket.on('error', () => socket.destroy());
    const asked = this.#read(request);
    const key = request.headers['sec-websocket-key'];
    if (typeof asked === 'number') return refuseUpgrade(socket, asked);
    const { order, rest, ticket } = asked;
    if (!waysOf(order.source.protocol).includes('wsFlv') || rest !== MEDIA_FILES.wsFlv)
      return refuseUpgrade(socket, 404);
    if (request.headers.upgrade?.toLowerCase() !== 'websocket' || !key) return refuseUpgrade(socket, 400);
    const ready = await this.#options.hub.streamOf(order)!.ready(FIRST_PICTURE_MS);
    if (!ready.ok) return refuseUpgrade(socket, HTTP_STATUS[ready.failure.code] ?? 502);
    if (socket.destroyed) return;
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${acceptOf(key)}\r\n\r\n`,
    );
    let forget = () => {};
    const line = new SocketLine({
      ...{ socket, isClient: false, most: 4_096 },
      onGone: () => forget(),
    });
    const pings = setInterval(() => line.ping(), PING_MS);
    const stop = this.#watch(ticket, order, new FlvViewer(line), () => line.dispose());
    forget = () => {
      clearInterval(pings);
      stop();
    };
  }

  /** Shows a stream to a viewer until the answer is called, or the ticket ends, which calls `end`. */
  #watch(ticket: string, order: StreamOrder, viewer: StreamViewer, end: () => void): () => void {
    const { hub } = this.#options;
    const attached = hub.streamOf(order)!.attach(viewer);
    const play = hub.play(ticket, {
      dispose: () => {
        attached.dispose();
        end();
      },
    });
    return () => {
      attached.dispose();
      play.dispose();
    };
  }

  #read(request: IncomingMessage) {
    const origin = request.headers.origin;
    if (origin !== undefined && !this.#options.allowedOrigins.includes(origin)) return 403;
    const url = parseUrl(request.url ?? '', 'http://media.invalid');
    const path = url === null ? null : readMediaPath(url.pathname);
    if (url === null || path === null) return 404;
    const order = this.#options.hub.orderOf(path.ticket);
    return order.ok ? { order: order.value, ticket: path.ticket, rest: path.rest, query: url.searchParams } : 403;
  }
}

/** Only an origin that was let in gets here; a picture needs it to be drawn on a canvas. */
function corsHeaders({ headers: { origin } }: IncomingMessage): Record<string, string> {
  return origin === undefined
    ? { 'x-content-type-options': 'nosniff' }
    : { 'access-control-allow-origin': origin, vary: 'Origin', 'x-content-type-options': 'nosniff' };
}

function refuseUpgrade(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
