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
  /** Drawn even over others: alarms, the selected thing. */
  isForced: boolean;
  wasShown: boolean;
}

const CELL_PX = 64;
const GAP_PX = 3;
const KEPT_BONUS = 8;

/** Reusable: holds its cells between frames so that thinning makes no garbage. */
export class LabelThinner {
  #cells = new Map<number, Box[]>();
  #spare: Box[][] = [];

  /**
   * Sorts `labels` by importance in place and returns the ones to draw, at most `budget` besides the forced ones. What was
   * blocked since `clear` stays free of them.
   */
  thin<Item extends LabelBox>(labels: Item[], budget: number, out: Item[]): Item[] {
    out.length = 0;
    labels.sort((a, b) => rank(b) - rank(a));
    let taken = 0;
    for (const label of labels) {
      if (!label.isForced && (taken >= budget || this.#isTaken(label))) continue;
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
