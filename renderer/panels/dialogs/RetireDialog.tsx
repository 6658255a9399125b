import { sendCommand } from '../../commands/context.ts';
import { FormDialog } from '../../ui/form/FormDialog.tsx';
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
    <FormDialog
      title={say.retireTitle(device.name)}
      onClose={dismiss}
      testId="dialog-retire"
      cancelLabel={text.dialogs.cancel}
      confirmLabel={say.retire}
      onConfirm={retire}
      look="danger"
      isReady
      isWaiting={isWaiting}
      confirmTestId="retire-confirm"
    >
      <p>{say.retireWhat}</p>
    </FormDialog>
  );
}
