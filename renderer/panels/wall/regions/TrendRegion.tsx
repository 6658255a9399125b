import { Chart } from '../../../ui/chart/Chart.tsx';
import { hourChart, hourName } from '../../dayCharts.ts';
import { useNow, useText } from '../../desk.tsx';
import { useDayFigures } from '../../useDayFigures.ts';

/** Alarms and incidents of today by the hour. */
export function TrendRegion() {
  const text = useText();
  const { wallPage: say } = text;
  const now = useNow();
  const figures = useDayFigures();
  const { fromAt, alarms, incidents } = figures;
  const most = Math.max(...alarms.byHour);
  const isQuiet = alarms.count === 0 && incidents.opened.length === 0;
  return (
    <div className="wall-trend" data-testid="wall-trend" data-count={alarms.count}>
      <p className="wall-trend__said">
        {isQuiet ? say.trendNone : most > 0 && say.trendPeak(most, hourName(fromAt, alarms.byHour.indexOf(most)))}
      </p>
      <div className="wall-chart">
        <Chart spec={hourChart(figures, text, now)} label={say.region.trend} />
      </div>
    </div>
  );
}
