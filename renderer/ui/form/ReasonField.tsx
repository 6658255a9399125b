import type { ComponentProps } from 'react';
import { ChoiceField } from './ChoiceField.tsx';

export interface ReasonFieldProps
  extends Omit<ComponentProps<'input'>, 'id' | 'className' | 'value' | 'onChange' | 'aria-label' | 'placeholder'> {
  readonly label: string;
  /** The reasons that are usual, by one press. */
  readonly ready: readonly string[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isNumbered?: boolean;
}

/** Why: one of the usual reasons, or words of one's own in the line under them. */
export function ReasonField({ label, ready, value, onChange, isNumbered = false, ...input }: ReasonFieldProps) {
  return (
    <div className="field">
      <ChoiceField
        label={label}
        options={ready.map((reason) => ({ value: reason, name: reason }))}
        chosen={value}
        onChoose={onChange}
        isNumbered={isNumbered}
      />
      <input
        maxLength={300}
        autoComplete="off"
        {...input}
        className="input"
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  );
}
