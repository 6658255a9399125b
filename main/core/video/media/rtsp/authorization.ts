/** Answers to a camera's WWW-Authenticate: Digest with SHA-256 or MD5 (RFC 7616, RFC 2617), Basic (RFC 7617) where it asks for no better. */
import { createHash, randomBytes } from 'node:crypto';

export interface Login {
  readonly user: string;
  readonly password: string;
}

export type Challenge =
  | { readonly scheme: 'basic' }
  | {
      readonly scheme: 'digest';
      readonly algorithm: 'MD5' | 'SHA-256';
      readonly isSession: boolean;
      readonly realm: string;
      readonly nonce: string;
      readonly opaque: string | null;
      readonly hasQop: boolean;
      /** The login was right, only the nonce is too old. */
      readonly isStale: boolean;
    };

/** The strongest that can be answered; null when none can. `values` are those of the WWW-Authenticate headers. */
export function chooseChallenge(values: readonly string[]): Challenge | null {
  const challenges = values.flatMap((value) => readChallenge(value) ?? []);
  const strength = (challenge: Challenge) => (challenge.scheme === 'basic' ? 0 : challenge.algorithm === 'MD5' ? 1 : 2);
  return challenges.sort((one, other) => strength(other) - strength(one))[0] ?? null;
}

function readChallenge(value: string): Challenge | null {
  if (value.length > 2_000) return null;
  if (/^basic\b/i.test(value)) return { scheme: 'basic' };
  if (!/^digest\s/i.test(value)) return null;
  const fields = new Map<string, string>();
  for (const [, name, quoted, bare] of value.slice(7).matchAll(/([a-z]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/gi)) {
    fields.set(name!.toLowerCase(), quoted ?? bare!);
  }
  const [realm, nonce] = [fields.get('realm'), fields.get('nonce')];
  const stated = (fields.get('algorithm') ?? 'MD5').toUpperCase();
  const isSession = stated.endsWith('-SESS');
  const algorithm = isSession ? stated.slice(0, -5) : stated;
  if (realm === undefined || nonce === undefined || (algorithm !== 'MD5' && algorithm !== 'SHA-256')) return null;
  const qop = fields.get('qop');
  const hasQop = qop !== undefined;
  if (hasQop && !qop.split(',').some((one) => one.trim().toLowerCase() === 'auth')) return null;
  const isStale = fields.get('stale')?.toLowerCase() === 'true';
  return {
    scheme: 'digest',
    algorithm,
    isSession,
    realm,
    nonce,
    opaque: fields.get('opaque') ?? null,
    hasQop,
    isStale,
  };
}

/** Writes Authorization headers for the requests of one connection. */
export class Authorization {
  readonly #login: Login;
  readonly #challenge: Challenge;
  readonly #newNonce: () => string;
  #count = 0;

  constructor(login: Login, challenge: Challenge, newNonce = () => randomBytes(8).toString('hex')) {
    this.#login = login;
    this.#challenge = challenge;
    this.#newNonce = newNonce;
  }

  header(method: string, uri: string): string {
    const { user, password } = this.#login;
    const challenge = this.#challenge;
    if (challenge.scheme === 'basic') return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
    const { realm, nonce, opaque, algorithm, isSession, hasQop } = challenge;
    const hash = (text: string) =>
      createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
        .update(text)
        .digest('hex');
    const cnonce = this.#newNonce();
    const count = (++this.#count).toString(16).padStart(8, '0');
    const plain = hash(`${user}:${realm}:${password}`);
    const secret = isSession ? hash(`${plain}:${nonce}:${cnonce}`) : plain;
    const asked = hash(`${method}:${uri}`);
    const response = hash(
      hasQop ? `${secret}:${nonce}:${count}:${cnonce}:auth:${asked}` : `${secret}:${nonce}:${asked}`,
    );
    const fields = [
      ...[`username="${quoted(user)}"`, `realm="${realm}"`, `nonce="${nonce}"`, `uri="${uri}"`],
      `response="${response}"`,
      `algorithm=${algorithm}${isSession ? '-sess' : ''}`,
      ...(hasQop ? ['qop=auth', `nc=${count}`] : []),
      ...(hasQop || isSession ? [`cnonce="${cnonce}"`] : []),
      ...(opaque === null ? [] : [`opaque="${opaque}"`]),
    ];
    return `Digest ${fields.join(', ')}`;
  }
}

const quoted = (text: string): string => text.replace(/["\\]/g, '\\$&');
