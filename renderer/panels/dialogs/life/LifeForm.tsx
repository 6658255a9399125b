import type { KeyboardEvent, ReactNode } from 'react';
import type { IncidentState } from '#shared/domain/incident.ts';
import { addressIn } from '#shared/domain/place.ts';
import type { LifeAction } from '#shared/text/incidentLife.ts';
import { sendCommand } from '../../../commands/context.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { useCommands, useLanguage, useText, useView } from '../../desk.tsx';
import { detailOf, kindName } from '../../incidentWords.ts';
import { chosenByNumber } from '../Choices.tsx';

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
    <Dialog
      title={text.life.formTitle[action](incident.number)}
      closeLabel={text.dialogs.cancel}
      onClose={dismiss}
      onKeyDown={onKeyDown}
      isWide={isWide}
      testId={`dialog-${action}`}
      footer={
        <>
          <span className="dialog__hint">{hint ?? text.life.formHint}</span>
          <Button onClick={dismiss}>{text.dialogs.cancel}</Button>
          <Button
            look={isDanger ? 'danger' : 'primary'}
            disabled={body === null}
            isWaiting={isWaiting}
            onClick={() => void send()}
            data-testid={`${action}-confirm`}
          >
            {text.life.confirm[action]}
          </Button>
        </>
      }
    >
      <p className="dialog__about">
        <strong>{kindName(incident, language)}</strong>
        {[detailOf(incident, language), addressIn(incident.place, language === 'en')].filter(Boolean).join(' · ')}
      </p>
      {children}
    </Dialog>
  );
}

export function TextArea({
  label,
  value,
  onChange,
  placeholder,
  maxLength = 300,
  isFirst = false,
  testId,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string | undefined;
  readonly maxLength?: number;
  readonly isFirst?: boolean;
  readonly testId?: string;
}) {
  return (
    <label className="field">
      <span className="field__label">{label}</span>
      <textarea
        className="input"
        value={value}
        maxLength={maxLength}
        placeholder={placeholder}
        data-autofocus={isFirst || undefined}
        data-testid={testId}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
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
    <div className="field">
      <span className="field__label">{text.due}</span>
      <fieldset className="choices" aria-label={text.due}>
        {(Object.keys(SPANS) as Span[]).map((each) => (
          <button
            key={each}
            type="button"
            className="choice"
            aria-pressed={each === span}
            onClick={() => onChange(each)}
          >
            {text.dueIn[each]}
          </button>
        ))}
      </fieldset>
    </div>
  );
}
