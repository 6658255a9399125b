import { mayCommand } from '#shared/wire/roles.ts';
import type { Command } from './command.ts';
import type { CommandContext } from './context.ts';

/** What stands in the way of handling an alarm at this seat: nobody has an account yet, or nobody has signed in. */
export function signInNeed({ client }: Pick<CommandContext, 'client'>): 'unset' | 'required' | null {
  const { seat, signIn } = client.live;
  if (seat?.bearer !== 'machine' || signIn === null || signIn === 'off') return null;
  return signIn === 'unset' && !seat.isOwn ? null : signIn;
}

export const sessionCommands: readonly Command[] = [
  {
    id: 'session.open',
    group: 'view',
    keys: ['Control+l'],
    isAvailable: (context) => signInNeed(context) !== null || context.client.live.seat?.bearer === 'person',
    run: ({ view }) => view.change({ dialog: { kind: 'session' } }),
  },
  {
    id: 'view.accounts',
    group: 'view',
    keys: ['Control+u'],
    isAvailable: ({ client }) => {
      const role = client.live.seat?.role;
      return role !== undefined && mayCommand(role, 'account.create');
    },
    run: ({ view }) =>
      view.change({ sheet: view.state.sheet?.id === 'accounts' ? null : { id: 'accounts', focus: null } }),
  },
];
