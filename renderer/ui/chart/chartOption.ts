/** What a chart shows, as plain data, and how ECharts is told to draw it. Pure: the same data gives the same picture. */

export interface ChartValue {
  readonly value: number;
  /** What stands beside the bar: `3`, `0:42`. */
  readonly label: string;
}

export type ChartSpec =
  /** One column for each hour. */
  | {
      readonly kind: 'columns';
      readonly names: readonly string[];
      readonly series: readonly {
        readonly name: string;
        readonly values: readonly number[];
        readonly as: 'bar' | 'line';
      }[];
      /** The column of now; null: none is. */
      readonly now: number | null;
    }
  /** One row for each name, from the top down. */
  | {
      readonly kind: 'rows';
      readonly series: readonly string[];
      readonly rows: readonly { readonly name: string; readonly values: readonly ChartValue[] }[];
    };

/** From the page: its tokens and the type of the place the chart stands in. Sizes in px. */
export interface ChartLook {
  readonly font: string;
  readonly fontPx: number;
  readonly text: string;
  readonly line: string;
  readonly quiet: string;
  readonly now: string;
  readonly second: string;
}

/** Edges of what is drawn, in `em` of the chart's type: whoever lays something over it measures by the same. */
export const COLUMN_EDGES = { top: 2.2, right: 0.4, bottom: 1.8, left: 2.4 } as const;
export const ROW_EDGES = { top: 0, right: 4.2, bottom: 0, left: 8.5 } as const;
/** Height of the names of several series above the rows. */
export const LEGEND_EM = 2;

/** As high as its rows want to be, in `em`. */
export function heightOfRows({ series, rows }: Extract<ChartSpec, { kind: 'rows' }>): number {
  return series.length > 1 ? LEGEND_EM + rows.length * 2.6 : rows.length * 1.9;
}

export type ChartOption = ReturnType<typeof optionOf>;

export function optionOf(spec: ChartSpec, look: ChartLook) {
  const type = { color: look.text, fontSize: look.fontPx, fontFamily: look.font };
  const legend = {
    show: spec.series.length > 1,
    ...{ top: 0, left: 'left', itemWidth: look.fontPx, itemHeight: look.fontPx * 0.6 },
    ...{ selectedMode: false, textStyle: type },
  };
  const shared = { animation: false, silent: true, legend, textStyle: type };
  return spec.kind === 'columns'
    ? { ...shared, ...columnsOf(spec, look, type) }
    : { ...shared, ...rowsOf(spec, look, type) };
}

interface Type {
  readonly color: string;
  readonly fontSize: number;
  readonly fontFamily: string;
}

function columnsOf(spec: Extract<ChartSpec, { kind: 'columns' }>, look: ChartLook, type: Type) {
  return {
    grid: edgesOf(COLUMN_EDGES, look.fontPx),
    xAxis: {
      type: 'category',
      data: [...spec.names],
      axisTick: { show: false },
      axisLine: { lineStyle: { color: look.line } },
      axisLabel: { ...type, interval: (index: number) => index % 6 === 0 },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      splitNumber: 3,
      axisLabel: type,
      splitLine: { lineStyle: { color: look.line, opacity: 0.5 } },
    },
    series: spec.series.map(({ name, values, as }) =>
      as === 'bar'
        ? {
            ...{ type: 'bar', name, barCategoryGap: '25%', itemStyle: { color: look.quiet } },
            data: values.map((value, index) =>
              index === spec.now ? { value, itemStyle: { color: look.now } } : { value },
            ),
          }
        : {
            ...{ type: 'line', name, data: [...values], symbol: 'diamond', symbolSize: look.fontPx * 0.5 },
            ...{ lineStyle: { color: look.second, width: 2 }, itemStyle: { color: look.second } },
          },
    ),
  };
}

function rowsOf(spec: Extract<ChartSpec, { kind: 'rows' }>, look: ChartLook, type: Type) {
  const isLegendShown = spec.series.length > 1;
  const grid = edgesOf({ ...ROW_EDGES, top: isLegendShown ? LEGEND_EM : ROW_EDGES.top }, look.fontPx);
  const width = grid.left - look.fontPx * 0.7;
  return {
    grid,
    xAxis: { type: 'value', show: false, min: 0 },
    yAxis: {
      type: 'category',
      inverse: true,
      data: spec.rows.map(({ name }) => name),
      axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: { ...type, width, overflow: 'truncate', interval: 0 },
    },
    series: spec.series.map((name, index) => ({
      ...{ type: 'bar', name, barMaxWidth: look.fontPx * 1.2, barCategoryGap: '30%' },
      itemStyle: { color: index === 0 ? look.now : look.second },
      data: spec.rows.map(({ values }) => ({
        value: values[index]?.value ?? 0,
        label: { ...type, show: true, position: 'right', formatter: values[index]?.label ?? '' },
      })),
    })),
  };
}

const edgesOf = (
  { top, right, bottom, left }: Record<'top' | 'right' | 'bottom' | 'left', number>,
  fontPx: number,
) => ({
  ...{ top: top * fontPx, right: right * fontPx, bottom: bottom * fontPx, left: left * fontPx },
});
