import { useView } from '../desk.tsx';
import './signIn.css';
import { FirstAdminForm } from './FirstAdminForm.tsx';
import { SignedInView } from './SignedInView.tsx';
import { SignInForm } from './SignInForm.tsx';
import { useSeat } from './useSeat.ts';

/** Who sits here: signing in, signing out, or the first administrator of a station that has none. */
export function SignInDialog() {
  const isOpen = useView((view) => view.dialog?.kind === 'session');
  const { seat, need } = useSeat();
  if (!isOpen) return null;
  if (seat?.bearer === 'person') return <SignedInView />;
  return need === 'unset' ? <FirstAdminForm /> : <SignInForm />;
}
