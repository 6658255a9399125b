import { type ReactNode, type UIEvent, useEffect, useRef, useState } from 'react';
import { useListKeys } from '../../ui/useListKeys.ts';

/** Must equal .device-row's height in devices.css. */
export const ROW_HEIGHT = 46;
/** Rows drawn above and below what is in sight, so that scrolling shows no gaps. */
const MARGIN_ROWS = 6;

export interface RowRange {
  readonly from: number;
  readonly to: number;
}

/** Draws the rows in sight of a list however long. `focus`: index of a row to bring into sight when it changes. */
export function DeviceTable({
  count,
  focus,
  label,
  onRange,
  draw,
}: {
  readonly count: number;
  readonly focus: number;
  readonly label: string;
  /** The rows in sight: what is asked about them is asked for these only. */
  readonly onRange: (range: RowRange) => void;
  readonly draw: (index: number) => ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  const keys = useListKeys('.device-row__name');
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(600);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    const element = box.current;
    if (!element || focus < 0) return;
    const [start, end] = [focus * ROW_HEIGHT, (focus + 1) * ROW_HEIGHT];
    if (start < element.scrollTop) element.scrollTop = start;
    else if (end > element.scrollTop + element.clientHeight) element.scrollTop = end - element.clientHeight;
  }, [focus]);

  const from = Math.max(0, Math.min(count, Math.floor(top / ROW_HEIGHT) - MARGIN_ROWS));
  const to = Math.min(count, Math.ceil((top + height) / ROW_HEIGHT) + MARGIN_ROWS);
  useEffect(() => onRange({ from, to }), [from, to, onRange]);

  return (
    <div
      className="device-table"
      ref={box}
      onScroll={(event: UIEvent<HTMLDivElement>) => setTop(event.currentTarget.scrollTop)}
      data-testid="device-table"
    >
      <ul className="device-table__all" ref={keys} aria-label={label} style={{ height: count * ROW_HEIGHT }}>
        <li aria-hidden="true" style={{ height: from * ROW_HEIGHT }} />
        {Array.from({ length: to - from }, (_, index) => draw(from + index))}
      </ul>
    </div>
  );
}
