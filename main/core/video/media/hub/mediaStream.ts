/**
 * One source with its viewers: pulled once however many watch, closed when nobody has for a while, tried again with growing
 * pauses when it fails. Viewers stay through a failure; their picture goes on, with its clock, when the source is back.
 */
import type { Disposable } from '#shared/kit/disposable.ts';
import { fail, ok, type Result } from '#shared/kit/result.ts';
import type { StreamHealth } from '../contract.ts';
import { type MediaFault, mediaFault } from '../fault.ts';
import { GopCache } from '../gop/gopCache.ts';
import { type Past, PreRoll } from '../gop/preRoll.ts';
import { type AccessUnit, TICKS_A_SECOND } from '../h264/accessUnit.ts';
import { isBSlice } from '../h264/nal.ts';
import { readSps } from '../h264/sps.ts';
import type { OpenSource } from '../source.ts';
import { backOffMs } from './backOff.ts';
import { HUB_LIMITS, type HubLimits } from './limits.ts';
import { Meter } from './meter.ts';

export interface StreamViewer {
  /** Begins with what is kept since the last key picture, all at once. */
  onUnit(unit: AccessUnit): void;
}

export interface MediaStreamOptions {
  readonly streamId: string;
  readonly open: OpenSource;
  /** Seconds that are kept of it while it is pulled; left out: none. */
  readonly preRollS?: number;
  readonly limits?: Partial<HubLimits>;
  readonly now?: () => number;
  readonly random?: () => number;
  readonly log?: (line: string) => void;
}

type Ready = Result<null, MediaFault>;

export class MediaStream implements Disposable {
  readonly #options: MediaStreamOptions;
  readonly #limits: HubLimits;
  readonly #now: () => number;
  readonly #viewers = new Set<StreamViewer>();
  readonly #gop = new GopCache();
  readonly #past: PreRoll;
  readonly #meter = new Meter();
  readonly #waiting = new Set<(ready: Ready) => void>();
  #state: StreamHealth['state'] = 'idle';
  #fault: MediaFault | null = null;
  #source: Disposable | null = null;
  #timer: NodeJS.Timeout | undefined;
  #idle: NodeJS.Timeout | undefined;
  #failures = 0;
  #liveSince: number | null = null;
  #lastFrameAt: number | null = null;
  #shift: number | null = null;
  #lastTicks = 0;
  #hasBSlices = false;
  #isHeld = false;

  constructor(options: MediaStreamOptions) {
    this.#options = options;
    this.#limits = { ...HUB_LIMITS, ...options.limits };
    this.#now = options.now ?? Date.now;
    this.#past = new PreRoll(options.preRollS ?? 0);
  }

  /** Some of its pictures refer to later ones, which WebRTC cannot show. */
  get hasBSlices(): boolean {
    return this.#hasBSlices;
  }

  /** First byte of the profile-level-id of what is kept; null when nothing is. */
  get profile(): number | null {
    return this.#gop.units[0]?.nals.map(readSps).find((facts) => facts !== null)?.profile ?? null;
  }

