import type { ComponentProps } from 'react';
import { Field, type FieldWords } from './Field.tsx';

export interface TextAreaFieldProps
  extends FieldWords,
    Omit<ComponentProps<'textarea'>, 'id' | 'className' | 'value' | 'onChange'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Some labelled lines of somebody's own words. */
export function TextAreaField({ label, error, hint, className, onChange, ...area }: TextAreaFieldProps) {
  return (
    <Field label={label} error={error} hint={hint} {...(className && { className })}>
      {(control) => (
        <textarea {...area} {...control} className="input" onChange={({ target }) => onChange(target.value)} />
      )}
    </Field>
  );
}
