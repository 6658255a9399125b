import { type PointerEvent, type RefObject, useRef } from 'react';
import { atOf } from '../../live/review/timeScale.ts';
import { useFilmSession } from './film.tsx';

/** The moment is looked up no oftener than this while it is dragged. */
const DRAG_EVERY_MS = 100;
/** Less is the shaking of a hand that clicks. */
const STILL_PX = 3;

interface Drag {
  readonly startX: number;
  /** Of what was pressed on; null: on the bare line. */
  readonly itemAt: number | null;
  hasMoved: boolean;
  soughtAt: number;
}

/** Dragging anywhere on the tracks scrubs; a click on something goes to its very moment. `track`: the ruler, as wide as every track. */
export function useScrub(track: RefObject<HTMLElement | null>) {
  const film = useFilmSession();
  const drag = useRef<Drag | null>(null);
  const momentOf = ({ clientX }: PointerEvent): number | null => {
    const box = track.current?.getBoundingClientRect();
    if (!box) return null;
    const x = Math.min(box.width, Math.max(0, clientX - box.left));
    return atOf({ ...film.state.shown, widthPx: box.width }, x);
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      const target = event.target as HTMLElement;
      const box = track.current?.getBoundingClientRect();
      if (event.button !== 0 || !box || event.clientX < box.left || target.closest('button')) return;
      const item = target.closest<HTMLElement>('[data-at]');
      drag.current = {
        ...{ startX: event.clientX, hasMoved: false, soughtAt: 0 },
        itemAt: item ? Number(item.dataset.at) : null,
      };
      event.currentTarget.setPointerCapture(event.pointerId);
      const at = momentOf(event);
      if (!item && at !== null) void film.seek(at);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const held = drag.current;
      if (!held) return;
      held.hasMoved ||= Math.abs(event.clientX - held.startX) > STILL_PX;
      const at = momentOf(event);
      if (!held.hasMoved || at === null || performance.now() - held.soughtAt < DRAG_EVERY_MS) return;
      held.soughtAt = performance.now();
      void film.seek(at);
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      const held = drag.current;
      drag.current = null;
      if (!held) return;
      const at = held.hasMoved ? momentOf(event) : held.itemAt;
      if (at !== null) void film.seek(at);
    },
    onPointerCancel: () => {
      drag.current = null;
    },
  };
}
