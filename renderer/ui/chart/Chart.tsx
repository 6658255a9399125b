import { useEffect, useRef } from 'react';
import { type ChartLook, type ChartSpec, COLUMN_EDGES, LEGEND_EM, optionOf, ROW_EDGES } from './chartOption.ts';
import type { DrawnChart } from './echarts.ts';
import './chart.css';

/** What a column or a row opens; `name` says it to whoever cannot see the chart. */
export interface ChartButton {
  readonly key: string;
  readonly name: string;
  readonly isChosen: boolean;
  readonly testId?: string;
}

/**
 * Fills its place and follows its size. Every column or row may be a button over the picture; without buttons the picture says by
 * `label` what it shows.
 */
export function Chart({
  spec,
  label,
  buttons = [],
  onOpen,
}: {
  readonly spec: ChartSpec;
  readonly label: string;
  readonly buttons?: readonly ChartButton[];
  readonly onOpen?: (key: string) => void;
}) {
  const host = useRef<HTMLDivElement>(null);
  const shown = useRef<ChartSpec>(spec);
  const repaint = useRef<() => void>(() => undefined);
  useEffect(() => {
    const target = host.current;
    if (!target) return;
    let drawn: DrawnChart | null = null;
    let isGone = false;
    repaint.current = () => drawn?.paint(optionOf(shown.current, lookOf(target)));
    const observer = new ResizeObserver(() => repaint.current());
    observer.observe(target);
    void import('./echarts.ts').then(({ drawInto }) => {
      if (isGone) return;
      drawn = drawInto(target);
      repaint.current();
    });
    return () => {
      isGone = true;
      observer.disconnect();
      drawn?.dispose();
    };
  }, []);
  // What is shown decides, not the object that carries it: that is made anew every second.
  const told = JSON.stringify(spec);
  useEffect(() => {
    shown.current = JSON.parse(told) as ChartSpec;
    repaint.current();
  }, [told]);
  return (
    <figure className="chart" aria-label={label} data-testid="chart">
      <div className="chart__picture" ref={host} aria-hidden="true" />
      {buttons.length > 0 && (
        <div className={`chart__buttons chart__buttons--${spec.kind}`} style={{ inset: insetOf(spec) }}>
          {buttons.map(({ key: id, name, isChosen, testId }) => (
            <button
              key={id}
              type="button"
              aria-label={name}
              aria-pressed={isChosen}
              onClick={() => onOpen?.(id)}
              data-testid={testId}
            />
          ))}
        </div>
      )}
    </figure>
  );
}

/** Over the columns and their names, or over whole rows. */
function insetOf({ kind, series }: ChartSpec): string {
  const { top, right, left } = COLUMN_EDGES;
  if (kind === 'columns') return `${top}em ${right}em 0 ${left}em`;
  return `${series.length > 1 ? LEGEND_EM : ROW_EDGES.top}em 0 0 0`;
}

function lookOf(host: HTMLElement): ChartLook {
  const style = getComputedStyle(host);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    font: style.fontFamily,
    fontPx: Number.parseFloat(style.fontSize),
    text: token('--text-2'),
    line: token('--line-strong'),
    quiet: token('--line-control'),
    now: token('--info'),
    second: token('--warn'),
  };
}
