import { type FormEvent, useId, useState } from 'react';
import { ACCOUNT_ROLES, type AccountState } from '#shared/domain/account.ts';
import { passwordFault } from '#shared/domain/accountCommands.ts';
import { sendCommand } from '../../commands/context.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands, useText, useView } from '../desk.tsx';
import { Line } from './Line.tsx';
import { ScopeField } from './ScopeField.tsx';

/** Name, role and area of an account; with `account` null a new one, which also needs a sign-in name and a password. */
export function AccountForm({
  account,
  onDone,
}: {
  readonly account: AccountState | null;
  readonly onDone: (accountId: string) => void;
}) {
  const context = useCommands();
  const { accounts: text, words } = useText();
  const roleId = useId();
  const [facts, setFacts] = useState({
    name: account?.name ?? '',
    role: account?.role ?? ('duty' as const),
    scope: account?.scope ?? null,
  });
  const [loginName, setLoginName] = useState('');
  const [password, setPassword] = useState('');
  const command = account ? 'account.change' : 'account.create';
  const isWaiting = useView((view) => view.pending.includes(command));
  const fault = password === '' ? null : passwordFault(password, [loginName, facts.name]);
  const isNewReady = loginName.trim() !== '' && password !== '' && fault === null;
  const isReady = facts.name.trim() !== '' && (account !== null || isNewReady);
  const send = async (event?: FormEvent) => {
    event?.preventDefault();
    if (!isReady || isWaiting) return;
    const body = account ? { accountId: account.id, ...facts } : { loginName, password, ...facts };
    const outcome = await sendCommand(context, command, body);
    if (outcome.state === 'done') onDone(account?.id ?? outcome.accountId ?? '');
  };
  return (
    <form className="account-form" onSubmit={send}>
      {!account && <h3 className="accounts__heading">{text.newTitle}</h3>}
      <Line
        label={text.name}
        value={facts.name}
        onChange={(name) => setFacts({ ...facts, name })}
        testId="account-name"
      />
      {!account && <Line label={text.loginName} value={loginName} onChange={setLoginName} testId="account-login" />}
      <div className="field">
        <label className="field__label" htmlFor={roleId}>
          {text.role}
        </label>
        <select
          id={roleId}
          className="input"
          value={facts.role}
          onChange={(event) => setFacts({ ...facts, role: event.target.value as AccountState['role'] })}
          data-testid="account-role"
        >
          {ACCOUNT_ROLES.map((role) => (
            <option key={role} value={role}>
              {words.role[role]} — {text.roleMeans[role]}
            </option>
          ))}
        </select>
      </div>
      <ScopeField scope={facts.scope} onChange={(scope) => setFacts({ ...facts, scope })} />
      {!account && (
        <Line
          label={text.password}
          value={password}
          onChange={setPassword}
          isSecret
          error={fault && text.fault[fault]}
          hint={text.passwordRule}
          testId="account-password"
        />
      )}
      <div className="account-form__foot">
        <Button
          look="primary"
          disabled={!isReady}
          isWaiting={isWaiting}
          onClick={() => void send()}
          data-testid="account-save"
        >
          {account ? text.save : text.create}
        </Button>
      </div>
    </form>
  );
}
