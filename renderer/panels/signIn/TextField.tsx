import { useId } from 'react';

/** A labelled line of text. What is wrong with it stands under it, or what belongs in it. */
export function TextField({
  label,
  value,
  onChange,
  type = 'text',
  autoComplete,
  error = null,
  hint = null,
  isFirst = false,
  testId,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'password';
  readonly autoComplete: string;
  readonly error?: string | null;
  readonly hint?: string | null;
  readonly isFirst?: boolean;
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
        type={type}
        value={value}
        autoComplete={autoComplete}
        autoCapitalize="off"
        spellCheck={false}
        maxLength={256}
        aria-invalid={error !== null}
        data-autofocus={isFirst ? '' : undefined}
        data-testid={testId}
        onChange={(event) => onChange(event.target.value)}
      />
      {error ? (
        <span className="sign-in__error" role="alert">
          {error}
        </span>
      ) : (
        hint && <span className="sign-in__why">{hint}</span>
      )}
    </div>
  );
}
