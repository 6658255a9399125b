/** Keys of a list: one Tab stop, arrows within it. Works on the rows that stand in the page, so that a list drawn piece by piece has them too. */

export interface ListKeysOptions {
  /** Selector of what takes the focus in each row. */
  readonly rows: string;
  /** Moving chooses, as in a queue whose rows are shown beside it. */
  readonly chooses?: boolean;
  /** Letters go to the next row that begins with them, while the row was reached by keyboard. */
  readonly findsByLetters?: boolean;
}

const TYPED_TOGETHER_MS = 700;
/** How long a list may take to draw what was scrolled into sight. */
const FRAMES_TO_DRAW = 60;

/** Returns its own disposer. */
export function attachListKeys(
  list: HTMLElement,
  { rows: selector, chooses, findsByLetters }: ListKeysOptions,
): () => void {
  let last = 0;
  let typed = '';
  let typedAt = 0;
  const rows = () => [...list.querySelectorAll<HTMLElement>(selector)].filter(isReachable);
  const rove = () => {
    const all = rows();
    const focused = all.indexOf(document.activeElement as HTMLElement);
    const current = all.findIndex((row) => row.closest('[aria-current="true"], [aria-selected="true"]') !== null);
    const stop = focused !== -1 ? focused : current !== -1 ? current : Math.min(last, all.length - 1);
    for (const [index, row] of all.entries()) row.tabIndex = index === stop ? 0 : -1;
  };
  const go = (row: HTMLElement | undefined) => {
    if (!row) return;
    row.focus();
    row.scrollIntoView({ block: 'nearest' });
    if (chooses) row.click();
  };
  const edge = (isEnd: boolean) => {
    const box = scroller(list);
    if (box) box.scrollTop = isEnd ? box.scrollHeight : 0;
    const settle = (frames: number) =>
      afterPaint(() => {
        const row = isEnd ? rows().at(-1) : rows()[0];
        if (frames === 0 || isAtEdge(row, isEnd)) go(row);
        else settle(frames - 1);
      });
    settle(FRAMES_TO_DRAW);
  };
  /** As far as is in sight: the row that then stands where this one stood. */
  const page = (row: HTMLElement, step: 1 | -1) => {
    const box = scroller(list);
    const before = box?.scrollTop ?? 0;
    const top = row.getBoundingClientRect().top;
    box?.scrollBy(0, step * box.clientHeight * 0.9);
    if (!box || box.scrollTop === before) return go(step === 1 ? rows().at(-1) : rows()[0]);
    afterPaint(() => {
      const away = (each: HTMLElement) => Math.abs(each.getBoundingClientRect().top - top);
      go(rows().toSorted((left, right) => away(left) - away(right))[0]);
    });
  };
  const findTyped = (key: string, at: number, all: readonly HTMLElement[], stamp: number): HTMLElement | undefined => {
    typed = stamp - typedAt < TYPED_TOGETHER_MS ? typed + key : key;
    typedAt = stamp;
    const order =
      typed.length === 1 ? [...all.slice(at + 1), ...all.slice(0, at + 1)] : [...all.slice(at), ...all.slice(0, at)];
    return order.find((row) => row.textContent?.trim().toLowerCase().startsWith(typed));
  };
  const handleKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    const all = rows();
    const at = all.indexOf(event.target as HTMLElement);
    const row = all[at];
    if (!row) return;
    if (event.key === 'ArrowDown') go(all[at + 1]);
    else if (event.key === 'ArrowUp') go(all[at - 1]);
    else if (event.key === 'Home') edge(false);
    else if (event.key === 'End') edge(true);
    else if (event.key === 'PageDown') page(row, 1);
    else if (event.key === 'PageUp') page(row, -1);
    else if (findsByLetters && event.key.length === 1 && event.key !== ' ' && row.matches(':focus-visible')) {
      // A letter that begins no row stays a key of the desk.
      const found = findTyped(event.key.toLowerCase(), at, all, event.timeStamp);
      if (!found) return;
      go(found);
    } else return;
    event.preventDefault();
  };
  const handleFocus = (event: FocusEvent) => {
    const at = rows().indexOf(event.target as HTMLElement);
    if (at !== -1) last = at;
    rove();
  };
  const observer = new MutationObserver(rove);
  observer.observe(list, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['aria-current', 'disabled'],
  });
  list.addEventListener('keydown', handleKey);
  list.addEventListener('focusin', handleFocus);
  rove();
  return () => {
    observer.disconnect();
    list.removeEventListener('keydown', handleKey);
    list.removeEventListener('focusin', handleFocus);
  };
}

const isReachable = (row: HTMLElement): boolean => !row.matches(':disabled, [hidden] *');

/** What scrolls the list: itself, or what it stands in. */
function scroller(list: HTMLElement): HTMLElement | null {
  for (let box: HTMLElement | null = list; box; box = box.parentElement) {
    if (box.scrollHeight > box.clientHeight + 1 && getComputedStyle(box).overflowY !== 'visible') return box;
  }
  return null;
}

/** Of a list that is drawn piece by piece: rows say how many there are and which of them they are. */
function isAtEdge(row: HTMLElement | undefined, isEnd: boolean): boolean {
  const item = row?.closest('[aria-posinset]');
  return !item || item.ariaPosInSet === (isEnd ? item.ariaSetSize : '1');
}

/** Rows that scrolled into sight are drawn a frame later. */
const afterPaint = (work: () => void) => requestAnimationFrame(() => requestAnimationFrame(work));
