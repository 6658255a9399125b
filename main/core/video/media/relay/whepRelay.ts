/** Another server's WHEP (RFC 9725): the offer goes there and its answer comes back; the pictures go straight to the window. */

import { parseUrl } from '#main/core/video/media/address/parseUrl.ts';
import { ok, type Result } from '#shared/kit/result.ts';
import type { AddressRules } from '../address/addressRules.ts';
import { guardedRequest, readBody } from '../address/guardedRequest.ts';
import { type MediaFault, mediaFault } from '../fault.ts';
import type { Login } from '../rtsp/authorization.ts';

const EXCHANGE_MS = 10_000;
const MOST_ANSWER = 64 * 1024;

export interface WhepRelayOptions {
  readonly url: string;
  readonly login: Login | null;
  readonly rules: AddressRules;
}

export interface RelayedSession {
  readonly answer: string;
  /** Tells the server that the window has gone (DELETE of its Location). */
  readonly end: () => void;
}

export async function exchangeOffer(
  options: WhepRelayOptions,
  offer: string,
): Promise<Result<RelayedSession, MediaFault>> {
  const { url, login, rules } = options;
  const asked = await guardedRequest({
    ...{ url, login, rules, method: 'POST', body: offer, limitMs: EXCHANGE_MS },
    headers: { 'content-type': 'application/sdp', accept: 'application/sdp' },
  });
  if (!asked.ok) return asked;
  const { response, url: from } = asked.value;
  const text = await readBody(response, MOST_ANSWER, EXCHANGE_MS);
  const answer = text === null ? null : sdpOf(text);
  if (answer === null) return mediaFault('noPicture', 'its answer is no SDP');
  const session = parseUrl(response.headers.location ?? '', from);
  return ok({
    answer,
    end: () => {
      if (session === null) return;
      const order = { url: session.href, login, rules, method: 'DELETE', limitMs: EXCHANGE_MS } as const;
      void guardedRequest(order).then((ended) => {
        if (ended.ok) ended.value.response.destroy();
      });
    },
  });
}

/** Older ZLMediaKit wraps the answer in JSON. */
function sdpOf(text: string): string | null {
  if (text.startsWith('v=0')) return text;
  try {
    const { sdp } = JSON.parse(text) as { sdp?: unknown };
    return typeof sdp === 'string' && sdp.startsWith('v=0') ? sdp : null;
  } catch {
    return null;
  }
}
