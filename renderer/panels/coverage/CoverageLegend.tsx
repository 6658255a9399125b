import { pick } from '#shared/text/language.ts';
import { coverageLook } from '../../ui/coverageColours.ts';
import { useLanguage, useLive, useText, useView } from '../desk.tsx';
import './coverage.css';

/** Over the map while the reached roads are coloured. */
export function CoverageLegend() {
  const say = useText().coverage;
  const language = useLanguage();
  const isShown = useView((state) => state.showsCoverage && state.sheet === null);
  const coverage = useLive(({ live }) => live.coverage);
  if (!isShown) return null;
  return (
    <aside className="coverage-legend" aria-label={say.title} data-testid="coverage-legend">
      <strong>{say.title}</strong>
      {coverage?.state !== 'ready' && (
        <p className="is-warn">{coverage?.state === 'unavailable' ? say.unavailable : say.starting}</p>
      )}
      {coverage?.state === 'ready' && (
        <ul>
          {coverage.report.bands.map(({ seconds, label }, index) => (
            <li key={seconds}>
              <span
                className="coverage__mark"
                style={{ background: coverageLook(index).colour, height: coverageLook(index).widthPx }}
                aria-hidden="true"
              />
              {pick(label, language)}
            </li>
          ))}
          <li>
            <span className="coverage__mark coverage__mark--none" aria-hidden="true" />
            {say.legendNone}
          </li>
        </ul>
      )}
    </aside>
  );
}
