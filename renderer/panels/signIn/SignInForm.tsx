import { useState } from 'react';
import { refusalSentence } from '#shared/text/refusals.ts';
import type { SignInAnswer } from '../../live/signIn.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { FormActions } from '../../ui/form/FormActions.tsx';
import { TextField } from '../../ui/form/TextField.tsx';
import { useCommands, useLanguage, useText } from '../desk.tsx';

export function SignInForm() {
  const { view, signIn } = useCommands();
  const text = useText().accounts;
  const language = useLanguage();
  const [loginName, setLoginName] = useState('');
  const [password, setPassword] = useState('');
  const [answer, setAnswer] = useState<SignInAnswer | null>(null);
  const [isWaiting, setWaiting] = useState(false);
  const dismiss = () => view.change({ dialog: null });
  const send = async () => {
    if (isWaiting || !loginName.trim() || !password) return;
    setWaiting(true);
    const came = await signIn.signIn(loginName, password);
    setWaiting(false);
    setAnswer(came);
    // Whatever came of it, the word is not kept on the screen.
    setPassword('');
    if (came.state === 'done') dismiss();
  };
  const error = answer?.state === 'refused' ? refusalSentence(answer, language) : null;
  return (
    <Dialog
      title={text.signInTitle}
      closeLabel={text.cancel}
      onClose={dismiss}
      testId="dialog-sign-in"
      footer={
        <FormActions
          cancelLabel={text.cancel}
          onCancel={dismiss}
          confirmLabel={text.signIn}
          onConfirm={() => void send()}
          isReady={loginName.trim() !== '' && password !== ''}
          isWaiting={isWaiting}
          testId="sign-in"
        />
      }
    >
      <p className={signIn.wasEnded ? 'is-warn' : 'sign-in__why'}>{signIn.wasEnded ? text.ended : text.signInWhy}</p>
      <Form onSend={() => void send()}>
        <TextField
          label={text.loginName}
          value={loginName}
          onChange={setLoginName}
          autoComplete="username"
          data-autofocus
        />
        <TextField
          label={text.password}
          value={password}
          onChange={setPassword}
          type="password"
          autoComplete="current-password"
        />
      </Form>
      {(error || answer?.state === 'unreachable') && (
        <p className="sign-in__error" role="alert" data-testid="sign-in-error">
          {error ?? text.unreachable}
        </p>
      )}
    </Dialog>
  );
}
