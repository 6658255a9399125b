/**
 * Who may sign in at this station. Passwords and session tokens are in no event and in no state: they lie beside the journal
 * (main/core/accounts). Everything that happens to an account, and every refused sign-in, is in the journal.
 */
import { ok, type Result, refuse } from '../kit/result.ts';
import type { Role } from '../wire/roles.ts';
import { type Draft, nameOfActor, type StoredEvent } from './event.ts';

/** Roles of people. The others are of programs and phones, which have tokens. */
export const ACCOUNT_ROLES = ['duty', 'leader', 'wall', 'director', 'admin', 'auditor'] as const satisfies Role[];
export type AccountRole = (typeof ACCOUNT_ROLES)[number];

export interface AccountState {
  readonly id: string;
  /** What is typed to sign in: lower case, unique. */
  readonly loginName: string;
  readonly name: string;
  readonly role: AccountRole;
  /** Area code inside which it may act; null: the whole station. */
  readonly scope: string | null;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly passwordSetAt: number | null;
  readonly locked: { readonly at: number; readonly by: string; readonly reason: string } | null;
  readonly signedInAt: number | null;
  /** Refused sign-ins since the last good one. */
  readonly refusals: number;
  /** Signing in takes a one-time code as well; absent: it does not. */
  readonly secondFactorAt?: number;
}

/** Why a session is over. */
export type SessionEnd = 'signOut' | 'idle' | 'revoked' | 'changed' | 'locked' | 'removed' | 'passwordSet';

export type AccountEventBody = {
  'account.created': { accountId: string; loginName: string; name: string; role: AccountRole; scope: string | null };
  'account.changed': { accountId: string; name: string; role: AccountRole; scope: string | null };
  /** `keptSessionId`: who changed it himself stays signed in where he did. */
  'account.passwordSet': { accountId: string; keptSessionId?: string };
  'account.locked': { accountId: string; reason: string };
  'account.unlocked': { accountId: string };
  'account.removed': { accountId: string };
  'account.signedIn': { accountId: string; sessionId: string; address: string };
  'account.signedOut': { accountId: string; sessionId: string; because: SessionEnd };
  /** Counted over a minute, so that guessing cannot fill the disk. `account.signInRefused` of nobody has stream `account:unknown`. */
  'account.signInRefused': { accountId: string | null; times: number; addresses: readonly string[]; sinceAt: number };
  'account.sessionsRevoked': { accountId: string; sessionId: string | null };
  'account.secondFactorSet': { accountId: string };
  /** `reason` of an administrator who did it for somebody; null: by the one it is of. */
  'account.secondFactorRemoved': { accountId: string; reason: string | null };
};

export type AccountCommand =
  | { kind: 'create'; accountId: string; loginName: string; name: string; role: AccountRole; scope: string | null }
  | { kind: 'change'; accountId: string; name: string; role: AccountRole; scope: string | null }
  | { kind: 'setPassword' | 'unlock' | 'remove'; accountId: string }
  | { kind: 'lock' | 'removeSecondFactor'; accountId: string; reason: string }
  | { kind: 'revokeSessions'; accountId: string; sessionId: string | null };

type Accounts = ReadonlyMap<string, AccountState>;

export const accountStream = (accountId: string) => `account:${accountId}`;
/** Refusals of names that are nobody's. */
export const NOBODY = 'unknown';

