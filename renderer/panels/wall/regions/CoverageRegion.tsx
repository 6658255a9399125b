import type { BandCoverage } from '#shared/domain/coverage.ts';
import { pick } from '#shared/text/language.ts';
import { formatAgo } from '#shared/text/time.ts';
import { coverageLook } from '../../../ui/coverageColours.ts';
import { useLanguage, useLive, useNow, useText } from '../../desk.tsx';

/** How much of roads, places and grids could be reached in the limits of the profile now. */
export function CoverageRegion() {
  const text = useText().wallPage;
  const language = useLanguage();
  const now = useNow();
  const coverage = useLive(({ live }) => live.coverage);
  if (coverage === null || coverage.state === 'starting') return <p className="wall-empty">{text.coverageStarting}</p>;
  if (coverage.state === 'unavailable') return <p className="wall-empty">{text.coverageUnavailable}</p>;
  const { bands, roadM, computedAt } = coverage.report;
  return (
    <div className="wall-coverage" data-testid="wall-coverage">
      <ul>
        {bands.map((band, index) => (
          <Band key={band.seconds} band={band} roadM={roadM} colour={coverageLook(index).colour} />
        ))}
      </ul>
      <p className="wall-coverage__age">{text.computed(formatAgo(now - computedAt, language))}</p>
    </div>
  );
}

function Band({
  band,
  roadM,
  colour,
}: {
  readonly band: BandCoverage;
  readonly roadM: number;
  readonly colour: string;
}) {
  const text = useText().wallPage;
  const language = useLanguage();
  // Rounded down: 100 % is said only of all of it.
  const percent = roadM > 0 ? Math.floor((band.coveredM / roadM) * 100 + 1e-9) : 0;
  return (
    <li>
      <span className="wall-coverage__name">{pick(band.label, language)}</span>
      <strong>
        <small>{text.coverageRoads}</small> {percent}
        <small>%</small>
      </strong>
      <span className="wall-coverage__bar" aria-hidden="true">
        <span style={{ width: `${percent}%`, background: colour }} />
      </span>
      <span className="wall-coverage__counts">
        {text.coveragePlaces(band.places.met, band.places.total)} ·{' '}
        {text.coverageGrids(band.grids.met, band.grids.total)}
      </span>
    </li>
  );
}
