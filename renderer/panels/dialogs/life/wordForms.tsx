/** The forms that are little more than words: feedback, a demand, why it is opened again, why it is given back. */
import { useState } from 'react';
import type { IncidentState } from '#shared/domain/incident.ts';
import { reopenUntil } from '#shared/domain/incidentClosing.ts';
import { pendingTransfer, standingTransfer } from '#shared/domain/incidentLife.ts';
import { formatDayTime } from '#shared/text/time.ts';
import { ChoiceField } from '../../../ui/form/ChoiceField.tsx';
import { TextAreaField } from '../../../ui/form/TextAreaField.tsx';
import { useCommands, useText } from '../../desk.tsx';
import { DueField, dueAfter, LifeForm, type Span, WhyField } from './LifeForm.tsx';

const DESK = '';

export function FeedbackForm({ incident }: { readonly incident: IncidentState }) {
  const text = useText().life;
  const [said, setSaid] = useState('');
  const [unitId, setUnitId] = useState(DESK);
  const units = new Map(incident.dispatches.map((dispatch) => [dispatch.unitId, dispatch.unitName]));
  const whose = [...units].map(([value, name]) => ({ value, name }));
  return (
    <LifeForm
      incident={incident}
      action="feedback"
      body={said.trim() ? { text: said.trim(), ...(unitId !== DESK && { unitId }) } : null}
    >
      <TextAreaField
        label={text.text}
        value={said}
        maxLength={2_000}
        onChange={setSaid}
        data-autofocus
        data-testid="life-text"
      />
      {whose.length > 0 && (
        <ChoiceField
          label={text.feedbackFrom}
          options={[{ value: DESK, name: text.feedbackDesk }, ...whose]}
          chosen={unitId}
          onChoose={setUnitId}
        />
      )}
    </LifeForm>
  );
}

export function UrgeForm({ incident }: { readonly incident: IncidentState }) {
  const { client } = useCommands();
  const text = useText().life;
  const [said, setSaid] = useState('');
  const [span, setSpan] = useState<Span>('hour');
  return (
    <LifeForm
      incident={incident}
      action="urge"
      body={said.trim() ? { text: said.trim(), dueAt: dueAfter(client.now(), span) } : null}
    >
      <TextAreaField
        label={text.urgeText}
        value={said}
        maxLength={500}
        onChange={setSaid}
        data-autofocus
        data-testid="life-text"
      />
      <DueField span={span} onChange={setSpan} />
    </LifeForm>
  );
}

export function ReopenForm({ incident }: { readonly incident: IncidentState }) {
  const text = useText().life;
  const [reason, setReason] = useState('');
  const until = reopenUntil(incident);
  return (
    <LifeForm incident={incident} action="reopen" body={reason.trim() ? { reason: reason.trim() } : null}>
      {until !== null && <p className="dialog__hint">{text.reopenHint(formatDayTime(until))}</p>}
      <WhyField value={reason} onChange={setReason} isFirst />
    </LifeForm>
  );
}

export function AcceptTransferForm({ incident }: { readonly incident: IncidentState }) {
  const text = useText().life;
  const pending = pendingTransfer(incident);
  return (
    <LifeForm incident={incident} action="acceptTransfer" body={pending ? {} : null}>
      {pending && <p>{text.acceptAsk(pending.to.name, formatDayTime(pending.dueAt))}</p>}
      {pending && <p className="dialog__hint selectable">{pending.reason}</p>}
    </LifeForm>
  );
}

export function ReturnTransferForm({ incident }: { readonly incident: IncidentState }) {
  const text = useText().life;
  const [reason, setReason] = useState('');
  const standing = standingTransfer(incident);
  return (
    <LifeForm incident={incident} action="returnTransfer" body={reason.trim() ? { reason: reason.trim() } : null}>
      {standing && <p>{text.returnAsk(standing.to.name)}</p>}
      <WhyField value={reason} onChange={setReason} isFirst />
    </LifeForm>
  );
}
