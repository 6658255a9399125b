import type { ReactNode } from 'react';
import { DAY_SPANS } from '#shared/domain/dayFigures.ts';
import { Chart, type ChartButton } from '../../ui/chart/Chart.tsx';
import { type ChartSpec, heightOfRows } from '../../ui/chart/chartOption.ts';
import { classChart, hourChart, type KeyedRows, kindChart, spanChart, townChart } from '../dayCharts.ts';
import { useLanguage, useNow, useText } from '../desk.tsx';
import { useTownNames } from '../useTownNames.ts';
import { type Choice, keyOf } from './choice.ts';
import type { NumberSource } from './rowGroups.ts';

/** The day in pictures; every column and every row is a button that opens its rows. */
export function DayCharts({
  source: { figures },
  choice,
  onOpen,
}: {
  readonly source: NumberSource;
  readonly choice: Choice;
  readonly onOpen: (key: string) => void;
}) {
  const text = useText();
  const { numbers: say } = text;
  const language = useLanguage();
  const now = useNow();
  const towns = useTownNames([...figures.incidents.byTown, ...figures.alarms.byTown].map(({ town }) => town));
  const chosen = keyOf(choice);
  const button = (opens: Choice, name: string): ChartButton => {
    const key = keyOf(opens);
    return { key, name, isChosen: key === chosen, testId: `bar-${key}` };
  };
  const counted = <Key,>({ rows, keys }: KeyedRows<Key>, choiceOfKey: (key: Key) => Choice) =>
    rows.map(({ name, values }, index) =>
      button(choiceOfKey(keys[index]!), say.countButton(name, values.at(-1)?.value ?? 0)),
    );
  const hours = hourChart(figures, text, now);
  const kinds = kindChart(figures, text, language);
  const classes = classChart(figures, text);
  const places = townChart(figures, text, towns);
  const spans = spanChart(figures, text);
  return (
    <div className="numbers__charts">
      <Part title={say.byHour} spec={hours} isWide>
        <Chart
          spec={hours}
          label={say.byHour}
          buttons={hours.names.map((name, hour) => {
            const opened = figures.incidents.byHour[hour]?.length ?? 0;
            return button({ of: 'hour', hour }, say.hourButton(name, figures.alarms.byHour[hour] ?? 0, opened));
          })}
          onOpen={onOpen}
        />
      </Part>
      <Part title={say.spans} spec={spans}>
        <Chart
          spec={spans}
          label={say.spans}
          buttons={DAY_SPANS.map((span, index) => {
            const [p50, p90] = spans.rows[index]!.values;
            const { length } = figures.spans[span].counted;
            return button({ of: 'span', span }, say.spanButton(say.span[span], p50!.label, p90!.label, length));
          })}
          onOpen={onOpen}
        />
      </Part>
      <Part title={say.byKind} spec={kinds}>
        <Chart
          spec={plain(kinds)}
          label={say.byKind}
          buttons={counted(kinds, (kind) => ({ of: 'kind', kind }))}
          onOpen={onOpen}
        />
      </Part>
      <Part title={say.byClass} spec={classes}>
        <Chart
          spec={plain(classes)}
          label={say.byClass}
          buttons={counted(classes, (name) => ({ of: 'class', class: name }))}
          onOpen={onOpen}
        />
      </Part>
      <Part title={say.byTown} spec={places}>
        <Chart
          spec={plain(places)}
          label={say.byTown}
          buttons={counted(places, (town) => ({ of: 'town', town }))}
          onOpen={onOpen}
        />
      </Part>
    </div>
  );
}

const plain = ({ kind, series, rows }: KeyedRows<unknown>): ChartSpec => ({ kind, series, rows });

/** Of the hours of the day. */
const COLUMNS_EM = 11;

/** High enough for its rows. Nothing to draw is said, not drawn. */
function Part({
  title,
  spec,
  isWide = false,
  children,
}: {
  readonly title: string;
  readonly spec: ChartSpec;
  readonly isWide?: boolean;
  readonly children: ReactNode;
}) {
  const { numbers: say } = useText();
  const height = spec.kind === 'rows' ? heightOfRows(spec) : COLUMNS_EM;
  return (
    <section className={isWide ? 'numbers__chart numbers__chart--wide' : 'numbers__chart'} aria-label={title}>
      <h3>{title}</h3>
      {height === 0 ? (
        <p className="numbers__none">{say.none}</p>
      ) : (
        <div style={{ height: `${height}em` }}>{children}</div>
      )}
    </section>
  );
}
