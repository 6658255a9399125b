import { Chart } from '../../../ui/chart/Chart.tsx';
import { type ChartSpec, heightOfRows } from '../../../ui/chart/chartOption.ts';
import { classChart, kindChart, townChart } from '../../dayCharts.ts';
import { useLanguage, useText } from '../../desk.tsx';
import { useDayFigures } from '../../useDayFigures.ts';
import { useTownNames } from '../../useTownNames.ts';

/** So many rows are read from ten metres in the lowest region there is room for. */
const MOST = 6;

/** The incidents of today by kind, its alarms by class, and both by town. */
export function BreakdownRegion() {
  const text = useText();
  const { numbers: say } = text;
  const language = useLanguage();
  const figures = useDayFigures();
  const names = useTownNames([...figures.incidents.byTown, ...figures.alarms.byTown].map(({ town }) => town));
  return (
    <div className="wall-breakdown" data-testid="wall-breakdown">
      <Part title={say.byKind} {...kindChart(figures, text, language, MOST)} />
      <Part title={say.byClass} {...classChart(figures, text, MOST)} />
      <Part title={say.byTown} {...townChart(figures, text, names, MOST)} />
    </div>
  );
}

function Part({ title, kind, series, rows }: { readonly title: string } & Extract<ChartSpec, { kind: 'rows' }>) {
  const { numbers: say } = useText();
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {rows.length === 0 ? (
        <p className="wall-breakdown__none">{say.none}</p>
      ) : (
        // Few rows stand together at the top instead of far from one another.
        <div className="wall-chart" style={{ maxHeight: `${1.5 * heightOfRows({ kind, series, rows })}em` }}>
          <Chart spec={{ kind, series, rows }} label={title} />
        </div>
      )}
    </section>
  );
}
