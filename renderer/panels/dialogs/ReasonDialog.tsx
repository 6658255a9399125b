import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { sendCommand } from '../../commands/context.ts';
import type { EndingMove } from '../../commands/dispatchCommands.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useCommands, useLive, useText, useView } from '../desk.tsx';
import { Choices } from './Choices.tsx';

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
  const confirm = async (event?: FormEvent) => {
    event?.preventDefault();
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
    <Dialog
      title={text.reasonTitle[move](dispatch.unitName)}
      closeLabel={text.cancel}
      onClose={dismiss}
      onKeyDown={chooseByNumber}
      testId="dialog-reason"
      footer={
        <>
          <span className="dialog__hint">{text.keysHint}</span>
          <Button onClick={dismiss}>{text.cancel}</Button>
          <Button
            look="danger"
            disabled={!reason.trim()}
            isWaiting={isWaiting}
            onClick={() => void confirm()}
            data-testid="reason-confirm"
          >
            {text.reasonConfirm[move]}
          </Button>
        </>
      }
    >
      <Choices
        label={text.reasonField}
        options={text.reasonQuick[move].map((value) => ({ value, name: value }))}
        chosen={reason}
        onChoose={setReason}
      />
      <form onSubmit={confirm}>
        <input
          className="input"
          data-autofocus
          value={reason}
          maxLength={300}
          aria-label={text.reasonField}
          placeholder={text.reasonField}
          onChange={(event) => setReason(event.target.value)}
          data-testid="reason-field"
        />
      </form>
    </Dialog>
  );
}
