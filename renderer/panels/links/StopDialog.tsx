import { type FormEvent, useState } from 'react';
import { sendCommand } from '../../commands/context.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useCommands, useText, useView } from '../desk.tsx';

/** Stopping a link makes its devices deaf: it needs a reason, and says first what it means. */
export function StopDialog({ linkId, onClose }: { readonly linkId: string; readonly onClose: () => void }) {
  const context = useCommands();
  const text = useText().links;
  const [reason, setReason] = useState('');
  const name = `link.stop:${linkId}`;
  const isWaiting = useView((view) => view.pending.includes(name));
  const stop = async (event?: FormEvent) => {
    event?.preventDefault();
    if (!reason.trim() || isWaiting) return;
    const outcome = await sendCommand(context, 'link.stop', { linkId, reason: reason.trim() }, name);
    if (outcome.state === 'done') onClose();
  };
  return (
    <Dialog
      title={text.stopTitle(linkId)}
      closeLabel={text.cancel}
      onClose={onClose}
      // The desk's keys rest while a question stands.
      onKeyDown={(event) => event.stopPropagation()}
      testId="dialog-stop-link"
      footer={
        <>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button
            look="danger"
            disabled={!reason.trim()}
            isWaiting={isWaiting}
            onClick={() => void stop()}
            data-testid="stop-confirm"
          >
            {text.stopTitle(linkId)}
          </Button>
        </>
      }
    >
      <p className="is-warn">{text.stopMeans}</p>
      <form className="field" onSubmit={stop}>
        <label className="field">
          <span className="field__label">{text.stopReason}</span>
          <input
            className="input"
            data-autofocus
            value={reason}
            maxLength={300}
            onChange={(event) => setReason(event.target.value)}
            data-testid="stop-reason"
          />
        </label>
      </form>
      <div className="chips">
        {text.stopReasons.map((ready) => (
          <button
            key={ready}
            type="button"
            className="chip"
            aria-pressed={reason === ready}
            onClick={() => setReason(ready)}
          >
            {ready}
          </button>
        ))}
      </div>
    </Dialog>
  );
}
