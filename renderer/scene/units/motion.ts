/**
 * Positions of all units as flat arrays, and their smooth motion from fix to fix. A unit glides from where it is drawn to
 * its newest fix and rests there: it is never drawn beyond what it reported. Nothing here allocates per frame.
 */
const SHORTEST_GLIDE_MS = 250;
/** Longer gaps are not worth hiding: an officer would see a unit where it no longer is. */
const LONGEST_GLIDE_MS = 3_000;
/** Farther than this between two fixes is a correction, not a movement. */
const JUMP_M = 250;

export class UnitMotion {
  #capacity = 256;
  #count = 0;
  #fromX = new Float64Array(this.#capacity);
  #fromY = new Float64Array(this.#capacity);
  #toX = new Float64Array(this.#capacity);
  #toY = new Float64Array(this.#capacity);
  #startAt = new Float64Array(this.#capacity);
  #glideMs = new Float64Array(this.#capacity);
  #latestEndAt = 0;

  get count(): number {
    return this.#count;
  }

  /** Adds a unit at rest and returns its slot. */
  add(x: number, y: number): number {
    if (this.#count === this.#capacity) this.#grow();
    const slot = this.#count++;
    this.#rest(slot, x, y);
    return slot;
  }

  clear(): void {
    this.#count = 0;
    this.#latestEndAt = 0;
  }

  /** Hands the way a unit is on to `put`: metres, local ms, and how long the glide takes; 0 ms is at rest. */
  handOver(
    slot: number,
    put: (fromX: number, fromY: number, toX: number, toY: number, startAt: number, durationMs: number) => void,
  ): void {
    put(
      this.#fromX[slot]!,
      this.#fromY[slot]!,
      this.#toX[slot]!,
      this.#toY[slot]!,
      this.#startAt[slot]!,
      this.#glideMs[slot]!,
    );
  }

  /** A new fix, at local time `now`. The glide lasts as long as the unit took to get there, within limits. */
  moveTo(slot: number, x: number, y: number, now: number): void {
    const fromX = this.xAt(slot, now);
    const fromY = this.yAt(slot, now);
    const wayM = Math.hypot(x - fromX, y - fromY);
    const since = now - this.#startAt[slot]!;
    if (wayM > JUMP_M || !(since > 0) || wayM < 0.2) {
      this.#rest(slot, x, y, now);
      return;
    }
    this.#fromX[slot] = fromX;
    this.#fromY[slot] = fromY;
    this.#toX[slot] = x;
    this.#toY[slot] = y;
    this.#startAt[slot] = now;
    this.#glideMs[slot] = Math.min(LONGEST_GLIDE_MS, Math.max(SHORTEST_GLIDE_MS, since));
    this.#latestEndAt = Math.max(this.#latestEndAt, now + this.#glideMs[slot]!);
  }

  /** Puts a unit down without a glide. */
  place(slot: number, x: number, y: number, now: number): void {
    this.#rest(slot, x, y, now);
  }

  /** Writes the slots, or every `step`-th of them, whose place at `now` lies in [west, south, east, north] into `out`; returns how many. */
  collectWithin(bounds: ArrayLike<number>, now: number, out: Int32Array, step = 1): number {
    const [west, south, east, north] = [bounds[0]!, bounds[1]!, bounds[2]!, bounds[3]!];
    const [fromX, fromY, toX, toY] = [this.#fromX, this.#fromY, this.#toX, this.#toY];
    const [startAt, glideMs, count] = [this.#startAt, this.#glideMs, this.#count];
    let found = 0;
    for (let slot = 0; slot < count; slot += step) {
      const glide = glideMs[slot]!;
      const share = glide === 0 ? 1 : Math.min(1, (now - startAt[slot]!) / glide);
      const x = fromX[slot]! + (toX[slot]! - fromX[slot]!) * share;
      if (x < west || x > east) continue;
      const y = fromY[slot]! + (toY[slot]! - fromY[slot]!) * share;
      if (y >= south && y <= north) out[found++] = slot;
    }
    return found;
  }

  isMovingAt(now: number): boolean {
    return now < this.#latestEndAt;
  }

  isSlotMovingAt(slot: number, now: number): boolean {
    return now < this.#startAt[slot]! + this.#glideMs[slot]!;
  }

  xAt(slot: number, now: number): number {
    return mix(this.#fromX[slot]!, this.#toX[slot]!, this.#progress(slot, now));
  }

  yAt(slot: number, now: number): number {
    return mix(this.#fromY[slot]!, this.#toY[slot]!, this.#progress(slot, now));
  }

  #progress(slot: number, now: number): number {
    const glide = this.#glideMs[slot]!;
    return glide === 0 ? 1 : Math.min(1, (now - this.#startAt[slot]!) / glide);
  }

  #rest(slot: number, x: number, y: number, now = 0): void {
    this.#fromX[slot] = this.#toX[slot] = x;
    this.#fromY[slot] = this.#toY[slot] = y;
    this.#startAt[slot] = now;
    this.#glideMs[slot] = 0;
  }

  #grow(): void {
    this.#capacity *= 2;
    const grown = (old: Float64Array) => {
      const next = new Float64Array(this.#capacity);
      next.set(old);
      return next;
    };
    this.#fromX = grown(this.#fromX);
    this.#fromY = grown(this.#fromY);
    this.#toX = grown(this.#toX);
    this.#toY = grown(this.#toY);
    this.#startAt = grown(this.#startAt);
    this.#glideMs = grown(this.#glideMs);
  }
}

const mix = (from: number, to: number, share: number) => from + (to - from) * share;
