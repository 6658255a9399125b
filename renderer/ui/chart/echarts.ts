/** The only importer of ECharts, and only of its parts that are drawn. Loaded when the first chart stands on a page, never at its start. */
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { ChartOption } from './chartOption.ts';

use([BarChart, LineChart, GridComponent, LegendComponent, SVGRenderer]);

export interface DrawnChart {
  paint(option: ChartOption): void;
  dispose(): void;
}

/** Draws as SVG, which stays sharp on any canvas, into an element that has a size. Nothing moves by itself. */
export function drawInto(host: HTMLElement): DrawnChart {
  const chart = init(host, null, { renderer: 'svg' });
  return {
    paint: (option) => {
      chart.resize();
      chart.setOption(option, { notMerge: true });
    },
    dispose: () => chart.dispose(),
  };
}
