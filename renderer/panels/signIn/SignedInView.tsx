import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useAreaName, useCommands, useLive, useText } from '../desk.tsx';
import { OwnPasswordForm } from './OwnPasswordForm.tsx';
import { SecondFactorForm } from './SecondFactorForm.tsx';

export function SignedInView() {
  const { view, signIn } = useCommands();
  const { accounts: text, words } = useText();
  const seat = useLive(({ live }) => live.seat);
  const scope = useAreaName(seat?.scope ?? null);
  const secondFactorAt = useLive(({ live }) => live.world.accounts.get(signIn.person?.id ?? '')?.secondFactorAt);
  const [changing, setChanging] = useState<'password' | 'secondFactor' | null>(null);
  if (!seat) return null;
  const done = () => setChanging(null);
  if (changing === 'password') return <OwnPasswordForm onDone={done} />;
  if (changing === 'secondFactor') return <SecondFactorForm isOn={secondFactorAt !== undefined} onDone={done} />;
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
          <Button onClick={() => setChanging('password')} data-testid="own-password">
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
      {(seat.role === 'admin' || secondFactorAt !== undefined) && (
        <p className="sign-in__factor">
          <span>{secondFactorAt === undefined ? text.secondFactorIsOff : text.secondFactorIsOn}</span>
          <Button onClick={() => setChanging('secondFactor')} data-testid="own-second-factor">
            {secondFactorAt === undefined ? text.secondFactorTurnOn : text.secondFactorEnd}
          </Button>
        </p>
      )}
    </Dialog>
  );
}
