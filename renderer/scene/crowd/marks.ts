/**
 * Thousands of marks in flat arrays, laid out as the graphics card reads them. A mark carries its way from fix to fix and
 * the moment it was last heard of, so that motion and ageing are worked out by the card: a frame without news costs the
 * processor nothing, however many marks move. Pure: no canvas, no context.
 */

/** from x, from y, to x, to y (metres of the frame), start s, 1/duration s⁻¹, seen s, course in radians. */
export const FLOATS_PER_MARK = 8;
/** Picture, flags, two to spare: a vertex is fetched in whole words. */
export const BYTES_PER_MARK = 4;

/** Flags of a mark. */
export const HIDDEN = 1;
export const RINGED = 2;
/** Never shrunk by a crowd nor drawn as a point, and above those that are not. */
export const PROMINENT = 4;

/** A mark that never reported, and one that does not say where it heads. */
export const NEVER_SEEN_S = -1e9;
export const NO_COURSE_RADIANS = 1e3;

/** Slots to a block of the dirty map: what is uploaded together. */
const BLOCK = 128;
/** Seconds since the origin are kept short: a 32-bit float still tells milliseconds apart after this long. */
const REBASE_AFTER_MS = 20 * 60_000;
/** Seen longer ago than this is lost whatever the exact figure. */
const OLDEST_SEEN_S = -1e6;

export class Marks {
  readonly floats: Float32Array<ArrayBuffer>;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly count: number;
  readonly #dirty: Uint8Array;
  #dirtyCount = 0;
  #originAt: number;
  #serverOriginAt: number;
  #movingUntil = -Infinity;

  /** `now` is local and monotonic, `serverNow` epoch ms by the core; both only serve as origins of the stored seconds. */
  constructor(count: number, now: number, serverNow: number) {
    this.count = count;
    this.floats = new Float32Array(count * FLOATS_PER_MARK);
    this.bytes = new Uint8Array(count * BYTES_PER_MARK);
    this.#dirty = new Uint8Array(Math.ceil(count / BLOCK));
    this.#originAt = now;
    this.#serverOriginAt = serverNow;
    this.touchAll();
  }

  get isDirty(): boolean {
    return this.#dirtyCount > 0;
  }

  isMovingAt(now: number): boolean {
    return now < this.#movingUntil;
  }

  /** Local and server time in the seconds the marks are stored in. Shifts the origin when it is long ago. */
  clock(now: number, serverNow: number, out: Float32Array): void {
    if (now - this.#originAt > REBASE_AFTER_MS) this.#rebase(now, serverNow);
    out[0] = (now - this.#originAt) / 1_000;
    out[1] = (serverNow - this.#serverOriginAt) / 1_000;
  }

  /** Local ms; `durationMs` 0 is at rest. */
  putWay(
    slot: number,
    fromX: number,
    fromY: number,
    toX: number,
    toY: number,
    startAt: number,
    durationMs: number,
  ): void {
    const at = slot * FLOATS_PER_MARK;
    const { floats } = this;
    floats[at] = fromX;
    floats[at + 1] = fromY;
    floats[at + 2] = toX;
    floats[at + 3] = toY;
    floats[at + 4] = (startAt - this.#originAt) / 1_000;
    floats[at + 5] = durationMs > 0 ? 1_000 / durationMs : 0;
    this.#movingUntil = Math.max(this.#movingUntil, startAt + durationMs);
    this.#touch(slot);
  }

  /** `seenAt` is epoch ms by the core's clock or NaN for never, `courseDegrees` NaN for none. */
  putSeen(slot: number, seenAt: number, courseDegrees: number): void {
    const at = slot * FLOATS_PER_MARK;
    const seen = Math.max(OLDEST_SEEN_S, (seenAt - this.#serverOriginAt) / 1_000);
    this.floats[at + 6] = Number.isNaN(seenAt) ? NEVER_SEEN_S : seen;
    this.floats[at + 7] = Number.isNaN(courseDegrees) ? NO_COURSE_RADIANS : (courseDegrees * Math.PI) / 180;
    this.#touch(slot);
  }

  /** Does nothing when the mark already looks so. */
  putLook(slot: number, picture: number, flags: number): void {
    const at = slot * BYTES_PER_MARK;
    if (this.bytes[at] === picture && this.bytes[at + 1] === flags) return;
    this.bytes[at] = picture;
    this.bytes[at + 1] = flags;
    this.#touch(slot);
  }

  /** Everything goes to the card again: it has forgotten. */
  touchAll(): void {
    this.#dirty.fill(1);
    this.#dirtyCount = this.#dirty.length;
  }

  /** Calls back with each run of changed slots, joined where blocks meet, and forgets them. */
  takeChanges(upload: (fromSlot: number, toSlot: number) => void): void {
    if (this.#dirtyCount === 0) return;
    const blocks = this.#dirty.length;
    for (let block = 0; block < blocks; block++) {
      if (this.#dirty[block] === 0) continue;
      let end = block + 1;
      while (end < blocks && this.#dirty[end] === 1) end++;
      upload(block * BLOCK, Math.min(this.count, end * BLOCK));
      block = end;
    }
    this.#dirty.fill(0);
    this.#dirtyCount = 0;
  }

  #touch(slot: number): void {
    const block = Math.floor(slot / BLOCK);
    if (this.#dirty[block] === 1) return;
    this.#dirty[block] = 1;
    this.#dirtyCount++;
  }

  #rebase(now: number, serverNow: number): void {
    const shift = (now - this.#originAt) / 1_000;
    const serverShift = (serverNow - this.#serverOriginAt) / 1_000;
    const { floats } = this;
    for (let at = 0; at < floats.length; at += FLOATS_PER_MARK) {
      floats[at + 4] = floats[at + 4]! - shift;
      if (floats[at + 6] !== NEVER_SEEN_S) floats[at + 6] = Math.max(OLDEST_SEEN_S, floats[at + 6]! - serverShift);
    }
    this.#originAt = now;
    this.#serverOriginAt = serverNow;
    this.touchAll();
  }
}