/** `byId`: whose command it is; nobody locks or removes himself, and one administrator who can sign in is always left. */
export function decideAccount(accounts: Accounts, command: AccountCommand, byId: string): Result<Draft[]> {
  const { accountId } = command;
  if (command.kind === 'create') {
    const { kind, ...body } = command;
    if (findByLogin(accounts, command.loginName))
      return refuse('loginNameTaken', `登录名 ${command.loginName} 已被使用`);
    return ok([draft(accountId, 'account.created', body), draft(accountId, 'account.passwordSet', { accountId })]);
  }
  const state = accounts.get(accountId);
  if (!state) return refuse('unknownAccount', '没有这个账号');
  const isLastAdmin = canAdminister(state) && [...accounts.values()].filter(canAdminister).length === 1;
  switch (command.kind) {
    case 'change': {
      const { kind, ...body } = command;
      if (isLastAdmin && (body.role !== 'admin' || body.scope !== null)) return LAST_ADMIN;
      const isSame = state.name === body.name && state.role === body.role && state.scope === body.scope;
      return ok(isSame ? [] : [draft(accountId, 'account.changed', body)]);
    }
    case 'setPassword':
      return ok([draft(accountId, 'account.passwordSet', { accountId })]);
    case 'lock':
      if (accountId === byId) return refuse('ownAccount', '不能锁定自己的账号');
      if (isLastAdmin) return LAST_ADMIN;
      if (state.locked) return refuse('accountLocked', `账号已锁定：${state.locked.reason}`);
      return ok([draft(accountId, 'account.locked', { accountId, reason: command.reason })]);
    case 'unlock':
      if (!state.locked) return refuse('accountNotLocked', '账号没有锁定');
      return ok([draft(accountId, 'account.unlocked', { accountId })]);
    case 'removeSecondFactor':
      // Whoever finds a session open must not be able to take away what the next sign-in would ask for.
      if (accountId === byId) return refuse('ownSecondFactor', '自己的二次验证须用验证码关闭');
      if (state.secondFactorAt === undefined) return refuse('secondFactorOff', '这个账号没有开启二次验证');
      return ok([draft(accountId, 'account.secondFactorRemoved', { accountId, reason: command.reason })]);
    case 'remove':
      if (accountId === byId) return refuse('ownAccount', '不能删除自己的账号');
      if (isLastAdmin) return LAST_ADMIN;
      return ok([draft(accountId, 'account.removed', { accountId })]);
    case 'revokeSessions':
      return ok([draft(accountId, 'account.sessionsRevoked', { accountId, sessionId: command.sessionId })]);
  }
}

const LAST_ADMIN = refuse('lastAdmin', '这是最后一个可用的管理员账号：请先另设一个管理员');

/** One of a part of the area cannot make others responsible for the rest of it. */
const canAdminister = ({ role, scope, locked, passwordSetAt }: AccountState) =>
  role === 'admin' && scope === null && locked === null && passwordSetAt !== null;

export function findByLogin(accounts: Accounts, loginName: string): AccountState | undefined {
  for (const account of accounts.values()) if (account.loginName === loginName) return account;
  return undefined;
}

export function evolveAccount(state: AccountState | undefined, event: StoredEvent): AccountState | undefined {
  const kind = event.kind as keyof AccountEventBody;
  if (kind === 'account.created') {
    const { accountId, loginName, name, role, scope } = event.body as AccountEventBody['account.created'];
    return {
      ...{ id: accountId, loginName, name, role, scope, createdAt: event.at, createdBy: nameOfActor(event.actor) },
      ...{ passwordSetAt: null, locked: null, signedInAt: null, refusals: 0 },
    };
  }
  if (!state) return undefined;
  switch (kind) {
    case 'account.changed': {
      const { name, role, scope } = event.body as AccountEventBody['account.changed'];
      return { ...state, name, role, scope };
    }
    case 'account.passwordSet':
      return { ...state, passwordSetAt: event.at, refusals: 0 };
    case 'account.locked': {
      const { reason } = event.body as AccountEventBody['account.locked'];
      return { ...state, locked: { at: event.at, by: nameOfActor(event.actor), reason } };
    }
    case 'account.unlocked':
      return { ...state, locked: null, refusals: 0 };
    case 'account.removed':
      return undefined;
    case 'account.secondFactorSet':
      return { ...state, secondFactorAt: event.at };
    case 'account.secondFactorRemoved': {
      const { secondFactorAt, ...rest } = state;
      return rest;
    }
    case 'account.signedIn':
      return { ...state, signedInAt: event.at, refusals: 0 };
    case 'account.signInRefused':
      return { ...state, refusals: state.refusals + (event.body as AccountEventBody['account.signInRefused']).times };
    default:
      return state;
  }
}

function draft<Kind extends keyof AccountEventBody>(id: string, kind: Kind, body: AccountEventBody[Kind]): Draft {
  return { stream: accountStream(id), kind, body };
}
