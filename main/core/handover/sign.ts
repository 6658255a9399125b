/**
 * Signing a hand-over. Whoever works in his own session signs with it; the other stands beside and signs with his name and
 * password. That is a sign-in like any other, with its limits and its events, and it is over as soon as it has been looked at.
 */
import type { Accounts } from '#main/core/accounts/index.ts';
import type { ExecuteContext } from '#main/core/desk/command.ts';
import type { Desk } from '#main/core/desk/desk.ts';
import { signHandOver } from '#main/core/desk/handOvers.ts';
import { personOf } from '#main/core/desk/shifts.ts';
import { SHIFT_COMMAND_BODIES } from '#shared/domain/shiftCommands.ts';
import { describeIssue } from '#shared/kit/issue.ts';
import { ok, refuse } from '#shared/kit/result.ts';
import { mayCommand } from '#shared/wire/roles.ts';

/** Where somebody signs in who stands at this desk. */
const BESIDE = '127.0.0.1';

export function handOverStewards(
  desk: Desk,
  accounts: Pick<Accounts, 'signIn' | 'find' | 'signOut'>,
): ExecuteContext['stewards'] {
  return {
    'handOver.sign': async (input, sender) => {
      const parsed = SHIFT_COMMAND_BODIES['handOver.sign'].safeParse(input);
      if (!parsed.success) return refuse('badBody', describeIssue(parsed.error));
      const { handOverId, loginName, password } = parsed.data;
      if (loginName === undefined || password === undefined) {
        if (loginName !== password) return refuse('badBody', 'loginName and password go together');
        return ok(() => signHandOver(desk, handOverId, personOf(sender), 'session'));
      }
      const signedIn = await accounts.signIn(loginName, password, BESIDE);
      if (!signedIn.ok) return refuse(signedIn.failure.code, signedIn.failure.message);
      const { token, account } = signedIn.value;
      const session = accounts.find(token);
      if (session) accounts.signOut(session);
      if (!mayCommand(account.role, 'handOver.sign')) return refuse('roleMayNot', `角色 ${account.role} 不能签字`);
      return ok(() => signHandOver(desk, handOverId, { accountId: account.id, name: account.name }, 'password'));
    },
  };
}
