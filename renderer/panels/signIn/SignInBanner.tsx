import { runCommand } from '../../commands/registry.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands, useText } from '../desk.tsx';
import { keyLabel } from '../keyLabel.ts';
import { useSeat } from './useSeat.ts';
import './signIn.css';

/** Nobody has signed in at this seat: what that means, and the way in. */
export function SignInBanner() {
  const context = useCommands();
  const text = useText();
  const { need } = useSeat();
  if (need !== 'required') return null;
  const { wasEnded } = context.signIn;
  return (
    <div className="sign-in-banner" role="status" data-testid="sign-in-banner">
      <p>{wasEnded ? text.accounts.ended : text.accounts.signInWhy}</p>
      <Button
        look="primary"
        keyLabel={keyLabel('Control+l', text)}
        onClick={() => runCommand(context, 'session.open')}
        data-testid="open-sign-in"
      >
        {text.accounts.signIn}
      </Button>
    </div>
  );
}
