import type { ComponentProps } from 'react';
import { Field, type FieldWords } from './Field.tsx';

/** One entry of a drop-down; a disabled one is shown and cannot be taken. */
export interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly name: string;
  readonly isDisabled?: boolean;
}

export interface SelectFieldProps<Value extends string>
  extends FieldWords,
    Omit<ComponentProps<'select'>, 'id' | 'className' | 'value' | 'onChange' | 'children'> {
  readonly options: readonly SelectOption<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** One of a list that is too long to lie open: that is a ChoiceField. */
export function SelectField<Value extends string>({
  label,
  error,
  hint,
  className,
  options,
  onChange,
  ...select
}: SelectFieldProps<Value>) {
  const take = (chosen: string) => {
    const option = options.find(({ value }) => value === chosen);
    if (option) onChange(option.value);
  };
  return (
    <Field label={label} error={error} hint={hint} {...(className && { className })}>
      {(control) => (
        <select {...select} {...control} className="input" onChange={({ target }) => take(target.value)}>
          {options.map(({ value, name, isDisabled }) => (
            <option key={value} value={value} disabled={isDisabled}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