  attach(viewer: StreamViewer): Disposable {
    this.#viewers.add(viewer);
    this.#wake();
    for (const unit of this.#gop.units) viewer.onUnit(unit);
    return {
      dispose: () => {
        if (this.#viewers.delete(viewer)) this.#sleepWhenAlone();
      },
    };
  }

  /** Pulled whether anybody watches or not, so that there is a past when somebody does. */
  hold(isHeld: boolean): void {
    this.#isHeld = isHeld;
    if (isHeld) this.#wake();
    else this.#sleepWhenAlone();
  }

  /** What was kept of the last seconds; null: nothing. */
  past(): Past | null {
    return this.#past.before(this.#now());
  }

  /** Until there is a key picture. Refuses with the fault when the source fails, `noPicture` when none comes in time. */
  ready(limitMs: number): Promise<Ready> {
    if (this.#gop.units.length > 0) return Promise.resolve(ok(null));
    if (this.#state === 'backingOff' && this.#fault !== null) return Promise.resolve(fail(this.#fault));
    this.#wake();
    return new Promise((resolve) => {
      const late = setTimeout(() => settle(mediaFault('noPicture', 'no key picture in time')), limitMs);
      const settle = (ready: Ready) => {
        clearTimeout(late);
        this.#waiting.delete(settle);
        this.#sleepWhenAlone();
        resolve(ready);
      };
      this.#waiting.add(settle);
    });
  }

  health(): StreamHealth {
    return {
      streamId: this.#options.streamId,
      state: this.#state,
      fault: this.#fault?.code ?? null,
      viewers: this.#viewers.size,
      lastFrameAt: this.#lastFrameAt,
      ...this.#meter.read(this.#now()),
    };
  }

  dispose(): void {
    this.#viewers.clear();
    clearTimeout(this.#idle);
    for (const settle of [...this.#waiting]) settle(mediaFault('serverDown', 'the media process is ending'));
    clearTimeout(this.#idle);
    this.#stop('idle');
  }

  #wake(): void {
    clearTimeout(this.#idle);
    this.#idle = undefined;
    if (this.#state === 'idle') this.#start();
  }

  #sleepWhenAlone(): void {
    if (this.#isHeld || this.#viewers.size > 0 || this.#waiting.size > 0 || this.#state === 'idle') return;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#stop('idle'), this.#limits.idleCloseMs);
  }

  #start(): void {
    this.#state = 'connecting';
    this.#shift = null;
    this.#hasBSlices = false;
    this.#expectPicture();
    let isOpen = true;
    const source = this.#options.open({
      onUnit: (unit) => {
        if (isOpen) this.#take(unit);
      },
      onEnd: (failure) => {
        if (isOpen) this.#fail(failure);
      },
    });
    this.#source = {
      dispose: () => {
        isOpen = false;
        source.dispose();
      },
    };
  }

  #take(unit: AccessUnit): void {
    const now = this.#now();
    if (this.#state !== 'live') this.#goLive(now);
    if (now - (this.#liveSince ?? now) > this.#limits.settledMs) this.#failures = 0;
    const shifted = this.#onOneClock(unit, now);
    this.#lastFrameAt = now;
    this.#meter.note(
      now,
      unit.nals.reduce((sum, nal) => sum + nal.length, 0),
    );
    this.#noteBSlices(unit);
    this.#expectPicture();
    this.#gop.push(shifted);
    this.#past.push(shifted, now);
    for (const viewer of [...this.#viewers]) viewer.onUnit(shifted);
    if (unit.isKey) for (const settle of [...this.#waiting]) settle(ok(null));
  }

  #goLive(now: number): void {
    this.#state = 'live';
    this.#fault = null;
    this.#liveSince = now;
    this.#options.log?.(`${this.#options.streamId}: live`);
  }

  /** A source that was opened again begins with a clock of its own: it goes on where the last one would be by now. */
  #onOneClock(unit: AccessUnit, now: number): AccessUnit {
    if (this.#shift === null) {
      const sinceMs = this.#lastFrameAt === null ? 0 : Math.max(40, now - this.#lastFrameAt);
      this.#shift = this.#lastTicks + Math.round((sinceMs * TICKS_A_SECOND) / 1_000) - unit.ticks;
    }
    const ticks = unit.ticks + this.#shift;
    this.#lastTicks = Math.max(this.#lastTicks, ticks);
    return { ...unit, ticks };
  }

  #noteBSlices(unit: AccessUnit): void {
    if (this.#hasBSlices || !unit.nals.some(isBSlice)) return;
    this.#hasBSlices = true;
    this.#options.log?.(
      `${this.#options.streamId}: sends B-frames; set them to 0 at the camera for the fastest picture`,
    );
  }

  #expectPicture(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#fail({ code: 'noPicture', message: `no picture for ${this.#limits.silenceMs} ms` });
    }, this.#limits.silenceMs);
  }

  #fail(failure: MediaFault): void {
    this.#failures += 1;
    this.#stop('backingOff');
    this.#fault = failure;
    const pauseMs = backOffMs(this.#failures, failure.code, this.#limits, this.#options.random ?? Math.random);
    this.#options.log?.(`${this.#options.streamId}: ${failure.code}, ${failure.message}; again in ${pauseMs} ms`);
    for (const settle of [...this.#waiting]) settle(fail(failure));
    this.#timer = setTimeout(() => this.#start(), pauseMs);
  }

  #stop(state: 'idle' | 'backingOff'): void {
    clearTimeout(this.#timer);
    this.#source?.dispose();
    this.#source = null;
    this.#gop.clear();
    this.#liveSince = null;
    this.#state = state;
    if (state !== 'idle') return;
    this.#failures = 0;
    this.#past.clear();
  }
}
