import { KeyCap } from '../../ui/KeyCap.tsx';

/** One of a few, each with its number key. */
export function Choices<Value extends string>({
  label,
  options,
  chosen,
  onChoose,
}: {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly name: string; readonly testId?: string }[];
  readonly chosen: Value | null;
  readonly onChoose: (value: Value) => void;
}) {
  return (
    <div className="field">
      <span className="field__label">{label}</span>
      <fieldset className="choices" aria-label={label}>
        {options.map(({ value, name, testId }, index) => (
          <button
            key={value}
            type="button"
            aria-pressed={value === chosen}
            className="choice"
            data-testid={testId}
            onClick={() => onChoose(value)}
          >
            {index < 9 && <KeyCap>{String(index + 1)}</KeyCap>}
            {name}
          </button>
        ))}
      </fieldset>
    </div>
  );
}
