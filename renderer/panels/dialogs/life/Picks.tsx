/** One of a few, or of many, without number keys: those belong to the first question of a form. */
export function Picks<Value extends string | number>({
  label,
  options,
  chosen,
  onChoose,
}: {
  readonly label: string;
  /** `code`: small beside the name, where there is one. */
  readonly options: readonly {
    readonly value: Value;
    readonly name: string;
    readonly code?: string | null;
    readonly testId?: string;
  }[];
  readonly chosen: Value | null;
  readonly onChoose: (value: Value) => void;
}) {
  return (
    <div className="field">
      <span className="field__label">{label}</span>
      <fieldset className="choices" aria-label={label}>
        {options.map(({ value, name, code, testId }) => (
          <button
            key={value}
            type="button"
            className="choice"
            aria-pressed={value === chosen}
            data-testid={testId}
            onClick={() => onChoose(value)}
          >
            {name}
            {code && <span className="area-code">{code}</span>}
          </button>
        ))}
      </fieldset>
    </div>
  );
}
