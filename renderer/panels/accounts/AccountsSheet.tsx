import { useState } from 'react';
import { maySend } from '../../commands/context.ts';
import { Button } from '../../ui/Button.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { SideList } from '../../ui/SideList.tsx';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useCommands, useLive, useText } from '../desk.tsx';
import { AccountDetail } from './AccountDetail.tsx';
import { AccountForm } from './AccountForm.tsx';
import { AccountList } from './AccountList.tsx';
import { useSessions } from './useSessions.ts';
import './accounts.css';

type Pane = { readonly kind: 'account'; readonly id: string | null } | { readonly kind: 'new' };

/** Who may sign in at this station, as what and for which area, and where they are signed in now. For administrators. */
export function AccountsSheet() {
  const context = useCommands();
  const text = useText();
  const [pane, setPane] = useState<Pane>({ kind: 'account', id: null });
  const accounts = useLive(({ live }) => [...live.world.accounts.values()], isShallowEqual);
  const mayChange = useLive(() => maySend(context, 'account.create'));
  const sessions = useSessions(mayChange);
  const chosen = pane.kind === 'account' ? (accounts.find(({ id }) => id === pane.id) ?? accounts[0]) : undefined;
  return (
    <Sheet
      title={text.accounts.title}
      closeLabel={text.commands.title['view.dismiss']}
      onClose={() => context.view.change({ sheet: null })}
      testId="accounts-sheet"
      tools={
        mayChange && (
          <Button onClick={() => setPane({ kind: 'new' })} data-testid="account-add">
            {text.accounts.add}
          </Button>
        )
      }
    >
      {mayChange ? (
        <SideList
          label={text.accounts.title}
          rows={
            accounts.length === 0 ? (
              <p className="empty">{text.accounts.none}</p>
            ) : (
              <AccountList
                accounts={accounts}
                sessions={sessions}
                chosenId={chosen?.id ?? null}
                onChoose={(id) => setPane({ kind: 'account', id })}
              />
            )
          }
          paneKey={pane.kind === 'new' ? 'new' : (chosen?.id ?? '')}
        >
          {pane.kind === 'new' && <AccountForm account={null} onDone={(id) => setPane({ kind: 'account', id })} />}
          {chosen && (
            <AccountDetail account={chosen} sessions={sessions.filter(({ accountId }) => accountId === chosen.id)} />
          )}
        </SideList>
      ) : (
        <p className="empty">{text.accounts.notForYou}</p>
      )}
    </Sheet>
  );
}
