const WIDTH = 90;
const HEIGHT = 18;

/** Frames of the last minute as bars, newest on the right; the tallest fills the height. */
export function Sparkline({ bars, label }: { readonly bars: readonly number[]; readonly label: string }) {
  const most = Math.max(1, ...bars);
  const step = WIDTH / bars.length;
  return (
    <svg
      className="sparkline"
      role="img"
      aria-label={label}
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
    >
      <title>{label}</title>
      <path className="sparkline__base" d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} />
      <path className="sparkline__bars" d={bars.map((bar, index) => barPath(bar / most, index, step)).join('')} />
    </svg>
  );
}

/** At least a pixel where anything came in at all. */
function barPath(share: number, index: number, step: number): string {
  if (share === 0) return '';
  const height = Math.max(1.5, share * (HEIGHT - 2));
  return `M${index * step} ${HEIGHT - 1}v${-height}h${step - 0.8}v${height}z`;
}
