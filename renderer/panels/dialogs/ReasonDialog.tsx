import { type KeyboardEvent, useState } from 'react';
import { sendCommand } from '../../commands/context.ts';
import type { EndingMove } from '../../commands/dispatchCommands.ts';
import { Form } from '../../ui/form/Form.tsx';
import { FormDialog } from '../../ui/form/FormDialog.tsx';
import { ReasonField } from '../../ui/form/ReasonField.tsx';
import { useCommands, useLive, useText, useView } from '../desk.tsx';

/** Withdrawing a unit, or reporting its refusal, needs a reason: a ready one by number, or one's own words. */
export function ReasonDialog({
  move,
  incidentId,
  dispatchId,
}: {
  readonly move: EndingMove;
  readonly incidentId: string;
  readonly dispatchId: string;
}) {
  const context = useCommands();
  const text = useText().dialogs;
  const [reason, setReason] = useState('');
  const name = `${move}:${dispatchId}`;
  const isWaiting = useView((view) => view.pending.includes(name));
  const dispatch = useLive(({ live }) =>
    live.world.incidents.get(incidentId)?.dispatches.find((candidate) => candidate.id === dispatchId),
  );
  if (!dispatch) return null;
  const dismiss = () => context.view.change({ dialog: null });
  const confirm = async () => {
    if (!reason.trim() || isWaiting) return;
    const body = { incidentId, dispatchId, reason: reason.trim() };
    const outcome = await sendCommand(context, `dispatch.${move}`, body, name);
    if (outcome.state === 'done') dismiss();
  };
  const chooseByNumber = (event: KeyboardEvent) => {
    const chosen = text.reasonQuick[move][Number(event.key) - 1];
    if (!chosen || reason !== '') return;
    event.preventDefault();
    setReason(chosen);
  };
  return (
    <FormDialog
      title={text.reasonTitle[move](dispatch.unitName)}
      onClose={dismiss}
      onKeyDown={chooseByNumber}
      testId="dialog-reason"
      hint={text.keysHint}
      cancelLabel={text.cancel}
      confirmLabel={text.reasonConfirm[move]}
      onConfirm={confirm}
      look="danger"
      isReady={reason.trim() !== ''}
      isWaiting={isWaiting}
      confirmTestId="reason-confirm"
    >
      <Form onSend={() => void confirm()}>
        <ReasonField
          label={text.reasonField}
          ready={text.reasonQuick[move]}
          value={reason}
          onChange={setReason}
          isNumbered
          data-autofocus
          data-testid="reason-field"
        />
      </Form>
    </FormDialog>
  );
}
