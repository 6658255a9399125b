import { type ReactNode, useId } from 'react';
import './form.css';

/** What ties a control to its label and to the words under it; spread onto the control. */
export interface ControlProps {
  readonly id: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
}

/** The words of a field, the same for every kind of control. */
export interface FieldWords {
  readonly label: string;
  /** What is wrong with what stands in it. It takes the place of the hint. */
  readonly error?: string | null | undefined;
  /** What belongs in it. */
  readonly hint?: ReactNode;
  /** Its place in the grid of its form. */
  readonly className?: string;
}

/** A labelled control with what is wrong with it, or what belongs in it, underneath. `children` draws the control. */
export function Field({
  label,
  error = null,
  hint = null,
  className = '',
  children,
}: FieldWords & { readonly children: (control: ControlProps) => ReactNode }) {
  const id = useId();
  const isWrong = Boolean(error);
  return (
    <div className={`field ${isWrong ? 'field--bad' : ''} ${className}`}>
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      {children({
        id,
        'aria-invalid': isWrong,
        'aria-describedby': isWrong || hint ? `${id}-words` : undefined,
      })}
      <FieldFoot id={`${id}-words`} error={error} hint={hint} />
    </div>
  );
}

/** What is wrong, read out as it appears; else what belongs there; else nothing. */
export function FieldFoot({
  id,
  error = null,
  hint = null,
}: Pick<FieldWords, 'error' | 'hint'> & { readonly id?: string }) {
  if (error) {
    return (
      <span className="field__error" role="alert" id={id}>
        {error}
      </span>
    );
  }
  return hint ? (
    <span className="field__hint" id={id}>
      {hint}
    </span>
  ) : null;
}
