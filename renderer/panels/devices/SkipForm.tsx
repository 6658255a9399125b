import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { ReasonField } from '../../ui/form/ReasonField.tsx';
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
  const skip = () => {
    if (reason.trim() !== '' && !isWaiting) void onSkip(reason.trim(), name);
  };
  return (
    <Form className="skip-form" onSend={skip}>
      <ReasonField label={say.skipReason} ready={say.skipQuick} value={reason} onChange={setReason} />
      <Button look="primary" disabled={reason.trim() === ''} isWaiting={isWaiting} onClick={skip}>
        {say.skip}
      </Button>
    </Form>
  );
}
