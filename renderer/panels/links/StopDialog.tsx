import { useState } from 'react';
import { sendCommand } from '../../commands/context.ts';
import { Form } from '../../ui/form/Form.tsx';
import { FormDialog } from '../../ui/form/FormDialog.tsx';
import { ReasonField } from '../../ui/form/ReasonField.tsx';
import { useCommands, useText, useView } from '../desk.tsx';

/** Stopping a link makes its devices deaf: it needs a reason, and says first what it means. */
export function StopDialog({ linkId, onClose }: { readonly linkId: string; readonly onClose: () => void }) {
  const context = useCommands();
  const text = useText().links;
  const [reason, setReason] = useState('');
  const name = `link.stop:${linkId}`;
  const isWaiting = useView((view) => view.pending.includes(name));
  const stop = async () => {
    if (!reason.trim() || isWaiting) return;
    const outcome = await sendCommand(context, 'link.stop', { linkId, reason: reason.trim() }, name);
    if (outcome.state === 'done') onClose();
  };
  return (
    <FormDialog
      title={text.stopTitle(linkId)}
      onClose={onClose}
      // The desk's keys rest while a question stands.
      onKeyDown={(event) => event.stopPropagation()}
      testId="dialog-stop-link"
      cancelLabel={text.cancel}
      confirmLabel={text.stopTitle(linkId)}
      onConfirm={stop}
      look="danger"
      isReady={reason.trim() !== ''}
      isWaiting={isWaiting}
      confirmTestId="stop-confirm"
    >
      <p className="is-warn">{text.stopMeans}</p>
      <Form onSend={() => void stop()}>
        <ReasonField
          label={text.stopReason}
          ready={text.stopReasons}
          value={reason}
          onChange={setReason}
          data-autofocus
          data-testid="stop-reason"
        />
      </Form>
    </FormDialog>
  );
}
