import { useEffect, useRef } from 'react';

const EVERY_MS = 1_000;

/** Runs at once and then every second while somebody can see it; never twice at a time. */
export function useEverySecond(run: () => Promise<void>, isOn = true): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    if (!isOn) return;
    let isBusy = false;
    const step = async () => {
      if (isBusy || document.hidden) return;
      isBusy = true;
      await latest.current();
      isBusy = false;
    };
    void step();
    const timer = setInterval(() => void step(), EVERY_MS);
    return () => clearInterval(timer);
  }, [isOn]);
}
