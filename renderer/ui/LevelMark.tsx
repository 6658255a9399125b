const ROMAN = { 1: 'I', 2: 'II', 3: 'III', 4: 'IV' } as const;

/** A different outline for each level: colour is never alone. Diamond, triangle, square, circle on a 22-unit board. */
const SHAPES = {
  1: 'M11 0 22 11 11 22 0 11Z',
  2: 'M11 0.5 22 21H0Z',
  3: 'M1.5 1.5H20.5V20.5H1.5Z',
  4: 'M11 0.5A10.5 10.5 0 1 1 10.99 0.5Z',
} as const;

export function LevelMark({
  level,
  label,
  size = 22,
}: {
  readonly level: 1 | 2 | 3 | 4;
  readonly label: string;
  readonly size?: number;
}) {
  return (
    <svg className="level-mark" role="img" aria-label={label} width={size} height={size} viewBox="0 0 22 22">
      <title>{label}</title>
      <path d={SHAPES[level]} fill={`var(--level-${level})`} />
      <text x="11" y={level === 2 ? 15 : 11.5}>
        {ROMAN[level]}
      </text>
    </svg>
  );
}
