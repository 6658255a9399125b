import { useState } from 'react';
import { sendCommand } from '../../commands/context.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { FormDialog } from '../../ui/form/FormDialog.tsx';
import { TextField } from '../../ui/form/TextField.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { useCommands, useText, useView } from '../desk.tsx';
import { keyLabel } from '../keyLabel.ts';
import { useDirector, useDirectorView, useOpenDrill } from './director.tsx';
import { DIRECTOR_KEYS } from './directorKeys.ts';

/** Over the director's window, one at a time. */
export function DrillDialogs() {
  const dialog = useDirectorView((state) => state.dialog);
  const drill = useOpenDrill();
  if (dialog === 'shortcuts') return <KeySheet />;
  if (drill && dialog === 'end') return <EndDialog />;
  if (drill && dialog === 'suspend') return <SuspendDialog />;
  return null;
}

function EndDialog() {
  const { director: text } = useText();
  const commands = useCommands();
  const { view } = useDirector();
  const isWaiting = useView(({ pending }) => pending.includes('drill.end'));
  const close = () => view.change({ dialog: null });
  const end = async () => {
    const outcome = await sendCommand(commands, 'drill.end', {});
    if (outcome.state === 'done') view.go('score', { dialog: null });
  };
  return (
    <FormDialog
      title={text.endTitle}
      onClose={close}
      onConfirm={end}
      cancelLabel={text.cancel}
      confirmLabel={text.endSure}
      look="danger"
      isReady
      isWaiting={isWaiting}
      testId="dialog-end"
      confirmTestId="end-confirm"
    >
      <p>{text.endMeans}</p>
    </FormDialog>
  );
}

function SuspendDialog() {
  const { director: text } = useText();
  const commands = useCommands();
  const { view } = useDirector();
  const [note, setNote] = useState('');
  const isWaiting = useView(({ pending }) => pending.includes('drill.suspend'));
  const close = () => view.change({ dialog: null });
  const suspend = async () => {
    const outcome = await sendCommand(commands, 'drill.suspend', { reason: 'other', note: note.trim() });
    if (outcome.state === 'done') close();
  };
  return (
    <FormDialog
      title={text.suspendTitle}
      onClose={close}
      onConfirm={suspend}
      cancelLabel={text.cancel}
      confirmLabel={text.suspend}
      isReady
      isWaiting={isWaiting}
      testId="dialog-suspend"
      confirmTestId="suspend-confirm"
    >
      <p>{text.suspendMeans}</p>
      <TextField label={text.suspendNote} value={note} onChange={setNote} maxLength={200} data-autofocus />
    </FormDialog>
  );
}

/** Every key of this window, as it is printed. */
function KeySheet() {
  const all = useText();
  const { view } = useDirector();
  return (
    <Dialog
      title={all.director.shortcuts}
      closeLabel={all.dialogs.close}
      onClose={() => view.change({ dialog: null })}
      testId="director-keys"
    >
      <dl className="director-keys">
        {DIRECTOR_KEYS.map(({ id, keys }) => (
          <div key={id} className="director-keys__row">
            <dt>{all.director.keys[id]}</dt>
            <dd>
              {keys.map((key) => (
                <KeyCap key={key}>{keyLabel(key, all)}</KeyCap>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
