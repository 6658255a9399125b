/** A looped recording played as if live: paced by the clock, every camera from its own place, always where it would be by now. */
import { TICKS_A_SECOND } from '../h264/accessUnit.ts';
import type { OpenSource } from '../source.ts';
import { type Loop, readLoop } from './loop.ts';

export interface FileOptions {
  readonly folders: readonly string[];
  readonly name: string;
  readonly offsetS: number;
  readonly now?: () => number;
}

/** A process that was held up sends what is due now, not what was due meanwhile. */
const MOST_BEHIND = 50;

export const fileSource = ({ folders, name, offsetS, now = Date.now }: FileOptions): OpenSource => {
  return ({ onUnit, onEnd }) => {
    let timer: NodeJS.Timeout | undefined;
    let isOver = false;
    const ticksNow = () => Math.round((now() / 1_000 + offsetS) * TICKS_A_SECOND);

    const play = (loop: Loop) => {
      let next = loop.keyBefore(loop.indexAt(ticksNow()));
      const step = () => {
        const due = loop.indexAt(ticksNow());
        if (due - next > MOST_BEHIND + loop.length || next - due > MOST_BEHIND) next = loop.keyBefore(due);
        for (; next <= due && !isOver; next++) onUnit(loop.unitAt(next));
        if (isOver) return;
        const waitMs = ((loop.unitAt(next).ticks - ticksNow()) * 1_000) / TICKS_A_SECOND;
        timer = setTimeout(step, Math.min(1_000, Math.max(1, waitMs)));
      };
      step();
    };

    void readLoop(folders, name).then((loop) => {
      if (isOver) return;
      if (loop.ok) play(loop.value);
      else onEnd(loop.failure);
    });
    return {
      dispose: () => {
        isOver = true;
        clearTimeout(timer);
      },
    };
  };
};
