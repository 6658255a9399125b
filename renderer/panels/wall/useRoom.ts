import { useEffect, useRef, useState } from 'react';

/** How many rows of a height, in `--wall-unit`s, fit into an element: what does not fit is counted, never cut through. */
export function useRoom<Host extends HTMLElement>(rowUnits: number) {
  const host = useRef<Host>(null);
  const [rows, setRows] = useState(1);
  useEffect(() => {
    const target = host.current;
    if (!target) return;
    const measure = () => {
      const unit = Math.min(window.innerWidth, window.innerHeight) / UNITS_ON_CANVAS;
      setRows(Math.max(1, Math.floor(target.clientHeight / (unit * rowUnits) + 0.01)));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    return () => observer.disconnect();
  }, [rowUnits]);
  return [host, rows] as const;
}

/** `--wall-unit` of wall.css is the shorter side of the canvas by this: the smallest type that is read from ten metres. */
const UNITS_ON_CANVAS = 60;
