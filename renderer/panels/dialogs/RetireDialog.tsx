import { sendCommand } from '../../commands/context.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { FormActions } from '../../ui/form/FormActions.tsx';
import { useCommands, useLive, useText, useView } from '../desk.tsx';

/** A second step before a device is no longer one of ours. */
export function RetireDialog({ deviceId }: { readonly deviceId: string }) {
  const context = useCommands();
  const text = useText();
  const say = text.devices;
  const device = useLive(({ live }) => live.world.devices.get(deviceId));
  const isWaiting = useView((state) => state.pending.includes('device.retire'));
  const dismiss = () => context.view.change({ dialog: null });
  if (!device) return null;
  const retire = async () => {
    const outcome = await sendCommand(context, 'device.retire', { deviceId });
    if (outcome.state === 'done') context.view.change({ dialog: null, deviceDraft: null, beside: null });
  };
  return (
    <Dialog
      title={say.retireTitle(device.name)}
      closeLabel={text.dialogs.cancel}
      onClose={dismiss}
      testId="dialog-retire"
      footer={
        <FormActions
          cancelLabel={text.dialogs.cancel}
          onCancel={dismiss}
          confirmLabel={say.retire}
          onConfirm={() => void retire()}
          look="danger"
          isReady
          isWaiting={isWaiting}
          testId="retire-confirm"
        />
      }
    >
      <p>{say.retireWhat}</p>
    </Dialog>
  );
}
