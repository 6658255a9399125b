import { sendCommand } from '../../commands/context.ts';
import { FormDialog } from '../../ui/form/FormDialog.tsx';
import { useCommands, useText, useView } from '../desk.tsx';

/** Only for links that were made at the desk: those of station.json would be back at the next start. */
export function RemoveDialog({ linkId, onClose }: { readonly linkId: string; readonly onClose: () => void }) {
  const context = useCommands();
  const text = useText().links;
  const name = `link.remove:${linkId}`;
  const isWaiting = useView((view) => view.pending.includes(name));
  const remove = async () => {
    const outcome = await sendCommand(context, 'link.remove', { linkId }, name);
    if (outcome.state === 'done') onClose();
  };
  return (
    <FormDialog
      title={`${text.remove} ${linkId}`}
      onClose={onClose}
      onKeyDown={(event) => event.stopPropagation()}
      testId="dialog-remove-link"
      cancelLabel={text.cancel}
      confirmLabel={text.confirmRemove}
      onConfirm={remove}
      look="danger"
      isReady
      isWaiting={isWaiting}
      confirmTestId="remove-confirm"
    >
      <p className="is-warn">{text.removeMeans(linkId)}</p>
    </FormDialog>
  );
}
