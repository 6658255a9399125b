/**
 * One SOAP request to a camera under the rules of S14: http and https only, the address checked and pinned, nothing followed
 * elsewhere, a limit on time and on what is read. A fault comes with a status of 400 or 500 and is an answer like others.
 */
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { parseUrl } from '#main/core/video/media/address/parseUrl.ts';
import { fail, ok, type Result } from '#shared/kit/result.ts';
import type { AddressRules } from '../media/address/addressRules.ts';
import { readBody } from '../media/address/guardedRequest.ts';
import { ANSWER_CHARACTERS } from './soap.ts';

const WITHIN_MS = 5_000;

export type PostFault = 'notAllowed' | 'unreachable' | 'unauthorised';

export async function postSoap(
  url: string,
  body: string,
  rules: Pick<AddressRules, 'pin'>,
): Promise<Result<string, PostFault>> {
  const target = parseUrl(url);
  if (target === null || !['http:', 'https:'].includes(target.protocol)) return fail('notAllowed');
  const pinned = await rules.pin(target.hostname);
  if (!pinned.ok) return fail(pinned.failure.code === 'notAllowed' ? 'notAllowed' : 'unreachable');
  const isSecure = target.protocol === 'https:';
  const { address, family } = pinned.value;
  const response = await answerOf(isSecure ? httpsRequest : httpRequest, body, {
    ...{ host: address, family, method: 'POST', path: `${target.pathname}${target.search}`, agent: false },
    port: target.port || (isSecure ? 443 : 80),
    // The name still belongs to the certificate; only the address is ours to choose.
    ...(isSecure && { servername: target.hostname.replace(/^\[|\]$/g, '') }),
    headers: {
      host: target.host,
      'user-agent': 'pingan',
      'content-type': 'application/soap+xml; charset=utf-8',
      'content-length': Buffer.byteLength(body),
    },
  });
  if (response === null) return fail('unreachable');
  const text = await readBody(response, ANSWER_CHARACTERS, WITHIN_MS);
  const status = response.statusCode ?? 0;
  if (status === 401 || status === 403) return fail('unauthorised');
  // Nothing else is an answer of SOAP; a redirection is not followed, since the password was meant for this machine.
  if (text === null || ![200, 400, 500].includes(status)) return fail('unreachable');
  return ok(text);
}

function answerOf(
  send: typeof httpRequest,
  body: string,
  options: RequestOptions & { servername?: string },
): Promise<IncomingMessage | null> {
  return new Promise((resolve) => {
    const request = send(options);
    const patience = setTimeout(() => request.destroy(new Error('late')), WITHIN_MS);
    const settle = (answer: IncomingMessage | null) => {
      clearTimeout(patience);
      resolve(answer);
    };
    request.on('error', () => settle(null));
    request.on('response', (response) => {
      response.on('error', () => undefined);
      settle(response);
    });
    request.end(body);
  });
}
