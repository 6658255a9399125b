import { type KeyboardEvent, useState } from 'react';
import { SHELVABLE_CLASSES, type ShelvableClass } from '#shared/catalog/alarmKinds.ts';
import { formatMinute } from '#shared/text/time.ts';
import { shelvableClasses } from '../../commands/alarmCommands.ts';
import { sendCommand } from '../../commands/context.ts';
import { ChoiceField } from '../../ui/form/ChoiceField.tsx';
import { chosenByNumber } from '../../ui/form/chosenByNumber.ts';
import { Form } from '../../ui/form/Form.tsx';
import { FormDialog } from '../../ui/form/FormDialog.tsx';
import { ReasonField } from '../../ui/form/ReasonField.tsx';
import { useCommands, useNow, useText, useView } from '../desk.tsx';

const MINUTE_MS = 60_000;
/** Minutes; the last is the longest there is. */
const SPANS = ['30', '60', '240', '480'] as const;
type Span = (typeof SPANS)[number];

/** Keeps a device's nuisance alarms quiet until an end that must be given, for a reason. Calls for help are not among them. */
export function ShelveDialog({ deviceId }: { readonly deviceId: string }) {
  const context = useCommands();
  const { client, view } = context;
  const text = useText();
  const say = text.alarms;
  const now = useNow();
  const [known] = useState(() => shelvableClasses(client.live.world, deviceId));
  const [classes, setClasses] = useState<readonly ShelvableClass[]>(known);
  const [span, setSpan] = useState<Span | null>(null);
  const [reason, setReason] = useState('');
  const isWaiting = useView((state) => state.pending.includes('device.shelve'));
  const name = client.live.world.devices.get(deviceId)?.name ?? deviceId;
  const dismiss = () => view.change({ dialog: null });
  const isReady = classes.length > 0 && span !== null && reason.trim() !== '';
  const shelve = async () => {
    if (!isReady || isWaiting) return;
    const untilAt = client.now() + Number(span) * MINUTE_MS;
    const outcome = await sendCommand(context, 'device.shelve', { deviceId, classes, untilAt, reason: reason.trim() });
    if (outcome.state === 'done') dismiss();
  };
  // The first number is the time, the next one the reason.
  const chooseByNumber = (event: KeyboardEvent) => {
    const chosenSpan = span === null ? chosenByNumber(event, SPANS) : undefined;
    const chosenReason = span === null ? undefined : chosenByNumber(event, say.shelveQuick);
    if (chosenSpan) setSpan(chosenSpan);
    if (chosenReason) setReason(chosenReason);
    if (chosenSpan || chosenReason) event.preventDefault();
  };
  const toggle = (one: ShelvableClass) =>
    setClasses(classes.includes(one) ? classes.filter((each) => each !== one) : [...classes, one]);
  return (
    <FormDialog
      title={say.shelveTitle(name)}
      onClose={dismiss}
      onKeyDown={chooseByNumber}
      testId="dialog-shelve"
      hint={span === null || !isReady ? say.shelveNeeds : say.until(formatMinute(now + Number(span) * MINUTE_MS, now))}
      cancelLabel={text.dialogs.cancel}
      confirmLabel={say.shelveConfirm}
      onConfirm={shelve}
      isReady={isReady}
      isWaiting={isWaiting}
      confirmTestId="shelve-confirm"
    >
      <p className="dialog__about">{say.shelveAbout}</p>
      <ChoiceField
        label={say.shelveClasses}
        options={SHELVABLE_CLASSES.map((value) => ({
          value,
          name: text.words.alarmClass[value],
          testId: `shelve-class-${value}`,
        }))}
        chosen={classes}
        onChoose={toggle}
        hint={say.never}
      />
      <ChoiceField<Span>
        isNumbered
        label={say.shelveUntil}
        options={[
          { value: '30', name: say.forMinutes(30), testId: 'shelve-30' },
          { value: '60', name: say.forHours(1) },
          { value: '240', name: say.forHours(4) },
          { value: '480', name: say.forHours(8) },
        ]}
        chosen={span}
        onChoose={setSpan}
      />
      <Form onSend={() => void shelve()}>
        <ReasonField
          label={say.shelveReason}
          ready={say.shelveQuick}
          value={reason}
          onChange={setReason}
          isNumbered
          data-testid="shelve-reason"
        />
      </Form>
    </FormDialog>
  );
}
