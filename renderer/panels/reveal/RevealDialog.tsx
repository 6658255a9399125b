import { useEffect, useState } from 'react';
import { PERSON_FIELDS, type PersonField, type PersonValues } from '#shared/domain/person.ts';
import { sendCommand } from '../../commands/context.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { FormActions } from '../../ui/form/FormActions.tsx';
import { ReasonField } from '../../ui/form/ReasonField.tsx';
import { useCommands, useText, useView } from '../desk.tsx';

const SHOWN_MS = 60_000;

/** Somebody's data are shown for a reason, once: what was seen leaves the screen with this dialog. */
export function RevealDialog() {
  const dialog = useView((view) => view.dialog);
  if (dialog?.kind !== 'reveal') return null;
  return <Reveal key={dialog.ref} personRef={dialog.ref} fields={dialog.fields} />;
}

function Reveal({ personRef, fields }: { readonly personRef: string; readonly fields: readonly PersonField[] }) {
  const context = useCommands();
  const { reveal: text } = useText();
  const [reason, setReason] = useState('');
  const [values, setValues] = useState<PersonValues | null>(null);
  const isWaiting = useView((view) => view.pending.includes('person.reveal'));
  const dismiss = () => context.view.change({ dialog: null });
  // Left open beside an empty chair it goes by itself.
  useEffect(() => {
    if (!values) return;
    const timer = setTimeout(() => context.view.change({ dialog: null }), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [values, context]);
  const isReady = reason.trim().length > 1;
  const ask = async () => {
    if (!isReady || isWaiting) return;
    const outcome = await sendCommand(context, 'person.reveal', { ref: personRef, fields, reason: reason.trim() });
    if (outcome.state === 'done') setValues(outcome.revealed ?? {});
  };
  return (
    <Dialog
      title={text.title}
      closeLabel={text.close}
      onClose={dismiss}
      testId="dialog-reveal"
      footer={
        values ? (
          <>
            <span className="dialog__hint">{text.shown}</span>
            <Button look="primary" onClick={dismiss}>
              {text.close}
            </Button>
          </>
        ) : (
          <FormActions
            cancelLabel={text.cancel}
            onCancel={dismiss}
            confirmLabel={text.show}
            onConfirm={() => void ask()}
            isReady={isReady}
            isWaiting={isWaiting}
            testId="reveal-confirm"
          />
        )
      }
    >
      {values ? (
        <dl className="facts" data-testid="revealed">
          {PERSON_FIELDS.filter((field) => values[field] !== undefined).map((field) => (
            <Fact key={field} name={text.field[field]} value={values[field] ?? ''} />
          ))}
        </dl>
      ) : (
        <Form onSend={() => void ask()}>
          <p>{text.why}</p>
          <ReasonField
            label={text.reason}
            ready={text.quick}
            value={reason}
            onChange={setReason}
            data-autofocus
            data-testid="reveal-reason"
          />
        </Form>
      )}
    </Dialog>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
