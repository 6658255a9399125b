import './form.css';

/** One thing that is so or not, in a sentence; `hint` says in the same breath what follows from it. */
export function CheckField({
  label,
  hint,
  isOn,
  onChange,
  isDisabled = false,
  className = '',
  testId,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly isDisabled?: boolean;
  readonly className?: string;
  readonly testId?: string;
}) {
  return (
    <label className={`check-field ${className}`}>
      <input
        type="checkbox"
        checked={isOn}
        disabled={isDisabled}
        onChange={({ target }) => onChange(target.checked)}
        data-testid={testId}
      />
      <span>
        {label} {hint && <span className="field__hint">{hint}</span>}
      </span>
    </label>
  );
}
