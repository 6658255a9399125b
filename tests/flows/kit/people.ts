/** People of a test station: accounts made by its administrator, sign-ins from any loopback address. */
import { request } from 'node:http';
import type { AccessEventBody } from '#main/core/accounts/refusalLog.ts';
import type { AccountEventBody } from '#shared/domain/account.ts';
import type { Actor } from '#shared/domain/event.ts';
import type { PersonEventBody } from '#shared/domain/person.ts';
import { ADMIN, type TestStation } from './station.ts';

export const OWN_SEAT = 'own-seat-token-of-the-tests';
export const OWN_SEAT_TOKENS = [{ token: OWN_SEAT, role: 'duty', name: '本机席位', isOwnSeat: true }] as const;
export const PASSWORD = 'Dongxi-Lu-2026!';

export interface Answer {
  readonly status: number;
  readonly retryAfterSeconds: number | null;
  readonly body: {
    readonly ok?: boolean;
    readonly code?: string;
    readonly token?: string;
    readonly [field: string]: unknown;
  };
}

/** `from`: which of this machine's loopback addresses asks. */
export function signIn(
  station: TestStation,
  loginName: string,
  password = PASSWORD,
  from = '127.0.0.1',
): Promise<Answer> {
  const { hostname, port } = new URL(station.core.url);
  const content = JSON.stringify({ loginName, password });
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(content) };
    const options = { hostname, port, path: '/api/session', method: 'POST', localAddress: from, headers, agent: false };
    const asked = request(options, (reply) => {
      const parts: Buffer[] = [];
      reply.on('data', (part: Buffer) => parts.push(part));
      reply.on('end', () => {
        const retryAfter = reply.headers['retry-after'];
        resolve({
          status: reply.statusCode ?? 0,
          retryAfterSeconds: retryAfter === undefined ? null : Number(retryAfter),
          body: JSON.parse(Buffer.concat(parts).toString('utf8')) as Answer['body'],
        });
      });
    });
    asked.on('error', reject);
    asked.end(content);
  });
}

/** An account and its id; throws when it is refused. */
export async function makeAccount(
  station: TestStation,
  loginName: string,
  facts: { readonly role?: string; readonly scope?: string | null; readonly name?: string } = {},
  token = ADMIN,
): Promise<string> {
  const body = {
    loginName,
    name: facts.name ?? `${loginName} 某`,
    role: facts.role ?? 'duty',
    scope: facts.scope ?? null,
  };
  const answer = await station.command('account.create', { ...body, password: PASSWORD }, token);
  if (!answer.ok) throw new Error(`${String(answer.code)}: ${String(answer.message)}`);
  return String(answer.accountId);
}

/** Somebody signed in: the token of the session. */
export async function tokenOf(station: TestStation, loginName: string): Promise<string> {
  const { body } = await signIn(station, loginName);
  if (!body.token) throw new Error(`${loginName} was not let in: ${body.code}`);
  return body.token;
}

type Bodies = AccountEventBody & AccessEventBody & PersonEventBody;

/** Every event of a kind, oldest first. */
export function eventsOf<Kind extends keyof Bodies>(
  station: TestStation,
  kind: Kind,
): { actor: Actor; body: Bodies[Kind] }[] {
  const events = station.core.desk.journal.read(0, 10_000).filter((event) => event.kind === kind);
  return events.map(({ actor, body }) => ({ actor, body: body as Bodies[Kind] }));
}
