import './figure.css';

/** A number that opens what it was counted from. `standing`: against what is aimed at, in words, with the colour of `tone`. */
export function FigureButton({
  name,
  value,
  standing,
  tone,
  from,
  hint,
  isChosen,
  onChoose,
  testId,
}: {
  readonly name: string;
  readonly value: string;
  readonly standing?: string | null;
  readonly tone?: 'good' | 'managed' | 'beyond' | null;
  /** The numbers it was made of. */
  readonly from?: string | null;
  readonly hint?: string | null;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly testId?: string;
}) {
  return (
    <button
      type="button"
      className={`figure ${tone ? `figure--${tone}` : ''}`}
      aria-pressed={isChosen}
      onClick={onChoose}
      data-testid={testId}
    >
      <span className="figure__name">{name}</span>
      <span className="figure__value">
        <strong>{value}</strong>
        {standing && <span className="figure__standing">{standing}</span>}
      </span>
      {from && <span className="figure__from">{from}</span>}
      {hint && <span className="figure__hint">{hint}</span>}
    </button>
  );
}
