import type { ComponentProps } from 'react';
import { Field, type FieldWords } from './Field.tsx';

export interface TextFieldProps
  extends FieldWords,
    Omit<ComponentProps<'input'>, 'id' | 'className' | 'value' | 'onChange'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** One labelled line: text, a password, digits, a day. Whatever an input takes besides, it takes as well. */
export function TextField({ label, error, hint, className, onChange, ...input }: TextFieldProps) {
  return (
    <Field label={label} error={error} hint={hint} {...(className && { className })}>
      {(control) => (
        <input
          autoComplete="off"
          {...input}
          {...control}
          className="input"
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}
