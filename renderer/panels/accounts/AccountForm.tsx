import { useState } from 'react';
import { ACCOUNT_ROLES, type AccountState } from '#shared/domain/account.ts';
import { sendCommand } from '../../commands/context.ts';
import { Button } from '../../ui/Button.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { SelectField } from '../../ui/form/SelectField.tsx';
import { TextField } from '../../ui/form/TextField.tsx';
import { useCommands, useText, useView } from '../desk.tsx';
import { isGoodPassword, NewPasswordField } from '../NewPassword.tsx';
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
  const [facts, setFacts] = useState({
    name: account?.name ?? '',
    role: account?.role ?? ('duty' as const),
    scope: account?.scope ?? null,
  });
  const [loginName, setLoginName] = useState('');
  const [password, setPassword] = useState('');
  const command = account ? 'account.change' : 'account.create';
  const isWaiting = useView((view) => view.pending.includes(command));
  const names = [loginName, facts.name];
  const isNewReady = loginName.trim() !== '' && isGoodPassword(password, names);
  const isReady = facts.name.trim() !== '' && (account !== null || isNewReady);
  const send = async () => {
    if (!isReady || isWaiting) return;
    const body = account ? { accountId: account.id, ...facts } : { loginName, password, ...facts };
    const outcome = await sendCommand(context, command, body);
    if (outcome.state === 'done') onDone(account?.id ?? outcome.accountId ?? '');
  };
  return (
    <Form onSend={() => void send()}>
      {!account && <h3 className="accounts__heading">{text.newTitle}</h3>}
      <TextField
        label={text.name}
        value={facts.name}
        onChange={(name) => setFacts({ ...facts, name })}
        maxLength={256}
        data-testid="account-name"
      />
      {!account && (
        <TextField
          label={text.loginName}
          value={loginName}
          onChange={setLoginName}
          maxLength={256}
          spellCheck={false}
          autoCapitalize="off"
          data-testid="account-login"
        />
      )}
      <SelectField<AccountState['role']>
        label={text.role}
        options={ACCOUNT_ROLES.map((role) => ({ value: role, name: words.role[role] }))}
        hint={text.roleMeans[facts.role]}
        value={facts.role}
        onChange={(role) => setFacts({ ...facts, role })}
        data-testid="account-role"
      />
      <ScopeField scope={facts.scope} onChange={(scope) => setFacts({ ...facts, scope })} />
      {!account && (
        <NewPasswordField
          label={text.password}
          value={password}
          onChange={setPassword}
          names={names}
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
    </Form>
  );
}
