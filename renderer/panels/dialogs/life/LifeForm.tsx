import type { KeyboardEvent, ReactNode } from 'react';
import type { IncidentState } from '#shared/domain/incident.ts';
import { addressIn } from '#shared/domain/place.ts';
import type { LifeAction } from '#shared/text/incidentLife.ts';
import { sendCommand } from '../../../commands/context.ts';
import { ChoiceField } from '../../../ui/form/ChoiceField.tsx';
import { chosenByNumber } from '../../../ui/form/chosenByNumber.ts';
import { FormDialog } from '../../../ui/form/FormDialog.tsx';
import { TextAreaField } from '../../../ui/form/TextAreaField.tsx';
import { useCommands, useLanguage, useText, useView } from '../../desk.tsx';
import { detailOf, kindName } from '../../incidentWords.ts';

/** What every form about an incident has: which one it is, its fields, one button that sends it. Null body: not ready. */
export function LifeForm<Option>({
  incident,
  action,
  body,
  hint,
  isDanger = false,
  isWide = false,
  options = [],
  onChoose,
  onDone,
  children,
}: {
  readonly incident: IncidentState;
  readonly action: LifeAction;
  readonly body: object | null;
  readonly hint?: string | undefined;
  readonly isDanger?: boolean;
  readonly isWide?: boolean;
  /** What the number keys choose from. */
  readonly options?: readonly Option[];
  readonly onChoose?: (option: Option) => void;
  readonly onDone?: (incidentId: string | undefined) => void;
  readonly children?: ReactNode;
}) {
  const context = useCommands();
  const text = useText();
  const language = useLanguage();
  const name = `incident.${action}` as const;
  const isWaiting = useView((view) => view.pending.includes(name));
  const dismiss = () => context.view.change({ dialog: null });
  const send = async () => {
    if (body === null || isWaiting) return;
    const outcome = await sendCommand(context, name, { incidentId: incident.id, ...body });
    if (outcome.state !== 'done') return;
    dismiss();
    onDone?.(outcome.incidentId);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.target instanceof HTMLInputElement)) {
      event.preventDefault();
      void send();
      return;
    }
    const chosen = chosenByNumber(event, options);
    if (chosen === undefined || !onChoose) return;
    event.preventDefault();
    onChoose(chosen);
  };
  return (
    <FormDialog
      title={text.life.formTitle[action](incident.number)}
      onClose={dismiss}
      onKeyDown={onKeyDown}
      isWide={isWide}
      testId={`dialog-${action}`}
      hint={hint ?? text.life.formHint}
      cancelLabel={text.dialogs.cancel}
      confirmLabel={text.life.confirm[action]}
      onConfirm={send}
      look={isDanger ? 'danger' : 'primary'}
      isReady={body !== null}
      isWaiting={isWaiting}
      confirmTestId={`${action}-confirm`}
    >
      <p className="dialog__about">
        <strong>{kindName(incident, language)}</strong>
        {[detailOf(incident, language), addressIn(incident.place, language === 'en')].filter(Boolean).join(' · ')}
      </p>
      {children}
    </FormDialog>
  );
}

const HOUR_MS = 3_600_000;
const SPANS = { hour: 1, halfDay: 4, day: 24, threeDays: 72 } as const;
export type Span = keyof typeof SPANS;

export const dueAfter = (now: number, span: Span): number => now + SPANS[span] * HOUR_MS;

/** A deadline from the few that are used. */
export function DueField({ span, onChange }: { readonly span: Span; readonly onChange: (span: Span) => void }) {
  const text = useText().life;
  return (
    <ChoiceField
      label={text.due}
      options={(Object.keys(SPANS) as Span[]).map((value) => ({ value, name: text.dueIn[value] }))}
      chosen={span}
      onChoose={onChange}
    />
  );
}

/** Why it is done, in the officer's own words. */
export function WhyField({
  value,
  onChange,
  isFirst = false,
}: {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** The first thing to type here. */
  readonly isFirst?: boolean;
}) {
  const text = useText().life;
  return (
    <TextAreaField
      label={text.reason}
      value={value}
      maxLength={300}
      onChange={onChange}
      data-autofocus={isFirst || undefined}
      data-testid="life-reason"
    />
  );
}
