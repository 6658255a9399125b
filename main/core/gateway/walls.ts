/** Which displays of the wall are being painted now. A page that hangs, or whose picture hangs, beats no more: that is all it takes. */
import type { Clock } from '#shared/kit/clock.ts';
import { type Disposable, toDisposable } from '#shared/kit/disposable.ts';
import { WALL_SILENCE_MS, type WallPageBeat, type WallReport } from '#shared/wire/wall.ts';

interface Held {
  readonly seatId: string;
  readonly report: WallReport;
  readonly beatAt: number;
  /** The same moment by the machine's own clock. */
  readonly beatLocal: number;
}

/** Displays that are gone are held so that somebody sees it; of more than this the oldest are forgotten. */
const MOST_HELD = 64;

export class WallBoard {
  readonly #clock: Clock;
  readonly #localNow: () => number;
  /** By display; the one that beat last, last. */
  readonly #held = new Map<string, Held>();
  readonly #listeners = new Set<() => void>();

  /**
   * @param clock of the station, for the moments that are told
   * @param localNow only goes forward, ms: pages beat by their own second whatever the pace of a drill
   */
  constructor(clock: Clock, localNow: () => number) {
    this.#clock = clock;
    this.#localNow = localNow;
  }

  get reports(): readonly WallReport[] {
    return [...this.#held.values()]
      .map(({ report }) => report)
      .sort((one, other) => (one.displayId < other.displayId ? -1 : 1));
  }

  onChange(listener: () => void): Disposable {
    this.#listeners.add(listener);
    return toDisposable(() => this.#listeners.delete(listener));
  }

  beat(seatId: string, machine: string, beat: WallPageBeat): void {
    const now = this.#clock();
    const before = this.#held.get(beat.displayId)?.report;
    const since = before?.state === 'painting' ? before.since : now;
    this.#put({
      seatId,
      beatAt: now,
      beatLocal: this.#localNow(),
      report: { ...beat, machine, state: 'painting', since },
    });
  }

  leave(seatId: string): void {
    for (const held of [...this.#held.values()])
      if (held.seatId === seatId) this.#put({ ...held, report: { ...held.report, state: 'gone', since: held.beatAt } });
  }

  forget(displayId: string): void {
    if (this.#held.delete(displayId)) this.#changed();
  }

  /** Notices silence. About once a second. */
  tick(): void {
    const now = this.#localNow();
    for (const held of [...this.#held.values()]) {
      const { report, beatAt, beatLocal } = held;
      if (report.state === 'painting' && now - beatLocal >= WALL_SILENCE_MS)
        this.#put({ ...held, report: { ...report, state: 'silent', since: beatAt } });
    }
  }

  #put(held: Held): void {
    const { displayId } = held.report;
    const before = this.#held.get(displayId)?.report;
    this.#held.delete(displayId);
    this.#held.set(displayId, held);
    for (const id of [...this.#held.keys()].slice(0, Math.max(0, this.#held.size - MOST_HELD))) this.#held.delete(id);
    if (JSON.stringify(before) !== JSON.stringify(held.report)) this.#changed();
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
