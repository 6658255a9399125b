import { type ReactNode, useId } from 'react';

/** A labelled field with what is wrong with it, or what belongs in it. `children` draws the control under the id it is given. */
export function Field({
  label,
  error,
  hint,
  children,
}: {
  readonly label: string;
  readonly error: string | null;
  readonly hint?: string | null;
  readonly children: (id: string) => ReactNode;
}) {
  const id = useId();
  return (
    <div className={error ? 'field field--bad' : 'field'}>
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      {children(id)}
      {error ? (
        <span className="field__error" role="alert">
          {error}
        </span>
      ) : (
        hint && <span className="field__hint">{hint}</span>
      )}
    </div>
  );
}
