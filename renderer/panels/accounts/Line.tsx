import { useId } from 'react';

/** A labelled line of text, with what is wrong with it or what belongs in it. */
export function Line({
  label,
  value,
  onChange,
  isSecret = false,
  error = null,
  hint = null,
  testId,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isSecret?: boolean;
  readonly error?: string | null;
  readonly hint?: string | null;
  readonly testId?: string;
}) {
  const id = useId();
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="input"
        type={isSecret ? 'password' : 'text'}
        autoComplete={isSecret ? 'new-password' : 'off'}
        spellCheck={false}
        maxLength={256}
        value={value}
        aria-invalid={error !== null}
        onChange={(event) => onChange(event.target.value)}
        data-testid={testId}
      />
      {error ? (
        <span className="account-form__error" role="alert">
          {error}
        </span>
      ) : (
        hint && <span className="account-form__hint">{hint}</span>
      )}
    </div>
  );
}
