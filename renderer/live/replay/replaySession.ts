import { type Disposable, DisposableStore, toDisposable } from '#shared/kit/disposable.ts';
import type { ReplayFormat, ReplayOverview } from '#shared/wire/replay.ts';
import type { CoreAnswer, CoreFault } from '../askCore.ts';
import { Observable } from '../observable.ts';
import { orderQueue } from '../queueOrder.ts';
import type { SeatClient } from '../seatClient.ts';
import type { Selection } from '../selection.ts';
import { type Moment, ReplayApi, type ReplaySpan } from './replayApi.ts';
import { ReplayFeed } from './replayFeed.ts';
import { ReplaySource } from './replaySource.ts';
import { nextStep, previousStep } from './steps.ts';

export const REPLAY_SPEEDS = [0.5, 1, 2, 4, 8, 16, 32, 64] as const;
export type ReplaySpeed = (typeof REPLAY_SPEEDS)[number];

/**
 * `choosing`: which span. `replaying`: the past is on the screen. `suspended`: the screen is live again and the moment is kept.
 */
export type ReplayMode = 'off' | 'choosing' | 'replaying' | 'suspended';

export interface ReplayState {
  readonly mode: ReplayMode;
  readonly span: ReplaySpan | null;
  readonly overview: ReplayOverview | null;
  readonly isPlaying: boolean;
  readonly speed: ReplaySpeed;
  /** Something is awaited from the core. */
  readonly isWaiting: boolean;
  readonly fault: CoreFault | null;
  /** What the camera keeps in sight; of an incident also what is stepped through. */
  readonly follow: Selection | null;
  /** The new alarm that took the screen back. */
  readonly brokenBy: string | null;
}

const OFF: ReplayState = {
  ...{ mode: 'off', span: null, overview: null, isPlaying: false, speed: 1 },
  ...{ isWaiting: false, fault: null, follow: null, brokenBy: null },
};
/** A window that stood still goes on from where it was, not from where it would be. */
const LONGEST_TICK_MS = 1_000;
const RETRY_MS = 2_000;

/**
 * One replay at this desk: which span, how fast, where it stands. What is live goes on beside it, and a new alarm takes the
 * screen back at once. Call `advance` about ten times a second; it owns no timer of its own.
 */
export class ReplaySession implements Disposable {
  readonly changes = new Observable();
  readonly source: ReplaySource;
  readonly #client: SeatClient;
  readonly #api: ReplayApi;
  readonly #feed: ReplayFeed;
  readonly #disposables = new DisposableStore();
  readonly #isInterruptible: boolean;
  #state = OFF;
  #at = 0;
  #tickedAt = 0;
  #retryAt = 0;
  #known: ReadonlySet<string> = new Set();
  #stepping: Promise<void> = Promise.resolve();

  /** `isInterruptible` false: for a window with nothing live in it, which says itself that there is an alarm. */
  constructor(client: SeatClient, { isInterruptible = true } = {}) {
    this.#client = client;
    this.#isInterruptible = isInterruptible;
    this.#api = new ReplayApi(client);
    this.#feed = new ReplayFeed(this.#api);
    this.source = new ReplaySource(() => this.at, client.localNow);
    this.#disposables.add(toDisposable(client.changes.subscribe(() => this.#watchForAlarms())));
  }

  get state(): ReplayState {
    return this.#state;
  }

  /** Whether the past is what map and incident show. */
  get isOnScreen(): boolean {
    return this.#state.mode === 'replaying';
  }

  /** The moment shown, epoch ms. */
  get at(): number {
    return this.#at;
  }

