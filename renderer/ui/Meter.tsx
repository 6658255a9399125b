import './meter.css';

/** How much of a whole, 0 to 1: a name, a bar, the share in per cent and a word beside it. */
export function Meter({
  name,
  share,
  aside,
  look,
}: {
  readonly name: string;
  readonly share: number;
  readonly aside: string;
  /** Colour of the bar. */
  readonly look: string;
}) {
  // Rounded down: 100 % is said only of all of it.
  const percent = Math.floor(share * 100 + 1e-9);
  return (
    <span className="meter">
      <span className="meter__name">{name}</span>
      <span className="meter__bar" aria-hidden="true">
        <span style={{ width: `${percent}%`, background: look }} />
      </span>
      <strong className="meter__percent">{percent}%</strong>
      <span className="meter__aside">{aside}</span>
    </span>
  );
}
