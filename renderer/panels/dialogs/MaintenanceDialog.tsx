import { type KeyboardEvent, useState } from 'react';
import { MAINTENANCE_LIMIT_MS } from '#shared/domain/device.ts';
import { formatMinute } from '#shared/text/time.ts';
import { sendCommand } from '../../commands/context.ts';
import { ChoiceField } from '../../ui/form/ChoiceField.tsx';
import { chosenByNumber } from '../../ui/form/chosenByNumber.ts';
import { Form } from '../../ui/form/Form.tsx';
import { FormDialog } from '../../ui/form/FormDialog.tsx';
import { ReasonField } from '../../ui/form/ReasonField.tsx';
import { TextField } from '../../ui/form/TextField.tsx';
import { useCommands, useNow, useText, useView } from '../desk.tsx';

const HOUR_MS = 3_600_000;
const EVENING_HOUR = 18;

const ENDS = ['one', 'four', 'evening', 'own'] as const;
type End = (typeof ENDS)[number];

/** Puts devices out of service until an end that must be given: nothing may be forgotten there. */
export function MaintenanceDialog({ deviceIds }: { readonly deviceIds: readonly string[] }) {
  const context = useCommands();
  const { client, view } = context;
  const text = useText();
  const say = text.devices.maintenance;
  const now = useNow();
  const [end, setEnd] = useState<End | null>(null);
  const [ownTime, setOwnTime] = useState('');
  const [reason, setReason] = useState('');
  const [done, setDone] = useState(0);
  const isWaiting = useView((state) => state.pending.includes('device.startMaintenance'));
  const [first] = deviceIds;
  const name = (first && client.live.world.devices.get(first)?.name) ?? first ?? '';
  const dismiss = () => view.change({ dialog: null });
  const untilAt = endOf(end, ownTime, now);
  const problem = untilAt === null ? null : problemOf(untilAt, now);
  const isReady = untilAt !== null && problem === null && reason.trim() !== '';
  const start = async () => {
    if (!isReady || isWaiting) return;
    // One after another: what is refused is said by name, and what was begun before it stays begun.
    for (const deviceId of deviceIds.slice(done)) {
      const body = { deviceId, untilAt, reason: reason.trim() };
      const outcome = await sendCommand(context, 'device.startMaintenance', body);
      if (outcome.state !== 'done') return;
      setDone((count) => count + 1);
    }
    dismiss();
  };
  // The first number is the end, the next one the reason.
  const chooseByNumber = (event: KeyboardEvent) => {
    const chosenEnd = end === null ? chosenByNumber(event, ENDS) : undefined;
    const chosenReason = end === null ? undefined : chosenByNumber(event, say.reasonQuick);
    if (chosenEnd) setEnd(chosenEnd);
    if (chosenReason) setReason(chosenReason);
    if (chosenEnd || chosenReason) event.preventDefault();
  };
  return (
    <FormDialog
      title={say.title(deviceIds.length, name)}
      onClose={dismiss}
      onKeyDown={chooseByNumber}
      testId="dialog-maintenance"
      hint={hint()}
      isHintWarning={problem !== null}
      cancelLabel={text.dialogs.cancel}
      confirmLabel={say.confirm(deviceIds.length)}
      onConfirm={start}
      isReady={isReady}
      isWaiting={isWaiting}
      confirmTestId="maintenance-confirm"
    >
      <p className="dialog__about">{say.soundsAll}</p>
      <ChoiceField<End>
        isNumbered
        label={say.until}
        options={[
          { value: 'one', name: say.forHours(1), testId: 'maintenance-1h' },
          { value: 'four', name: say.forHours(4) },
          { value: 'evening', name: say.untilAt(formatMinute(eveningAfter(now), now)) },
          { value: 'own', name: say.own },
        ]}
        chosen={end}
        onChoose={setEnd}
      />
      {end === 'own' && <TextField label={say.ownTime} type="datetime-local" value={ownTime} onChange={setOwnTime} />}
      <Form onSend={() => void start()}>
        <ReasonField
          label={say.reason}
          ready={say.reasonQuick}
          value={reason}
          onChange={setReason}
          isNumbered
          data-testid="maintenance-reason"
        />
      </Form>
    </FormDialog>
  );

  function hint(): string {
    if (isWaiting && deviceIds.length > 1) return say.progress(done, deviceIds.length);
    if (problem) return say[problem];
    return untilAt === null ? say.confirmNeeds : text.devices.inMaintenance(formatMinute(untilAt, now));
  }
}

/** When it would end, epoch ms; null: not said yet. */
function endOf(end: End | null, ownTime: string, now: number): number | null {
  switch (end) {
    case 'one':
      return now + HOUR_MS;
    case 'four':
      return now + 4 * HOUR_MS;
    case 'evening':
      return eveningAfter(now);
    case 'own': {
      const at = new Date(ownTime).getTime();
      return Number.isFinite(at) ? at : null;
    }
    case null:
      return null;
  }
}

function problemOf(untilAt: number, now: number): 'over' | 'tooLong' | null {
  if (untilAt <= now) return 'over';
  return untilAt - now > MAINTENANCE_LIMIT_MS ? 'tooLong' : null;
}

/** The next end of a working day, by the window's clock. */
function eveningAfter(now: number): number {
  const evening = new Date(now);
  evening.setHours(EVENING_HOUR, 0, 0, 0);
  if (evening.getTime() <= now) evening.setDate(evening.getDate() + 1);
  return evening.getTime();
}
