import { usePhone, usePhoneState, useText } from '../phoneContext.ts';
import { OutboxList } from './OutboxSheet.tsx';

export function RevokedScreen() {
  const { phone } = usePhone();
  const { outbox } = usePhoneState();
  const text = useText();
  return (
    <main className="alone" data-testid="revoked">
      <h1>{text.revoked.title}</h1>
      <p>{text.revoked.why}</p>
      <button
        type="button"
        className="big big--main"
        onClick={() => phone.change({ isRevoked: false })}
        data-testid="join-again"
      >
        {text.revoked.again}
      </button>
      {outbox.length > 0 && <OutboxList />}
    </main>
  );
}
