import { type FormEvent, useState } from 'react';
import { passwordFault } from '#shared/domain/accountCommands.ts';
import { refusalSentence } from '#shared/text/refusals.ts';
import type { SignInAnswer } from '../../live/signIn.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useCommands, useLanguage, useText } from '../desk.tsx';
import { TextField } from './TextField.tsx';

/** Whoever is signed in gives himself another password. */
export function OwnPasswordForm({ onDone }: { readonly onDone: () => void }) {
  const { signIn } = useCommands();
  const text = useText().accounts;
  const language = useLanguage();
  const [words, setWords] = useState({ current: '', password: '', again: '' });
  const [answer, setAnswer] = useState<SignInAnswer | null>(null);
  const [isWaiting, setWaiting] = useState(false);
  const { current, password, again } = words;
  const fault = password === '' ? null : passwordFault(password, [signIn.person?.name ?? '']);
  const differs = again !== '' && again !== password;
  const isReady = current !== '' && password !== '' && fault === null && again === password;
  const set = (part: Partial<typeof words>) => setWords({ ...words, ...part });
  const send = async (event?: FormEvent) => {
    event?.preventDefault();
    if (!isReady || isWaiting) return;
    setWaiting(true);
    const came = await signIn.changePassword(current, password);
    setWaiting(false);
    setAnswer(came);
    if (came.state === 'done') return onDone();
    set({ current: '' });
  };
  const error = answer?.state === 'refused' ? refusalSentence(answer, language) : null;
  return (
    <Dialog
      title={text.ownPassword}
      closeLabel={text.cancel}
      onClose={onDone}
      testId="dialog-own-password"
      footer={
        <>
          <Button onClick={onDone}>{text.cancel}</Button>
          <Button
            look="primary"
            disabled={!isReady}
            isWaiting={isWaiting}
            onClick={() => void send()}
            data-testid="change-own-password"
          >
            {text.ownPassword}
          </Button>
        </>
      }
    >
      <p className="sign-in__why">{text.ownPasswordMeans}</p>
      <form className="sign-in" onSubmit={send}>
        <TextField
          label={text.currentPassword}
          value={current}
          onChange={(value) => set({ current: value })}
          type="password"
          autoComplete="current-password"
          isFirst
        />
        <TextField
          label={text.newPassword}
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
      {(error || answer?.state === 'unreachable') && (
        <p className="sign-in__error" role="alert" data-testid="own-password-error">
          {error ?? text.unreachable}
        </p>
      )}
    </Dialog>
  );
}
