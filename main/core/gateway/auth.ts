import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { MachineRole } from '#shared/domain/machine.ts';
import type { Role } from '#shared/wire/roles.ts';

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** Area code inside which it may act, with everything under it. Absent: the whole station. */
  readonly scope?: string;
  /** Of a phone that joined with a code: it speaks for this unit and for nothing else (gateway/workerJoin.ts). */
  readonly unitId?: string;
  /** Of a phone's token in station.json: the units it speaks for, and no other. */
  readonly units?: ReadonlySet<string>;
  /** The joined machine that vouches for itself here (main/core/machines). */
  readonly machineId?: string;
  /** The seat of this machine itself, which the shell opened. */
  readonly isOwnSeat?: true;
  /** A person who signed in (main/core/accounts). */
  readonly sessionId?: string;
}

/**
 * What a joined machine may do by its own token. Where people can sign in it only looks, whatever it was invited as, until
 * somebody signs in at it; where nobody has an account it is the seat it was invited as.
 */
export function machineRole(invitedAs: MachineRole, hasAccounts: boolean): MachineRole {
  return hasAccounts ? 'wall' : invitedAs;
}

/** Somebody who may know a token: station.json, signed-in people, joined machines. Asked in turn; the first that knows it answers. */
export interface Credentials {
  find(token: string | undefined): Account | undefined;
}

export interface TokenRecord {
  readonly token: string;
  readonly role: Role;
  readonly name: string;
  /** Of a worker: the units it speaks for. */
  readonly units?: readonly string[] | undefined;
  /** The shell of this machine got it: it is a seat, and whoever sits there may have to sign in. */
  readonly isOwnSeat?: true;
}

/** Bearer tokens of a station, kept as SHA-256 so that a core dump or a heap snapshot holds none of them. */
export class Tokens implements Credentials {
  readonly #accounts = new Map<string, Account>();

  constructor(records: readonly TokenRecord[]) {
    for (const { token, role, name, isOwnSeat, units } of records) {
      const digest = digestOf(token);
      const bound = { ...(isOwnSeat && { isOwnSeat }), ...(units && { units: new Set(units) }) };
      this.#accounts.set(digest, { id: `token:${digest.slice(0, 12)}`, name, role, ...bound });
    }
  }

  /** Looks the digest up, never the token: the time it takes says nothing about any stored token. */
  find(token: string | undefined): Account | undefined {
    return token ? this.#accounts.get(digestOf(token)) : undefined;
  }
}

/** The units a phone's account is bound to; undefined for a token that names none: its socket says for whom it speaks. */
export function unitsOf({ unitId, units }: Account): ReadonlySet<string> | undefined {
  return unitId === undefined ? units : new Set([unitId]);
}

export function firstOf(sources: readonly Credentials[]): Credentials {
  return {
    find(token) {
      for (const source of sources) {
        const account = source.find(token);
        if (account) return account;
      }
      return undefined;
    },
  };
}

/** `Authorization: Bearer …`; anything else is no token. */
export function bearerOf(header: string | undefined): string | undefined {
  return header?.match(/^Bearer ([^\s]+)$/i)?.[1];
}

const digestOf = (token: string) => createHash('sha256').update(token).digest('hex');

/** Pages that may open a socket: our own windows, and pages this gateway served itself. Programs send no Origin. */
export function isAllowedOrigin(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined || origin === 'app://pingan') return true;
  return host !== undefined && origin === `${isOverTls(request) ? 'https' : 'http'}://${host}`;
}

/** It came through the door for other machines: over the LAN, encrypted. */
export const isOverTls = ({ socket }: IncomingMessage): boolean => 'encrypted' in socket && socket.encrypted === true;

/** Against DNS rebinding: a name that is neither an address nor this machine is somebody else's page. `ownNames` in lower case. */
export function isAllowedHost(host: string | undefined, ownNames?: ReadonlySet<string>): boolean {
  const name = host?.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
  return (
    name !== undefined &&
    (name === 'localhost' ||
      ownNames?.has(name.toLowerCase()) ||
      /^\d{1,3}(\.\d{1,3}){3}$/.test(name) ||
      /^[0-9a-f:]+$/i.test(name))
  );
}
