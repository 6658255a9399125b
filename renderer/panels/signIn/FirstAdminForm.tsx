import { type FormEvent, useState } from 'react';
import { passwordFault } from '#shared/domain/accountCommands.ts';
import { sendCommand } from '../../commands/context.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useCommands, useText, useView } from '../desk.tsx';
import { TextField } from './TextField.tsx';

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
  const fault = password === '' ? null : passwordFault(password, [loginName, name]);
  const differs = again !== '' && again !== password;
  const isReady =
    name.trim() !== '' && loginName.trim() !== '' && password !== '' && fault === null && again === password;
  const send = async (event?: FormEvent) => {
    event?.preventDefault();
    if (!isReady || isWaiting) return;
    const body = { loginName, name, role: 'admin', scope: null, password };
    const outcome = await sendCommand(context, 'account.create', body);
    if (outcome.state === 'done') await signIn.signIn(loginName, password).then(dismiss);
  };
  return (
    <Dialog
      title={text.firstTitle}
      closeLabel={text.cancel}
      onClose={dismiss}
      testId="dialog-first-admin"
      footer={
        <>
          <Button onClick={dismiss}>{text.firstNotNow}</Button>
          <Button
            look="primary"
            disabled={!isReady}
            isWaiting={isWaiting}
            onClick={() => void send()}
            data-testid="make-first-admin"
          >
            {text.firstMake}
          </Button>
        </>
      }
    >
      <p className="sign-in__why">{text.firstWhy}</p>
      <form className="sign-in" onSubmit={send}>
        <TextField
          label={text.name}
          value={name}
          onChange={(value) => set({ name: value })}
          autoComplete="name"
          isFirst
        />
        <TextField
          label={text.loginName}
          value={loginName}
          onChange={(value) => set({ loginName: value })}
          autoComplete="username"
        />
        <TextField
          label={text.password}
          value={password}
          onChange={(value) => set({ password: value })}
          type="password"
          autoComplete="new-password"
          error={fault && text.fault[fault]}
          hint={text.passwordRule}
        />
        <TextField
          label={text.repeat}
          value={again}
          onChange={(value) => set({ again: value })}
          type="password"
          autoComplete="new-password"
          error={differs ? text.repeatDiffers : null}
        />
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </Dialog>
  );
}
