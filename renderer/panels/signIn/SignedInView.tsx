import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useCommands, useLive, useText } from '../desk.tsx';

export function SignedInView() {
  const { view, signIn } = useCommands();
  const { accounts: text, words } = useText();
  const seat = useLive(({ live }) => live.seat);
  if (!seat) return null;
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
          <Button look="primary" onClick={leave} data-autofocus data-testid="sign-out">
            {text.signOut}
          </Button>
        </>
      }
    >
      <p className="sign-in__name">{seat.name}</p>
      <p>{text.whoRole(words.role[seat.role])}</p>
      <p>{text.whoScope(seat.scope ?? text.whole)}</p>
    </Dialog>
  );
}
