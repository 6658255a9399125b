/** What a protocol does later by itself. A bare setTimeout would throw past its link, at the whole core. */
import type { Disposable } from '#shared/kit/disposable.ts';

/** Runs once, when set; set again, it runs then instead. Disposed it never runs. */
export interface LinkTimer extends Disposable {
  /** So long from now. */
  set(afterMs: number): void;
}

/** `guard` carries out what is due and keeps what it throws. */
export function openTimer(run: () => void, guard: (run: () => void) => void = (due) => due()): LinkTimer {
  let timer: NodeJS.Timeout | undefined;
  let setMs: number | undefined;
  let isDisposed = false;
  return {
    set(afterMs) {
      if (isDisposed) return;
      // Most are set again and again to the same.
      if (timer && setMs === afterMs) {
        timer.refresh();
        return;
      }
      clearTimeout(timer);
      setMs = afterMs;
      timer = setTimeout(() => guard(run), afterMs);
    },
    dispose() {
      isDisposed = true;
      clearTimeout(timer);
    },
  };
}
