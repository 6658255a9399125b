import type { Disposable } from '#shared/kit/disposable.ts';
import type { BlindReport } from '#shared/wire/video.ts';
import { Observable } from './observable.ts';
import type { blindSpots } from './sightAnswers.ts';

/** The core is still working it out, or has nothing new; nobody answered. */
const ASK_AGAIN_MS = { working: 2_000, ready: 60_000, failed: 5_000 } as const;

export interface BlindView {
  /** `working`: the cameras are others than those of `report`, or there is none yet. `failed`: nobody answered. */
  readonly state: 'asking' | keyof typeof ASK_AGAIN_MS;
  /** The last one there was; null: none yet. */
  readonly report: BlindReport | null;
}

const NOTHING: BlindView = { state: 'asking', report: null };

/** The ground no camera sees: asked for only while somebody looks at it. Call `watch` twice a second; it owns no timer. */
export class BlindFeed implements Disposable {
  readonly changes = new Observable();
  readonly #ask: () => ReturnType<typeof blindSpots>;
  readonly #localNow: () => number;
  #view = NOTHING;
  #isWanted = false;
  #isAsking = false;
  #askAt = Number.NEGATIVE_INFINITY;

  /** `localNow`: a clock that only goes forward, ms. */
  constructor(ask: () => ReturnType<typeof blindSpots>, localNow: () => number) {
    this.#ask = ask;
    this.#localNow = localNow;
  }

  /** The same object until something changed. */
  get view(): BlindView {
    return this.#view;
  }

  want(isWanted: boolean): void {
    if (this.#isWanted === isWanted) return;
    this.#isWanted = isWanted;
    this.#askAt = Number.NEGATIVE_INFINITY;
    this.watch();
  }

  watch(): void {
    if (this.#isWanted && !this.#isAsking && this.#localNow() >= this.#askAt) void this.#look();
  }

  dispose(): void {
    this.#isWanted = false;
  }

  async #look(): Promise<void> {
    this.#isAsking = true;
    const answer = await this.#ask();
    this.#isAsking = false;
    if (!this.#isWanted) return;
    const state = answer?.state ?? 'failed';
    this.#askAt = this.#localNow() + ASK_AGAIN_MS[state];
    const { report: held } = this.#view;
    const given = answer?.report ?? null;
    const report = given === null || given.computedAt === held?.computedAt ? held : given;
    if (state === this.#view.state && report === held) return;
    this.#view = { state, report };
    this.changes.changed();
  }
}
