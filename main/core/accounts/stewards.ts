/** Commands about accounts. A password is hashed first and goes beside the journal; what happened goes into it. */
import type { ExecuteContext, Outcome, Sender, Steward } from '#main/core/desk/command.ts';
import { type AccountCommand, decideAccount } from '#shared/domain/account.ts';
import {
  ACCOUNT_COMMAND_BODIES,
  type AccountCommandBody,
  type AccountCommandKind,
  type PasswordFault,
  passwordFault,
} from '#shared/domain/accountCommands.ts';
import type { World } from '#shared/domain/world.ts';
import { describeIssue } from '#shared/kit/issue.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';

export interface AccountStewardParts {
  readonly world: World;
  newId(): string;
  hash(password: string): Promise<Result<string>>;
  keepPassword(accountId: string, phc: string): void;
  mayMakeFirstAdmin(sender: Sender): boolean;
  findSession(id: string): { readonly accountId: string } | undefined;
}

export function accountStewards(parts: AccountStewardParts): ExecuteContext['stewards'] {
  const { world } = parts;
  const decide = (command: AccountCommand, sender: Sender): Result<Outcome> => {
    const decided = decideAccount(world.accounts, command, sender.actor.id);
    return decided.ok ? ok({ drafts: decided.value, accountId: command.accountId }) : decided;
  };
  const plain = <Kind extends AccountCommandKind>(
    kind: Kind,
    toCommand: (body: AccountCommandBody<Kind>) => AccountCommand,
  ) => steward(kind, async (body, sender) => ok(() => decide(toCommand(body), sender)));

  return {
    'account.create': steward('account.create', async ({ password, ...facts }, sender) => {
      const hashed = await judgeAndHash(password, [facts.loginName, facts.name], parts);
      if (!hashed.ok) return hashed;
      return ok(() => {
        // The own seat of a station without an administrator makes one, and nothing else.
        const isFirst = sender.role !== 'admin';
        const isWhole = facts.role === 'admin' && facts.scope === null;
        if (isFirst && !(isWhole && parts.mayMakeFirstAdmin(sender)))
          return refuse('firstAdminOnly', '本机席位只能设置第一个管理员账号，且须为全站管理员');
        const accountId = parts.newId();
        const decided = decide({ kind: 'create', accountId, ...facts }, sender);
        if (decided.ok) parts.keepPassword(accountId, hashed.value);
        return decided;
      });
    }),
    'account.setPassword': steward('account.setPassword', async ({ accountId, password }, sender) => {
      const { loginName, name } = world.accounts.get(accountId) ?? { loginName: '', name: '' };
      const hashed = await judgeAndHash(password, [loginName, name], parts);
      if (!hashed.ok) return hashed;
      return ok(() => {
        const decided = decide({ kind: 'setPassword', accountId }, sender);
        if (decided.ok) parts.keepPassword(accountId, hashed.value);
        return decided;
      });
    }),
    'account.change': plain('account.change', (body) => ({ kind: 'change', ...body })),
    'account.lock': plain('account.lock', (body) => ({ kind: 'lock', ...body })),
    'account.unlock': plain('account.unlock', (body) => ({ kind: 'unlock', ...body })),
    'account.remove': plain('account.remove', (body) => ({ kind: 'remove', ...body })),
    'account.removeSecondFactor': plain('account.removeSecondFactor', (body) => ({
      kind: 'removeSecondFactor',
      ...body,
    })),
    'account.revokeSessions': steward('account.revokeSessions', async ({ accountId, sessionId }, sender) =>
      ok(() => {
        if (sessionId !== null && parts.findSession(sessionId)?.accountId !== accountId)
          return refuse('unknownSession', '没有这次登录，或已退出');
        return decide({ kind: 'revokeSessions', accountId, sessionId }, sender);
      }),
    ),
  };
}

/** Hashed, when it is good enough; `weakPassword` says in words why it is not. */
export async function judgeAndHash(
  password: string,
  names: readonly string[],
  { hash }: Pick<AccountStewardParts, 'hash'>,
): Promise<Result<string>> {
  const fault = passwordFault(password, names);
  return fault === null ? hash(password) : refuse('weakPassword', FAULTS[fault]);
}

const FAULTS: Readonly<Record<PasswordFault, string>> = {
  short: '密码至少 10 个字符',
  repeated: '密码中不同的字符太少',
  name: '密码不能包含登录名或姓名',
  common: '这个密码太常见',
  plain: '密码须含大写、小写、数字、符号中的三种，或不少于 16 个字符',
};

type Prepared = ReturnType<Steward>;

function steward<Kind extends AccountCommandKind>(
  kind: Kind,
  prepare: (body: AccountCommandBody<Kind>, sender: Sender) => Prepared,
): Steward {
  return async (input, sender) => {
    const parsed = ACCOUNT_COMMAND_BODIES[kind].safeParse(input);
    // Which field, never what was in it.
    if (!parsed.success) return refuse('badBody', describeIssue(parsed.error));
    return prepare(parsed.data as AccountCommandBody<Kind>, sender);
  };
}
