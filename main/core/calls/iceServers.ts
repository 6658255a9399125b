import { createHmac } from 'node:crypto';
import type { CallIceServer, CallsConfig } from '#shared/wire/calls.ts';

/** A call is over before that; what leaks afterwards opens nothing. */
const GOOD_FOR_MS = 12 * 3_600_000;

/** coturn's `use-auth-secret` (draft-uberti-behave-turn-rest-00 §2.2): `EXPIRY:NAME`, and its HMAC-SHA1 under the shared secret. */
export function iceServersFor(
  { iceServers }: Pick<CallsConfig, 'iceServers'>,
  name: string,
  now: number,
): CallIceServer[] {
  return iceServers.map(({ urls, secret, username, credential }) => {
    if (secret === undefined)
      return { urls, ...(username !== undefined && { username }), ...(credential !== undefined && { credential }) };
    const own = `${Math.floor((now + GOOD_FOR_MS) / 1_000)}:${name}`;
    return { urls, username: own, credential: createHmac('sha1', secret).update(own).digest('base64') };
  });
}
