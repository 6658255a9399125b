import { useState } from 'react';
import type { AccountState } from '#shared/domain/account.ts';
import { formatAgo } from '#shared/text/time.ts';
import type { CommandKind } from '#shared/wire/roles.ts';
import type { StationSession } from '#shared/wire/session.ts';
import { sendCommand } from '../../commands/context.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/form/TextField.tsx';
import { Section } from '../../ui/Section.tsx';
import { useCommands, useLanguage, useNow, useText, useView } from '../desk.tsx';
import { isGoodPassword, NewPasswordField } from '../NewPassword.tsx';
import { AccountForm } from './AccountForm.tsx';

export function AccountDetail({
  account,
  sessions,
}: {
  readonly account: AccountState;
  readonly sessions: readonly StationSession[];
}) {
  const text = useText().accounts;
  const { signIn } = useCommands();
  const isOwn = signIn.person?.id === account.id;
  return (
    <>
      <h3 className="accounts__heading">
        {account.name} <span className="account-form__hint">{account.loginName}</span>
        {isOwn && <span className="account-form__hint"> · {text.own}</span>}
      </h3>
      <AccountForm
        key={`${account.name} ${account.role} ${account.scope}`}
        account={account}
        onDone={() => undefined}
      />
      <Sessions account={account} sessions={sessions} />
      <PasswordPart account={account} />
      {account.secondFactorAt !== undefined && !isOwn && <SecondFactorPart account={account} />}
      <EndPart account={account} />
    </>
  );
}

/** Sends a command about one account; `send` says whether it was done. */
function useAccountCommand(kind: CommandKind, accountId: string) {
  const context = useCommands();
  const isWaiting = useView((view) => view.pending.includes(kind));
  const send = async (more: object = {}) => (await sendCommand(context, kind, { accountId, ...more })).state === 'done';
  return { isWaiting, send };
}

function Sessions({
  account,
  sessions,
}: {
  readonly account: AccountState;
  readonly sessions: readonly StationSession[];
}) {
  const text = useText().accounts;
  const language = useLanguage();
  const now = useNow();
  const { isWaiting, send } = useAccountCommand('account.revokeSessions', account.id);
  return (
    <Section title={text.sessions}>
      {sessions.length === 0 && <p className="account-form__hint">{text.noSessions}</p>}
      <ul className="accounts__sessions">
        {sessions.map(({ id, address, openedAt, seenAt }) => (
          <li key={id}>
            <span>{text.session(address, formatAgo(now - openedAt, language), formatAgo(now - seenAt, language))}</span>
            <Button isWaiting={isWaiting} onClick={() => void send({ sessionId: id })} data-testid="session-revoke">
              {text.revoke}
            </Button>
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <Button isWaiting={isWaiting} onClick={() => void send({ sessionId: null })}>
          {text.revokeAll}
        </Button>
      )}
    </Section>
  );
}

function PasswordPart({ account }: { readonly account: AccountState }) {
  const text = useText().accounts;
  const [password, setPassword] = useState('');
  const { isWaiting, send } = useAccountCommand('account.setPassword', account.id);
  const names = [account.loginName, account.name];
  const set = async () => {
    if (await send({ password })) setPassword('');
  };
  return (
    <Section title={text.setPassword}>
      <NewPasswordField
        label={text.newPassword}
        value={password}
        onChange={setPassword}
        names={names}
        hint={text.setPasswordMeans}
        testId="account-new-password"
      />
      <div className="account-form__foot">
        <Button disabled={!isGoodPassword(password, names)} isWaiting={isWaiting} onClick={() => void set()}>
          {text.setPassword}
        </Button>
      </div>
    </Section>
  );
}

/** For somebody whose phone is lost. One's own is turned off where one is signed in, with a code. */
function SecondFactorPart({ account }: { readonly account: AccountState }) {
  const text = useText().accounts;
  const [reason, setReason] = useState('');
  const { isWaiting, send } = useAccountCommand('account.removeSecondFactor', account.id);
  return (
    <Section title={text.secondFactor}>
      <TextField
        label={text.removeFactorReason}
        value={reason}
        onChange={setReason}
        maxLength={300}
        hint={text.removeFactorMeans}
        data-testid="account-factor-reason"
      />
      <div className="account-form__foot">
        <Button
          look="danger"
          disabled={!reason.trim()}
          isWaiting={isWaiting}
          onClick={() => void send({ reason }).then((done) => done && setReason(''))}
          data-testid="account-factor-remove"
        >
          {text.removeFactor}
        </Button>
      </div>
    </Section>
  );
}

function EndPart({ account }: { readonly account: AccountState }) {
  const text = useText().accounts;
  const [reason, setReason] = useState('');
  const [isSure, setSure] = useState(false);
  const lock = useAccountCommand('account.lock', account.id);
  const unlock = useAccountCommand('account.unlock', account.id);
  const remove = useAccountCommand('account.remove', account.id);
  return (
    <Section title={text.lock}>
      {account.locked ? (
        <>
          <p className="is-warn">{text.lockedBecause(account.locked.by, account.locked.reason)}</p>
          <div className="account-form__foot">
            <Button isWaiting={unlock.isWaiting} onClick={() => void unlock.send()} data-testid="account-unlock">
              {text.unlock}
            </Button>
          </div>
        </>
      ) : (
        <>
          <TextField
            label={text.lockReason}
            value={reason}
            onChange={setReason}
            maxLength={300}
            data-testid="account-lock-reason"
          />
          <div className="account-form__foot">
            <Button
              disabled={!reason.trim()}
              isWaiting={lock.isWaiting}
              onClick={() => void lock.send({ reason }).then((done) => done && setReason(''))}
              data-testid="account-lock"
            >
              {text.lock}
            </Button>
          </div>
        </>
      )}
      <div className="account-form__foot">
        {isSure && <p className="is-warn">{text.removeMeans}</p>}
        <Button
          look="danger"
          isWaiting={remove.isWaiting}
          onClick={() => (isSure ? void remove.send() : setSure(true))}
          data-testid="account-remove"
        >
          {isSure ? text.confirmRemove : text.remove}
        </Button>
      </div>
    </Section>
  );
}
