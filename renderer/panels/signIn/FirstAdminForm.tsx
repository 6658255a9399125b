import { useState } from 'react';
import { sendCommand } from '../../commands/context.ts';
import { Form } from '../../ui/form/Form.tsx';
import { FormDialog } from '../../ui/form/FormDialog.tsx';
import { TextField } from '../../ui/form/TextField.tsx';
import { useCommands, useText, useView } from '../desk.tsx';
import { isGoodPassword, NewPasswordPair } from '../NewPassword.tsx';

/** Once in the life of a station: whoever sits at its own machine makes the first administrator, and is signed in as him. */
export function FirstAdminForm() {
  const context = useCommands();
  const { view, signIn } = context;
  const text = useText().accounts;
  const [facts, setFacts] = useState({ name: '', loginName: '', password: '', again: '' });
  const isWaiting = useView((state) => state.pending.includes('account.create'));
  const set = (part: Partial<typeof facts>) => setFacts({ ...facts, ...part });
  const dismiss = () => view.change({ dialog: null });
  const { name, loginName, password, again } = facts;
  const names = [loginName, name];
  const isNamed = name.trim() !== '' && loginName.trim() !== '';
  const isReady = isNamed && isGoodPassword(password, names) && again === password;
  const send = async () => {
    if (!isReady || isWaiting) return;
    const body = { loginName, name, role: 'admin', scope: null, password };
    const outcome = await sendCommand(context, 'account.create', body);
    if (outcome.state === 'done') await signIn.signIn(loginName, password).then(dismiss);
  };
  return (
    <FormDialog
      title={text.firstTitle}
      onClose={dismiss}
      testId="dialog-first-admin"
      cancelLabel={text.firstNotNow}
      confirmLabel={text.firstMake}
      onConfirm={send}
      isReady={isReady}
      isWaiting={isWaiting}
      confirmTestId="make-first-admin"
    >
      <p className="sign-in__why">{text.firstWhy}</p>
      <Form onSend={() => void send()}>
        <TextField
          label={text.name}
          value={name}
          onChange={(value) => set({ name: value })}
          autoComplete="name"
          data-autofocus
        />
        <TextField
          label={text.loginName}
          value={loginName}
          onChange={(value) => set({ loginName: value })}
          autoComplete="username"
        />
        <NewPasswordPair
          label={text.password}
          value={password}
          onChange={(value) => set({ password: value })}
          names={names}
          again={again}
          onAgain={(value) => set({ again: value })}
        />
      </Form>
    </FormDialog>
  );
}
