import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { useText, useView } from '../desk.tsx';

/** A pole that is passed by needs a reason: it stands on the sheet that is signed. */
export function SkipForm({
  name,
  onSkip,
}: {
  /** Marks the button that is waiting. */
  readonly name: string;
  readonly onSkip: (reason: string, name: string) => Promise<void>;
}) {
  const say = useText().walkTest;
  const [reason, setReason] = useState('');
  const isWaiting = useView((view) => view.pending.includes(name));
  const skip = (event?: FormEvent) => {
    event?.preventDefault();
    if (reason.trim() !== '' && !isWaiting) void onSkip(reason.trim(), name);
  };
  return (
    <form className="skip-form" onSubmit={skip}>
      {say.skipQuick.map((ready) => (
        <button
          key={ready}
          type="button"
          className="choice"
          aria-pressed={ready === reason}
          onClick={() => setReason(ready)}
        >
          {ready}
        </button>
      ))}
      <input
        className="input skip-form__own"
        value={reason}
        maxLength={300}
        aria-label={say.skipReason}
        placeholder={say.skipReason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Button look="primary" disabled={reason.trim() === ''} isWaiting={isWaiting} onClick={() => skip()}>
        {say.skip}
      </Button>
    </form>
  );
}
