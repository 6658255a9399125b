/** Whole metres beside what they belong to; what is no number is 0, which no form takes. */
export function RadiusField({
  label,
  radiusM,
  maxLength,
  onChange,
}: {
  readonly label: string;
  readonly radiusM: number;
  /** In digits. */
  readonly maxLength: number;
  readonly onChange: (radiusM: number) => void;
}) {
  return (
    <label className="radius-field">
      <span className="field__hint">{label}</span>
      <input
        className="input"
        inputMode="numeric"
        value={radiusM}
        maxLength={maxLength}
        onChange={({ target }) => onChange(Number.parseInt(target.value, 10) || 0)}
      />
    </label>
  );
}
