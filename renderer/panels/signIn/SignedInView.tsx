import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useAreaName, useCommands, useLive, useText } from '../desk.tsx';
import { OwnPasswordForm } from './OwnPasswordForm.tsx';

export function SignedInView() {
  const { view, signIn } = useCommands();
  const { accounts: text, words } = useText();
  const seat = useLive(({ live }) => live.seat);
  const scope = useAreaName(seat?.scope ?? null);
  const [isChanging, setChanging] = useState(false);
  if (!seat) return null;
  if (isChanging) return <OwnPasswordForm onDone={() => setChanging(false)} />;
  const dismiss = () => view.change({ dialog: null });
  const leave = () => {
    dismiss();
    void signIn.signOut();
  };
  return (
    <Dialog
      title={text.whoTitle}
      closeLabel={text.cancel}
      onClose={dismiss}
      testId="dialog-signed-in"
      footer={
        <>
          <Button onClick={dismiss}>{text.cancel}</Button>
          <Button onClick={() => setChanging(true)} data-testid="own-password">
            {text.ownPassword}
          </Button>
          <Button look="primary" onClick={leave} data-autofocus data-testid="sign-out">
            {text.signOut}
          </Button>
        </>
      }
    >
      <p className="sign-in__name">{seat.name}</p>
      <p>{text.whoRole(words.role[seat.role])}</p>
      <p>{text.whoScope(scope ?? text.whole)}</p>
    </Dialog>
  );
}