  /** The same, between two ticks of `advance`: what a hand that glides is drawn by. */
  get atBetweenTicks(): number {
    const { span, isPlaying, isWaiting, speed } = this.#state;
    if (!span || !isPlaying || isWaiting) return this.#at;
    const sinceMs = Math.min(LONGEST_TICK_MS, Math.max(0, this.#client.localNow() - this.#tickedAt));
    return Math.min(this.#at + sinceMs * speed, span.toAt, Math.max(this.#at, this.#feed.coveredUntil));
  }

  choose(): void {
    this.#known = this.#unanswered();
    this.#change({ mode: 'choosing', fault: null, brokenBy: null });
  }

  /** Shows a span from its beginning, or from `at`; the past is on the screen when it is there. */
  async open(span: ReplaySpan, at = span.fromAt): Promise<void> {
    this.#change({ isWaiting: true, fault: null });
    const overview = await this.#api.overview(span);
    if (this.#state.mode !== 'choosing') return;
    if (!overview.ok) return this.#change({ isWaiting: false, fault: overview.failure });
    this.#change({ span, overview: overview.value, isPlaying: false, follow: null });
    if (await this.#begin({ at }, at)) {
      if (this.#state.mode === 'choosing') this.#change({ mode: 'replaying' });
    }
  }

  /** The same at once and of any length, for whoever knows already what is in it. False: the core did not give it. */
  async project(span: ReplaySpan, at = span.fromAt): Promise<boolean> {
    this.#change({ ...OFF, mode: 'choosing', span, speed: this.#state.speed });
    if (!(await this.#begin({ at }, at))) return false;
    this.#change({ mode: 'replaying' });
    return true;
  }

  /** The span goes on for longer than it was taken to; what is shown stays. */
  lengthen(toAt: number): void {
    const { span } = this.#state;
    if (span && toAt > span.toAt) this.#change({ span: { ...span, toAt } });
  }

  play(isPlaying: boolean): void {
    if (!this.isOnScreen) return;
    if (isPlaying && this.#at >= this.#state.span!.toAt) void this.seek(this.#state.span!.fromAt);
    this.#tickedAt = this.#client.localNow();
    this.#change({ isPlaying });
    // What stands still is looked at: everybody where they were.
    if (!isPlaying && this.#feed.isThinned) void this.seek(this.#at);
  }

  setSpeed(speed: ReplaySpeed): void {
    this.#change({ speed });
  }

  follow(follow: Selection | null): void {
    this.#change({ follow });
  }

  /** Shows another moment of the span. */
  async seek(at: number): Promise<void> {
    const { span } = this.#state;
    if (!span) return;
    const wanted = Math.round(Math.min(span.toAt, Math.max(span.fromAt, at)));
    if (wanted >= this.#at && this.#hasAhead(wanted)) return this.#goTo(wanted);
    await this.#begin({ at: wanted }, wanted);
  }

  /** Shows the next or previous thing that happened, and stays there. One after the other, however fast the key is pressed. */
  step(direction: 1 | -1): Promise<void> {
    this.#stepping = this.#stepping.then(() => this.#step(direction));
    return this.#stepping;
  }

  async #step(direction: 1 | -1): Promise<void> {
    const { overview, follow } = this.#state;
    if (!overview || !this.isOnScreen) return;
    this.#change({ isPlaying: false });
    const standing = { seq: this.source.live.world.seq, at: this.#at };
    const incidentId = follow?.kind === 'incident' ? follow.id : null;
    const find = direction === 1 ? nextStep : previousStep;
    const entry = find(overview.entries, standing, incidentId);
    if (entry) await this.showEntry(entry);
  }

  /** Shows the world just after one event. */
  async showEntry({ seq, at }: { readonly seq: number; readonly at: number }): Promise<void> {
    const isAhead = seq > this.source.live.world.seq && at >= this.#at;
    if (isAhead && this.#hasAhead(at)) return this.#goTo(at, seq);
    await this.#begin({ seq }, at);
  }

  /** Everything up to that moment is at hand, with nothing left out. */
  #hasAhead(at: number): boolean {
    return at <= this.#feed.coveredUntil && !this.#feed.isThinned && !this.#state.isWaiting;
  }

  /** Gives the screen back to what is live and keeps the moment. */
  suspend(brokenBy: string | null = null): void {
    if (this.#state.mode === 'replaying') this.#change({ mode: 'suspended', isPlaying: false, brokenBy });
    else if (this.#state.mode === 'choosing') this.#change(OFF);
  }

  resume(): void {
    if (this.#state.mode !== 'suspended') return;
    this.#known = this.#unanswered();
    this.#change({ mode: 'replaying', brokenBy: null });
  }

  leave(): void {
    this.#change(OFF);
  }

  /** The span's data as a file. */
  file(format: ReplayFormat): Promise<CoreAnswer<Blob>> {
    const { span } = this.#state;
    if (!span) throw new Error('No span is open');
    return this.#api.file(span, format);
  }

  advance(): void {
    const { span, isPlaying, isWaiting, speed } = this.#state;
    if (!this.isOnScreen || !span) return;
    const now = this.#client.localNow();
    const elapsedMs = Math.min(LONGEST_TICK_MS, Math.max(0, now - this.#tickedAt));
    this.#tickedAt = now;
    if (!isPlaying || isWaiting) return;
    const wanted = this.#at + elapsedMs * speed;
    this.#goTo(Math.min(wanted, span.toAt, Math.max(this.#at, this.#feed.coveredUntil)));
    if (this.#at >= span.toAt) this.play(false);
    else if (now >= this.#retryAt) void this.#fill(span, speed);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  async #fill({ toAt }: ReplaySpan, speed: number): Promise<void> {
    const fault = await this.#feed.fill(this.#at, toAt, speed);
    if (fault) this.#retryAt = this.#client.localNow() + RETRY_MS;
    if (fault?.code !== this.#state.fault?.code) this.#change({ fault });
  }

  #goTo(at: number, lastSeq?: number): void {
    const { events, moves } = this.#feed.take(at, lastSeq);
    this.#at = at;
    // Events missing between cannot be: the core gives them without gaps. Should it happen, the moment is asked for anew.
    if (!this.source.go(events, moves)) void this.#begin({ at }, at);
    else if (lastSeq !== undefined || !this.#state.isPlaying) this.changes.changed();
  }

  /** False when it was overtaken or failed. */
  async #begin(moment: Moment, at: number): Promise<boolean> {
    const { span, speed } = this.#state;
    if (!span) return false;
    this.#change({ isWaiting: true });
    const begun = await this.#feed.begin(moment, at, span.toAt, speed);
    if (!begun || this.#state.mode === 'off') return false;
    if (!begun.ok) {
      this.#change({ isWaiting: false, isPlaying: false, fault: begun.failure });
      return false;
    }
    this.#at = begun.value.at;
    this.#tickedAt = this.#client.localNow();
    this.source.put(this.#client.live.station, begun.value.world, begun.value.positions);
    this.#change({ isWaiting: false, fault: null });
    return true;
  }

  #watchForAlarms(): void {
    if (!this.#isInterruptible) return;
    if (this.#state.mode !== 'replaying' && this.#state.mode !== 'choosing') return;
    const unanswered = this.#unanswered();
    const fresh = [...unanswered].find((id) => !this.#known.has(id));
    this.#known = unanswered;
    if (fresh !== undefined) this.suspend(fresh);
  }

  /** Gravest first. */
  #unanswered(): ReadonlySet<string> {
    const { unanswered } = orderQueue(this.#client.live.world, 0, this.#client.now());
    return new Set(unanswered.map(({ id }) => id));
  }

  #change(part: Partial<ReplayState>): void {
    this.#state = { ...this.#state, ...part };
    this.changes.changed();
  }
}
