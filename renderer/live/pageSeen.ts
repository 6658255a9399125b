import { Observable } from './observable.ts';

/** Whether anybody can see this page: not while its window is minimised or hidden. What is costly to draw waits until then. */
export class PageSeen {
  readonly changes = new Observable();
  #isSeen: boolean;

  constructor(isSeen: boolean) {
    this.#isSeen = isSeen;
  }

  get isSeen(): boolean {
    return this.#isSeen;
  }

  tell(isSeen: boolean): void {
    if (isSeen === this.#isSeen) return;
    this.#isSeen = isSeen;
    this.changes.changed();
  }
}

/** A `document`, as far as it says whether its tab is in front. */
export interface SeenPage {
  readonly hidden: boolean;
  addEventListener(kind: 'visibilitychange', listener: () => void): void;
}

export function seenBy(page: SeenPage): PageSeen {
  const seen = new PageSeen(!page.hidden);
  page.addEventListener('visibilitychange', () => seen.tell(!page.hidden));
  return seen;
}
