/**
 * HTTP to a camera or a media server under the rules of S14: http and https only, no credentials in the URL, every address checked
 * and pinned, every redirect checked again, a limit on time and on what is read.
 */
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Duplex } from 'node:stream';
import { ok, type Result } from '#shared/kit/result.ts';
import { type MediaFault, mediaFault } from '../fault.ts';
import { Authorization, chooseChallenge, type Login } from '../rtsp/authorization.ts';
import type { AddressRules, PinnedAddress } from './addressRules.ts';

export interface GuardedOrder {
  readonly url: string;
  readonly rules: AddressRules;
  readonly login: Login | null;
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Until the head of the answer is there. */
  readonly limitMs: number;
}

export interface GuardedAnswer {
  /** Where it came from in the end. */
  readonly url: string;
  readonly status: number;
  readonly response: IncomingMessage;
  /** The connection and what came with the handshake, where it was upgraded (101). */
  readonly upgraded: { readonly socket: Duplex; readonly head: Buffer } | null;
}

const MOST_REDIRECTS = 3;
const REDIRECTS = [301, 302, 303, 307, 308];

/** Refuses `notAllowed`, `unreachable`, and what a status of 400 and above means; others are the caller's to judge. */
export async function guardedRequest(order: GuardedOrder): Promise<Result<GuardedAnswer, MediaFault>> {
  let url = order.url;
  let authorization: Authorization | null = null;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const target = URL.parse(url);
    if (target === null || !['http:', 'https:'].includes(target.protocol)) return mediaFault('notAllowed', 'not http');
    if (target.username || target.password) return mediaFault('notAllowed', 'a URL with a password in it');
    const pinned = await order.rules.pin(target.hostname);
    if (!pinned.ok) return pinned;
    const answer = await send(order, target, pinned.value, authorization);
    if (!answer.ok) return answer;
    const { status, response } = answer.value;
    if (REDIRECTS.includes(status)) {
      response.destroy();
      const next = URL.parse(response.headers.location ?? '', target.href);
      if (next === null) return mediaFault('notAllowed', 'redirected to nowhere');
      url = next.href;
      continue;
    }
    // The login is for the machine it was given for, and is tried once.
    const isHome = target.host === new URL(order.url).host;
    if (status === 401 && order.login !== null && authorization === null && isHome) {
      response.destroy();
      const challenge = chooseChallenge(valuesOf(response, 'www-authenticate'));
      if (challenge === null) return mediaFault('unauthorised', 'it wants a login of a kind we cannot give');
      authorization = new Authorization(order.login, challenge);
      continue;
    }
    return judge(answer.value);
  }
  return mediaFault('notAllowed', 'redirected too often');
}

function judge(answer: GuardedAnswer): Result<GuardedAnswer, MediaFault> {
  const { status, response } = answer;
  if (status < 400) return ok(answer);
  response.destroy();
  const said = `it was answered ${status}`;
  if (status === 401 || status === 403) return mediaFault('unauthorised', said);
  if (status === 404 || status === 410) return mediaFault('notFound', said);
  // A WHEP server that can take nothing of what it is offered (RFC 9110 §15.5.7).
  if (status === 406 || status === 415) return mediaFault('unsupportedCodec', said);
  return mediaFault('noPicture', said);
}

function send(
  order: GuardedOrder,
  target: URL,
  { address, family }: PinnedAddress,
  authorization: Authorization | null,
): Promise<Result<GuardedAnswer, MediaFault>> {
  const { method = 'GET', body, headers, limitMs } = order;
  const path = `${target.pathname}${target.search}`;
  const isSecure = target.protocol === 'https:';
  const options: RequestOptions & { servername?: string } = {
    ...{ host: address, family, method, path, agent: false, timeout: limitMs },
    port: target.port || (isSecure ? 443 : 80),
    // The name still belongs to the certificate and to the virtual host; only the address is ours to choose.
    ...(isSecure && { servername: target.hostname.replace(/^\[|\]$/g, '') }),
    headers: {
      host: target.host,
      'user-agent': 'pingan',
      ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
      ...(authorization && { authorization: authorization.header(method, path) }),
      ...headers,
    },
  };
  return new Promise((resolve) => {
    const request = (isSecure ? httpsRequest : httpRequest)(options);
    const settle = (answer: Result<GuardedAnswer, MediaFault>) => {
      clearTimeout(patience);
      if (!answer.ok) request.destroy();
      resolve(answer);
    };
    const patience = setTimeout(() => settle(mediaFault('unreachable', 'no answer in time')), limitMs);
    const give = (response: IncomingMessage, upgraded: GuardedAnswer['upgraded']) => {
      response.on('error', () => undefined);
      settle(ok({ url: target.href, status: response.statusCode ?? 0, response, upgraded }));
    };
    request.on('error', (error) => settle(mediaFault('unreachable', error.message)));
    request.on('response', (response) => give(response, null));
    request.on('upgrade', (response, socket, head) => give(response, { socket, head }));
    request.end(body);
  });
}

function valuesOf(response: IncomingMessage, name: string): string[] {
  const raw = response.rawHeaders;
  return raw.flatMap((header, index) =>
    index % 2 === 0 && header.toLowerCase() === name ? [raw[index + 1] ?? ''] : [],
  );
}

/** The whole body as text; null when it is longer than `most` bytes, breaks off, or takes longer than `limitMs`. */
export async function readBody(response: IncomingMessage, most: number, limitMs: number): Promise<string | null> {
  const patience = setTimeout(() => response.destroy(new Error('late')), limitMs);
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > most) return null;
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  } catch {
    return null;
  } finally {
    clearTimeout(patience);
    response.destroy();
  }
}
