/** The last seconds of a stream, so that a picture can be shown of the moment before somebody looked. Whole groups, oldest dropped first. */
import type { AccessUnit } from '../h264/accessUnit.ts';

/** Of one stream: ten seconds at 12 Mbit/s. What is more than this is shorter. */
export const MOST_PRE_ROLL_BYTES = 16 * 1024 * 1024;

export interface Past {
  /** Epoch ms of the first picture. */
  readonly since: number;
  /** Begins with a key picture. */
  readonly units: readonly AccessUnit[];
}

interface Group {
  readonly since: number;
  readonly units: AccessUnit[];
  bytes: number;
}

export class PreRoll {
  readonly #ms: number;
  #groups: Group[] = [];
  #bytes = 0;

  constructor(seconds: number) {
    this.#ms = seconds * 1_000;
  }

  push(unit: AccessUnit, now: number): void {
    if (this.#ms === 0) return;
    if (unit.isKey) this.#groups.push({ since: now, units: [], bytes: 0 });
    const group = this.#groups.at(-1);
    if (!group) return;
    const size = unit.nals.reduce((sum, nal) => sum + nal.length, 0);
    group.units.push(unit);
    group.bytes += size;
    this.#bytes += size;
    this.#prune(now);
  }

  /** What is kept of the time before `now`; null: nothing, or nothing so young. */
  before(now: number): Past | null {
    this.#prune(now);
    const [first] = this.#groups;
    const last = this.#groups.at(-1);
    if (!first || !last || now - last.since > this.#ms * 2) return null;
    return { since: first.since, units: this.#groups.flatMap(({ units }) => units) };
  }

  clear(): void {
    this.#groups = [];
    this.#bytes = 0;
  }

  /** The oldest group goes once the next one reaches back far enough, or there is too much; the newest stays, unless it is too much alone. */
  #prune(now: number): void {
    while (this.#groups.length > 1 && (now - this.#groups[1]!.since >= this.#ms || this.#bytes > MOST_PRE_ROLL_BYTES))
      this.#bytes -= this.#groups.shift()!.bytes;
    if (this.#bytes > MOST_PRE_ROLL_BYTES) this.clear();
  }
}
