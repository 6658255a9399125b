import { type FormEvent, useState } from 'react';
import { refusalSentence } from '#shared/text/refusals.ts';
import type { SignInAnswer } from '../../live/signIn.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useCommands, useLanguage, useText } from '../desk.tsx';
import { TextField } from './TextField.tsx';

export function SignInForm() {
  const { view, signIn } = useCommands();
  const text = useText().accounts;
  const language = useLanguage();
  const [loginName, setLoginName] = useState('');
  const [password, setPassword] = useState('');
  const [answer, setAnswer] = useState<SignInAnswer | null>(null);
  const [isWaiting, setWaiting] = useState(false);
  const dismiss = () => view.change({ dialog: null });
  const send = async (event?: FormEvent) => {
    event?.preventDefault();
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
        <>
          <Button onClick={dismiss}>{text.cancel}</Button>
          <Button
            look="primary"
            disabled={!loginName.trim() || !password}
            isWaiting={isWaiting}
            onClick={() => void send()}
            data-testid="sign-in"
          >
            {text.signIn}
          </Button>
        </>
      }
    >
      <p className={signIn.wasEnded ? 'is-warn' : 'sign-in__why'}>{signIn.wasEnded ? text.ended : text.signInWhy}</p>
      <form className="sign-in" onSubmit={send}>
        <TextField label={text.loginName} value={loginName} onChange={setLoginName} autoComplete="username" isFirst />
        <TextField
          label={text.password}
          value={password}
          onChange={setPassword}
          type="password"
          autoComplete="current-password"
        />
        {/* Enter sends, wherever the caret is. */}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
      {(error || answer?.state === 'unreachable') && (
        <p className="sign-in__error" role="alert" data-testid="sign-in-error">
          {error ?? text.unreachable}
        </p>
      )}
    </Dialog>
  );
}
