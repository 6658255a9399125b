/**
 * What one officer does at a seat where another is signed in: comes on duty, goes off duty, signs. Whoever works in his own session
 * acts with it; the other stands beside and shows his name and password. That is a sign-in like any other, with its limits and
 * its events, and it is over as soon as it has been looked at: the seat stays the first one's.
 */
import type { Accounts } from '#main/core/accounts/index.ts';
import type { ExecuteContext, Outcome, Sender, Steward } from '#main/core/desk/command.ts';
import type { Desk } from '#main/core/desk/desk.ts';
import { signHandOver } from '#main/core/desk/handOvers.ts';
import { beginShift, endShift, personOf } from '#main/core/desk/shifts.ts';
import type { Signature } from '#shared/domain/handOver.ts';
import type { ShiftPerson } from '#shared/domain/shift.ts';
import { SHIFT_COMMAND_BODIES, type ShiftCommandBody } from '#shared/domain/shiftCommands.ts';
import { describeIssue } from '#shared/kit/issue.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import { mayCommand } from '#shared/wire/roles.ts';

/** Where somebody signs in who stands at this desk. */
const BESIDE = '127.0.0.1';

type BesideKind = 'shift.begin' | 'shift.end' | 'handOver.sign';

interface Acting {
  readonly person: ShiftPerson;
  readonly means: Signature['means'];
}

export function handOverStewards(
  desk: Desk,
  accounts: Pick<Accounts, 'signIn' | 'find' | 'signOut'>,
): ExecuteContext['stewards'] {
  const whoActs = async (
    kind: BesideKind,
    { loginName, password, code }: ShiftCommandBody<'shift.end'>,
    sender: Sender,
  ): Promise<Result<Acting>> => {
    if (loginName === undefined || password === undefined) {
      if (loginName !== password) return refuse('badBody', 'loginName and password go together');
      return ok({ person: personOf(sender), means: 'session' });
    }
    const signedIn = await accounts.signIn(loginName, password, BESIDE, code);
    if (!signedIn.ok) return refuse(signedIn.failure.code, signedIn.failure.message);
    const { token, account } = signedIn.value;
    const session = accounts.find(token);
    if (session) accounts.signOut(session);
    if (!mayCommand(account.role, kind)) return refuse('roleMayNot', `角色 ${account.role} 不值班`);
    return ok({ person: { accountId: account.id, name: account.name }, means: 'password' });
  };
  const steward =
    <Kind extends BesideKind>(
      kind: Kind,
      act: (body: ShiftCommandBody<Kind>, acting: Acting) => Result<Outcome>,
    ): Steward =>
    async (input, sender) => {
      const parsed = SHIFT_COMMAND_BODIES[kind].safeParse(input);
      if (!parsed.success) return refuse('badBody', describeIssue(parsed.error));
      const acting = await whoActs(kind, parsed.data, sender);
      return acting.ok ? ok(() => act(parsed.data as ShiftCommandBody<Kind>, acting.value)) : acting;
    };
  return {
    'shift.begin': steward('shift.begin', ({ shiftId }, { person }) => beginShift(desk, person, shiftId)),
    'shift.end': steward('shift.end', (_body, { person }) => endShift(desk, person)),
    'handOver.sign': steward('handOver.sign', ({ handOverId }, { person, means }) =>
      signHandOver(desk, handOverId, person, means),
    ),
  };
}
