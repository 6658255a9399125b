import type { AccountState } from '#shared/domain/account.ts';
import { formatAgo } from '#shared/text/time.ts';
import type { StationSession } from '#shared/wire/session.ts';
import { Badge } from '../../ui/Badge.tsx';
import { SideRow, SideRows } from '../../ui/SideList.tsx';
import { useListKeys } from '../../ui/useListKeys.ts';
import { useAreaName, useLanguage, useNow, useText } from '../desk.tsx';

export function AccountList({
  accounts,
  sessions,
  chosenId,
  onChoose,
}: {
  readonly accounts: readonly AccountState[];
  readonly sessions: readonly StationSession[];
  readonly chosenId: string | null;
  readonly onChoose: (id: string) => void;
}) {
  const { accounts: text, words } = useText();
  const language = useLanguage();
  const now = useNow();
  const keys = useListKeys('.account-row', { findsByLetters: true });
  return (
    <SideRows ref={keys}>
      {accounts.map(({ id, name, loginName, role, scope, locked, signedInAt, refusals, secondFactorAt }) => {
        const online = sessions.filter(({ accountId }) => accountId === id).length;
        return (
          <li key={id}>
            <SideRow
              className="account-row"
              isChosen={id === chosenId}
              onClick={() => onChoose(id)}
              data-testid={`account-${loginName}`}
            >
              <span className="account-row__name ellipsis">{name}</span>
              <span className="account-row__role">{words.role[role]}</span>
              <span className="account-row__login ellipsis">
                {loginName} · <AreaName code={scope} />
              </span>
              <span className="account-row__state">
                {secondFactorAt !== undefined && <Badge tone="info">{text.secondFactor}</Badge>}
                {locked && <Badge tone="bad">{text.locked}</Badge>}
                {!locked && online > 0 && <Badge tone="good">{text.sessionsCount(online)}</Badge>}
                {!locked &&
                  online === 0 &&
                  (signedInAt === null ? text.never : text.signedInAt(formatAgo(now - signedInAt, language)))}
              </span>
              {refusals > 0 && <span className="account-row__refusals">{text.refusals(refusals)}</span>}
            </SideRow>
          </li>
        );
      })}
    </SideRows>
  );
}

function AreaName({ code }: { readonly code: string | null }) {
  const text = useText().accounts;
  return useAreaName(code) ?? text.whole;
}
