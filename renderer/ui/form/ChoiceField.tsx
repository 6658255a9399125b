import type { ReactNode } from 'react';
import { KeyCap } from '../KeyCap.tsx';
import { FieldFoot, type FieldWords } from './Field.tsx';
import './form.css';

/** `code`: small beside the name, where there is one. */
export interface Choice<Value extends string | number> {
  readonly value: Value;
  readonly name: string;
  readonly code?: string | null;
  readonly testId?: string;
}

export interface ChoiceFieldProps<Value extends string | number> extends FieldWords {
  readonly options: readonly Choice<Value>[];
  /** The one that is taken, or all that are; null: none yet. */
  readonly chosen: Value | readonly Value[] | null;
  readonly onChoose: (value: Value) => void;
  /** Shows the number keys, which the form around it listens to: only for the first question of a form. */
  readonly isNumbered?: boolean;
  /** `row`: each as wide as its words. `short`: narrow columns that scroll, for many. `wide`: one under the other. */
  readonly layout?: 'columns' | 'row' | 'short' | 'wide';
  /** The label is read out and not shown: the words above it say the same. */
  readonly isLabelHidden?: boolean;
  /** What one of the choices asks for besides, in their row. */
  readonly children?: ReactNode;
}

/** One of a few, or several of a few, all lying open as buttons that stay pressed. */
export function ChoiceField<Value extends string | number>({
  label,
  error,
  hint,
  className = '',
  options,
  chosen,
  onChoose,
  isNumbered = false,
  layout = 'columns',
  isLabelHidden = false,
  children,
}: ChoiceFieldProps<Value>) {
  const isChosen = (value: Value) => (Array.isArray(chosen) ? chosen.includes(value) : value === chosen);
  return (
    <div className={`field ${error ? 'field--bad' : ''} ${className}`}>
      {!isLabelHidden && <span className="field__label">{label}</span>}
      <fieldset className={`choices choices--${layout}`} aria-label={label}>
        {options.map(({ value, name, code, testId }, index) => (
          <button
            key={value}
            type="button"
            className="choice"
            aria-pressed={isChosen(value)}
            data-autofocus={(isNumbered && isChosen(value)) || undefined}
            data-testid={testId}
            onClick={() => onChoose(value)}
          >
            {isNumbered && <KeyCap>{String((index + 1) % 10)}</KeyCap>}
            <span className="choice__name">{name}</span>
            {code && <span className="choice__code">{code}</span>}
          </button>
        ))}
        {children}
      </fieldset>
      <FieldFoot error={error} hint={hint} />
    </div>
  );
}
