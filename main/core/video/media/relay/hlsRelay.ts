/** HLS and LL-HLS of another server, file by file: playlists rewritten, segments passed through with a limit on their size. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { AddressRules } from '../address/addressRules.ts';
import { guardedRequest, readBody } from '../address/guardedRequest.ts';
import type { StreamOrder } from '../contract.ts';
import { type MediaFault, mediaFault } from '../fault.ts';
import { HlsAddresses } from './hlsAddresses.ts';

/** A blocking reload of LL-HLS is answered when there is something new: up to three times the target duration. */
const ANSWER_MS = 20_000;
const MOST_PLAYLIST = 1024 * 1024;
const MOST_SEGMENT = 64 * 1024 * 1024;
const HLS_TYPE = 'application/vnd.apple.mpegurl';

export class HlsRelay {
  readonly #rules: AddressRules;
  readonly #addresses = new HlsAddresses();

  constructor(rules: AddressRules) {
    this.#rules = rules;
  }

  /** `rest` is the path behind the ticket. Resolves with the fault that the source is to be known for; null when all went well. */
  async serve(
    { source, login }: StreamOrder,
    rest: string,
    query: URLSearchParams,
    request: IncomingMessage,
    response: ServerResponse,
    headers: Readonly<Record<string, string>>,
  ): Promise<MediaFault | null> {
    const url = rest === 'index.m3u8' ? source.url : this.#addresses.open(rest.replace(/^hls\//, ''));
    if (url === null) return refuse(response, 404, mediaFault('notFound', 'an address we did not write').failure);
    const range = request.headers.range;
    const answer = await guardedRequest({
      ...{ url: withDirectives(url, query), login, rules: this.#rules, limitMs: ANSWER_MS },
      ...(range && { headers: { range } }),
    });
    if (!answer.ok) return refuse(response, answer.failure.code === 'notFound' ? 404 : 502, answer.failure);
    const { response: upstream, url: from, status } = answer.value;
    const type = upstream.headers['content-type'] ?? '';
    if (/mpegurl/i.test(type) || /\.m3u8$/i.test(new URL(from).pathname)) {
      const playlist = await readBody(upstream, MOST_PLAYLIST, ANSWER_MS);
      if (playlist === null || !playlist.startsWith('#EXTM3U')) {
        return refuse(response, 502, mediaFault('noPicture', 'its playlist cannot be read').failure);
      }
      // Addresses are relative to the playlist; a nested one lies two folders deeper than the first.
      const rewritten = this.#addresses.rewrite(playlist, from);
      const body = rest === 'index.m3u8' ? rewritten : rewritten.replaceAll(/(^|URI=")hls\//gm, '$1../../hls/');
      response.writeHead(200, { ...headers, 'content-type': HLS_TYPE, 'cache-control': 'no-store' }).end(body);
      return null;
    }
    const passed = ['content-length', 'content-range', 'accept-ranges'] as const;
    const kept = passed.flatMap((name) => (upstream.headers[name] ? [[name, upstream.headers[name]] as const] : []));
    response.writeHead(status, { ...headers, ...Object.fromEntries(kept), 'content-type': safeType(type) });
    await pipeline(upstream, limit(MOST_SEGMENT), response).catch(() => response.destroy());
    return null;
  }
}

function refuse(response: ServerResponse, status: number, failure: MediaFault): MediaFault {
  response.writeHead(status, { 'content-type': 'text/plain' }).end(failure.code);
  return failure;
}

/** hls.js adds what it waits for (`_HLS_msn`, `_HLS_part`, `_HLS_skip`) to our address; it belongs to theirs. */
function withDirectives(url: string, query: URLSearchParams): string {
  const target = new URL(url);
  for (const [name, value] of query)
    if (/^_HLS_\w{1,10}$/.test(name)) target.searchParams.set(name, value.slice(0, 40));
  return target.href;
}

/** Media is passed on as media and nothing else: a server must not make our port serve a page. */
const safeType = (type: string): string =>
  /^(video|audio)\/[\w.+-]{1,60}$/i.test(type) ? type : 'application/octet-stream';

function limit(most: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      done(bytes > most ? new Error('longer than a segment') : null, chunk);
    },
  });
}
