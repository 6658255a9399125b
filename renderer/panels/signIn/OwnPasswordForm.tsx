import { useState } from 'react';
import type { OwnAnswer } from '../../live/signIn.ts';
import { Form } from '../../ui/form/Form.tsx';
import { FormDialog } from '../../ui/form/FormDialog.tsx';
import { TextField } from '../../ui/form/TextField.tsx';
import { useCommands, useText } from '../desk.tsx';
import { isGoodPassword, NewPasswordPair } from '../NewPassword.tsx';
import { AnswerLine } from './AnswerLine.tsx';

/** Whoever is signed in gives himself another password. */
export function OwnPasswordForm({ onDone }: { readonly onDone: () => void }) {
  const { signIn } = useCommands();
  const text = useText().accounts;
  const [words, setWords] = useState({ current: '', password: '', again: '' });
  const [answer, setAnswer] = useState<OwnAnswer | null>(null);
  const [isWaiting, setWaiting] = useState(false);
  const { current, password, again } = words;
  const names = [signIn.person?.name ?? ''];
  const isReady = current !== '' && isGoodPassword(password, names) && again === password;
  const set = (part: Partial<typeof words>) => setWords({ ...words, ...part });
  const send = async () => {
    if (!isReady || isWaiting) return;
    setWaiting(true);
    const came = await signIn.changePassword(current, password);
    setWaiting(false);
    setAnswer(came);
    if (came.state === 'done') return onDone();
    set({ current: '' });
  };
  return (
    <FormDialog
      title={text.ownPassword}
      onClose={onDone}
      testId="dialog-own-password"
      cancelLabel={text.cancel}
      confirmLabel={text.ownPassword}
      onConfirm={send}
      isReady={isReady}
      isWaiting={isWaiting}
      confirmTestId="change-own-password"
    >
      <p className="sign-in__why">{text.ownPasswordMeans}</p>
      <Form onSend={() => void send()}>
        <TextField
          label={text.currentPassword}
          value={current}
          onChange={(value) => set({ current: value })}
          type="password"
          autoComplete="current-password"
          data-autofocus
        />
        <NewPasswordPair
          label={text.newPassword}
          value={password}
          onChange={(value) => set({ password: value })}
          names={names}
          again={again}
          onAgain={(value) => set({ again: value })}
        />
      </Form>
      <AnswerLine answer={answer} testId="own-password-error" />
    </FormDialog>
  );
}
