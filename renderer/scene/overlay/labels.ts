/**
 * Which labels may be drawn. The most important win, the rest are left out whole: two names on top of each other are
 * none. What was drawn a moment ago gets a little preference, so that names do not flicker while the camera moves.
 */
export interface Box {
  /** CSS pixels. */
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface LabelBox extends Box {
  /** Higher is more important. */
  priority: number;
  /** Alarms, the selected thing: placed before all others and over icons; moves aside for a greater one of its kind. */
  isForced: boolean;
  wasShown: boolean;
}

const CELL_PX = 64;
const GAP_PX = 3;
const KEPT_BONUS = 8;
/** A forced label moves up or down by at most so many of its own heights. */
const MOST_STEPS = 4;

/** Reusable: holds its cells between frames so that thinning makes no garbage. */
export class LabelThinner {
  #cells = new Map<number, Box[]>();
  #spare: Box[][] = [];

  /**
   * Sorts `labels` by importance in place and returns the ones to draw, at most `budget` besides the forced ones. What was
   * blocked since `clear` stays free of the others. No two of the returned lie on each other: in a storm of alarms the
   * forced ones are stacked between 0 and `bottom`, and one that finds no room is left to its mark and the queue.
   */
  thin<Item extends LabelBox>(labels: Item[], budget: number, out: Item[], bottom = Number.POSITIVE_INFINITY): Item[] {
    out.length = 0;
    labels.sort((a, b) => rank(b) - rank(a));
    let taken = 0;
    for (const label of labels) {
      if (label.isForced ? !stack(label, out, bottom) : taken >= budget || this.#isTaken(label)) continue;
      this.block(label);
      out.push(label);
      if (!label.isForced) taken++;
    }
    return out;
  }

  /** Marks a box as occupied, e.g. by an icon. */
  block(box: Box): void {
    eachCell(box, (cell) => {
      let held = this.#cells.get(cell);
      if (!held) {
        held = this.#spare.pop() ?? [];
        this.#cells.set(cell, held);
      }
      held.push(box);
      return false;
    });
  }

  #isTaken(box: Box): boolean {
    return eachCell(box, (cell) => this.#cells.get(cell)?.some((other) => overlaps(box, other)) ?? false);
  }

  clear(): void {
    for (const held of this.#cells.values()) {
      held.length = 0;
      this.#spare.push(held);
    }
    this.#cells.clear();
  }
}

const rank = (box: LabelBox) => (box.isForced ? 1e6 : 0) + box.priority + (box.wasShown ? KEPT_BONUS : 0);

/** Moves a forced label to the nearest free height; false, and unmoved, when there is none. All of `placed` are forced. */
function stack(label: LabelBox, placed: readonly LabelBox[], bottom: number): boolean {
  const wanted = label.top;
  for (let step = 0; step <= MOST_STEPS * 2; step++) {
    const away = Math.ceil(step / 2) * (step % 2 === 0 ? 1 : -1);
    label.top = wanted + away * (label.height + GAP_PX);
    const isOnScreen = step === 0 || (label.top >= 0 && label.top + label.height <= bottom);
    if (isOnScreen && !placed.some((other) => overlaps(label, other))) return true;
  }
  label.top = wanted;
  return false;
}

function overlaps(a: Box, b: Box): boolean {
  return (
    a.left < b.left + b.width + GAP_PX &&
    b.left < a.left + a.width + GAP_PX &&
    a.top < b.top + b.height + GAP_PX &&
    b.top < a.top + a.height + GAP_PX
  );
}

function eachCell(box: Box, visit: (cell: number) => boolean): boolean {
  const lastColumn = Math.floor((box.left + box.width) / CELL_PX);
  const lastRow = Math.floor((box.top + box.height) / CELL_PX);
  for (let column = Math.floor(box.left / CELL_PX); column <= lastColumn; column++) {
    for (let row = Math.floor(box.top / CELL_PX); row <= lastRow; row++) {
      if (visit((column + 512) * 4_096 + row + 512)) return true;
    }
  }
  return false;
}
