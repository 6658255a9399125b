/**
 * Keeps the marks of the units true to the field. Fixes come in batches of thousands; each frame takes over a share of them, and
 * never more than its time allows. In the order of slots: what changes together lies together, and the card is sent a part of its
 * buffer in each frame instead of all of it at once. A unit waits once, however often it reported meanwhile.
 */
import type { LivePosition } from '../contract.ts';
import { HIDDEN, Marks, PROMINENT, RINGED } from '../crowd/marks.ts';
import type { UnitField } from './field.ts';
import { lookOf } from './unitStyle.ts';

/** Looked at the clock after so many fixes. */
const STRIDE = 64;
/** Frames a batch is spread over: done before the next one comes. */
const FRAMES = 8;
/** Fewer than this are not worth another frame. */
const LEAST_SHARE = 64;

export class UnitCrowd {
  readonly marks: Marks;
  readonly #field: UnitField;
  readonly #positions: ReadonlyMap<string, LivePosition>;
  readonly #isWaiting: Uint8Array;
  #waitingCount = 0;
  /** Fixes a frame takes over, and the slot it goes on from. */
  #share = 0;
  #next = 0;

  constructor(field: UnitField, positions: ReadonlyMap<string, LivePosition>, now: number, serverNow: number) {
    this.#field = field;
    this.#positions = positions;
    this.marks = new Marks(field.count, now, serverNow);
    this.#isWaiting = new Uint8Array(field.count);
    for (let slot = 0; slot < field.count; slot++) this.#put(slot);
  }

  /** Fixes not taken over yet. */
  get backlog(): number {
    return this.#waitingCount;
  }

  /** These units reported. */
  reported(unitIds: readonly string[]): void {
    for (const id of unitIds) {
      const slot = this.#field.slotOf(id);
      if (slot < 0 || this.#isWaiting[slot] === 1) continue;
      this.#isWaiting[slot] = 1;
      this.#waitingCount++;
    }
    this.#share = Math.max(LEAST_SHARE, Math.ceil(this.#waitingCount / FRAMES));
  }

  /** Takes over this frame's share of what waits, for at most `budgetMs`; returns whether anything changed. */
  takeOver(now: number, budgetMs: number, clock: () => number = () => performance.now()): boolean {
    if (this.#waitingCount === 0) return false;
    const field = this.#field;
    const deadline = clock() + budgetMs;
    const share = Math.min(this.#share, this.#waitingCount);
    for (let taken = 0; taken < share; taken++) {
      if (taken % STRIDE === STRIDE - 1 && clock() >= deadline) break;
      const slot = this.#nextWaiting();
      this.#waitingCount--;
      this.#isWaiting[slot] = 0;
      const position = this.#positions.get(field.units[slot]!.id);
      if (!position) continue;
      field.setPositionOf(slot, position, now);
      this.#put(slot);
    }
    return true;
  }

  /** Somebody waits. */
  #nextWaiting(): number {
    const ahead = this.#isWaiting.indexOf(1, this.#next);
    const slot = ahead < 0 ? this.#isWaiting.indexOf(1) : ahead;
    this.#next = slot + 1;
    return slot;
  }

  /** `isElsewhere`: painted on the overlay instead. `isRinged`: among those the officer marked. */
  show(slot: number, isElsewhere: boolean, isRinged: boolean): void {
    const { kind, engagement } = this.#field.units[slot]!;
    const isEngaged = engagement !== null;
    const flags = (isElsewhere ? HIDDEN : 0) | (isRinged ? RINGED : 0) | (isEngaged ? PROMINENT : 0);
    this.marks.putLook(slot, lookOf(kind, isEngaged), flags);
  }

  #put(slot: number): void {
    const { marks } = this;
    this.#field.motion.handOver(slot, (fromX, fromY, toX, toY, startAt, durationMs) =>
      marks.putWay(slot, fromX, fromY, toX, toY, startAt, durationMs),
    );
    marks.putSeen(slot, this.#field.seenAt(slot), this.#field.course(slot));
  }
}
