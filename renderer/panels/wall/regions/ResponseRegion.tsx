import { type BandFigure, DAY_SPANS, type LeftOutRows } from '#shared/domain/dayFigures.ts';
import { formatClockSpan } from '#shared/text/time.ts';
import { useText } from '../../desk.tsx';
import { rateOf } from '../../rateWords.ts';
import { useDayFigures } from '../../useDayFigures.ts';

/** How soon the incidents of today were answered, ordered to and reached, and how often within the limits of 1-3-5. */
export function ResponseRegion() {
  const { numbers: say } = useText();
  const { spans, bands } = useDayFigures();
  const told = (ms: number | null) => (ms === null ? say.none : formatClockSpan(ms));
  return (
    <div className="wall-response" data-testid="wall-response">
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col">{say.p50}</th>
            <th scope="col">{say.p90}</th>
            <th scope="col" className="wall-response__counted">
              {say.incidents}
            </th>
          </tr>
        </thead>
        <tbody>
          {DAY_SPANS.map((span) => (
            <tr key={span}>
              <th scope="row">{say.span[span]}</th>
              <td>{told(spans[span].p50Ms)}</td>
              <td>{told(spans[span].p90Ms)}</td>
              <td className="wall-response__counted">{spans[span].counted.length}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {bands.length > 0 && (
        <ul>
          {bands.map((band) => (
            <Band key={band.seconds} band={band} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Band({ band: { seconds, met, missed, leftOut } }: { readonly band: BandFigure }) {
  const { numbers: say } = useText();
  const all = met.length + missed.length;
  return (
    <li>
      <span>{say.band(seconds)}</span>
      <strong>{rateOf(met.length, all) ?? say.none}</strong>
      <small>
        {all > 0 && say.ofAll(met.length, all)} {countOf(leftOut) > 0 && `${say.leftOutMark} ${countOf(leftOut)}`}
      </small>
    </li>
  );
}

const countOf = (leftOut: LeftOutRows): number => Object.values(leftOut).reduce((sum, { length }) => sum + length, 0);
