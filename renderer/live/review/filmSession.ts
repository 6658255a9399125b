import { type Disposable, DisposableStore, toDisposable } from '#shared/kit/disposable.ts';
import type { ReviewTab } from '#shared/text/reviewWindow.ts';
import type { ReviewFilm, ReviewMarkKind } from '#shared/wire/review.ts';
import type { CoreFault } from '../askCore.ts';
import { Observable } from '../observable.ts';
import { REPLAY_SPEEDS, type ReplaySession, type ReplaySpeed } from '../replay/replaySession.ts';
import type { SeatClient } from '../seatClient.ts';
import { filmEnd } from './filmEnd.ts';
import { newsSince } from './filmNews.ts';
import { type FilmTrack, TRACK_POINTS, trackPlans } from './filmTracks.ts';
import { type Happening, happeningsOf, nextHappening, previousHappening } from './happenings.ts';
import { ReviewApi } from './reviewApi.ts';
import { keepingInSight, panned, type Stretch, zoomed } from './timeScale.ts';

export const FILM_SPEEDS = REPLAY_SPEEDS.filter((speed) => speed <= 32);

/** A note being written; `markId` null: a new one. */
export interface MarkDraft {
  readonly markId: string | null;
  readonly at: number;
  readonly kind: ReviewMarkKind;
  readonly text: string;
}

export interface FilmState {
  /** What is reviewed, `incident:…`; null: nothing has been chosen. */
  readonly subject: string | null;
  readonly film: ReviewFilm | null;
  readonly isLoading: boolean;
  readonly fault: CoreFault | null;
  /** The chooser stands in the film's place. */
  readonly isChoosing: boolean;
  /** The incident whose times and units are spread out; null: all of them. */
  readonly focusId: string | null;
  /** The part of the film the time line shows. */
  readonly shown: Stretch;
  readonly tab: ReviewTab;
  readonly draft: MarkDraft | null;
  /** What was stepped to last, to be said aloud. */
  readonly stepped: Happening | null;
  /** So much has happened to what goes on since this film was made. */
  readonly newCount: number;
  readonly isUpdating: boolean;
}

const NOTHING: FilmState = {
  ...{ subject: null, film: null, isLoading: false, fault: null, isChoosing: true },
  ...{ focusId: null, shown: { fromAt: 0, toAt: 1 }, tab: 'intervals', draft: null, stepped: null },
  ...{ newCount: 0, isUpdating: false },
};
const NO_FILM: Stretch = { fromAt: 0, toAt: 1_000 };
/** Whoever stands at its end sees what is new so soon: one film for a burst of events. */
const FOLLOW_AFTER_MS = 1_000;

/** The film of one review window: what it is of, which part of it is looked at, and the replay that shows it. */
export class FilmSession implements Disposable {
  readonly changes = new Observable();
  /** Ways that are drawn on the map; followed apart, as they come later. */
  readonly tracksChanges = new Observable();
  readonly api: ReviewApi;
  readonly #client: SeatClient;
  readonly #replay: ReplaySession;
  readonly #disposables = new DisposableStore();
  #state = NOTHING;
  #tracks: readonly FilmTrack[] = [];
  #happenings: readonly Happening[] = [];
  /** Of recordings that have been loaded, ms by SHA-256: who recorded them did not write it down. */
  readonly #lengths = new Map<string, number>();
  #asked = 0;
  /** Where it was told to go; null when it has come there. Keys pressed quickly go on from there. */
  #wantedAt: number | null = null;
  /** The live world that was last looked at for news. */
  #lookedSeq = -1;
  #following: ReturnType<typeof setTimeout> | null = null;

  constructor(client: SeatClient, replay: ReplaySession) {
    this.#client = client;
    this.#replay = replay;
    this.api = new ReviewApi(client);
    this.#disposables.add(
      toDisposable(
        client.changes.subscribe(() => {
          this.#beginWhenLive();
          this.#lookForNews();
        }),
      ),
    );
    this.#disposables.add(toDisposable(replay.changes.subscribe(() => this.#followAtEnd())));
    this.#disposables.add(toDisposable(() => this.#followNot()));
  }

  get state(): FilmState {
    return this.#state;
  }

  get tracks(): readonly FilmTrack[] {
    return this.#tracks;
  }

  /** From when to when the film goes; one that is not there has no length. */
  get span(): Stretch {
    const { film } = this.#state;
    return film ? { fromAt: film.fromAt, toAt: filmEnd(film, this.#lengths) } : NO_FILM;
  }

  /** The moment shown, or the one it is on its way to. */
  get at(): number {
    return this.#wantedAt ?? this.#replay.at;
  }

  open(subject: string): void {
    this.#wantedAt = null;
    this.#followNot();
    this.#replay.leave();
    this.#putTracks([]);
    this.#change({ ...NOTHING, subject, isChoosing: false, isLoading: true });
    void this.#load(subject);
  }

  retry(): void {
    const { subject } = this.#state;
    if (subject !== null) this.open(subject);
  }

  choose(isChoosing: boolean): void {
    if (!isChoosing && !this.#state.film) return;
    this.#replay.play(false);
    this.#change({ isChoosing });
  }

  async seek(at: number): Promise<void> {
    const { film, shown } = this.#state;
    if (!film) return;
    const { fromAt, toAt } = this.span;
    const wanted = Math.min(toAt, Math.max(fromAt, at));
    this.#wantedAt = wanted;
    this.#change({ shown: keepingInSight(shown, this.span, wanted), stepped: null });
    await this.#replay.seek(wanted);
    if (this.#wantedAt === wanted) this.#wantedAt = null;
  }

  /** To the next or previous thing that happened; stays there. */
  async step(direction: 1 | -1): Promise<void> {
    const find = direction === 1 ? nextHappening : previousHappening;
    const stepped = find(this.#happenings, this.at);
    if (!stepped) return;
    this.#replay.play(false);
    await this.seek(stepped.at);
    this.#change({ stepped });
  }

  changeSpeed(direction: 1 | -1): void {
    const index = FILM_SPEEDS.indexOf(this.#replay.state.speed) + direction;
    const speed = FILM_SPEEDS[Math.min(FILM_SPEEDS.length - 1, Math.max(0, index))];
    if (speed !== undefined) this.#replay.setSpeed(speed satisfies ReplaySpeed);
  }

  zoom(factor: number, aroundAt: number): void {
    this.#change({ shown: zoomed(this.#state.shown, this.span, factor, aroundAt) });
  }

  pan(byMs: number): void {
    this.#change({ shown: panned(this.#state.shown, this.span, byMs) });
  }

  showAll(): void {
    this.#change({ shown: this.span });
  }

  /** The time line turns its page when the film has played beyond it. */
  keepInSight(): void {
    const { shown } = this.#state;
    const next = keepingInSight(shown, this.span, this.#replay.at);
    if (next !== shown) this.#change({ shown: next });
  }

  focus(focusId: string | null): void {
    const { film } = this.#state;
    if (!film || focusId === this.#state.focusId) return;
    this.#change({ focusId });
    void this.#loadTracks(film);
  }

  show(tab: ReviewTab): void {
    this.#change({ tab });
  }

  /** A note at this moment, or one that is changed. The film waits meanwhile. */
  write(draft: MarkDraft | null): void {
    if (draft) this.#replay.play(false);
    this.#change({ draft, ...(draft && { tab: 'marks' as const }) });
  }

  /** So long a recording lasts, as its player has found. The film lasts as long. */
  lasts(sha256: string, lengthMs: number): void {
    if (this.#lengths.get(sha256) === lengthMs) return;
    this.#keepingWhole(() => this.#lengths.set(sha256, lengthMs));
  }

  /** Whoever looked at the whole film looks at all of a longer one. */
  #keepingWhole(change: () => void): void {
    const before = this.span;
    const { shown } = this.#state;
    const isWhole = shown.fromAt === before.fromAt && shown.toAt === before.toAt;
    change();
    const { toAt } = this.span;
    if (toAt === before.toAt) return;
    this.#replay.lengthen(toAt);
    this.#change(isWhole ? { shown: this.span } : {});
  }

  /** The film made anew, with what has happened since. Everything stays as it was left; at its end one goes on to the new end. */
  async update(): Promise<void> {
    const { subject, film, isUpdating } = this.#state;
    if (subject === null || !film || isUpdating) return;
    this.#followNot();
    const asked = this.#asked;
    this.#change({ isUpdating: true, fault: null });
    const answer = await this.api.film(subject);
    if (asked !== this.#asked) return;
    if (!answer.ok) return this.#change({ isUpdating: false, fault: answer.failure });
    const { focusId } = this.#state;
    const wasAtEnd = this.#isAtEnd;
    const next = answer.value;
    this.#happenings = happeningsOf(next);
    this.#lookedSeq = -1;
    this.#keepingWhole(() =>
      this.#change({
        ...{ film: next, isUpdating: false },
        focusId: next.incidents.some(({ id }) => id === focusId) ? focusId : null,
      }),
    );
    this.#lookForNews();
    if (wasAtEnd) await this.seek(this.span.toAt);
    if (asked === this.#asked) await this.#loadTracks(next);
  }

  /** What was noted since, by anybody: everything else of the film stays. */
  async refreshMarks(): Promise<void> {
    const { subject, film } = this.#state;
    if (subject === null || !film) return;
    const answer = await this.api.film(subject);
    if (!answer.ok || this.#state.film !== film) return;
    const renewed = { ...film, marks: answer.value.marks };
    this.#happenings = happeningsOf(renewed);
    this.#change({ film: renewed });
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #beginWhenLive(): void {
    const { subject, film, isLoading, fault } = this.#state;
    const isAwaited = subject !== null && !film && !isLoading && fault?.code === 'unreachable';
    if (isAwaited && this.#client.connection.state === 'live') this.open(subject);
  }

  /** A look at the world costs something, and most of what the channel tells changes nothing of it. */
  #lookForNews(): void {
    const { film, newCount } = this.#state;
    const { world } = this.#client.live;
    if (!film || film.isOver || world.seq === this.#lookedSeq) {
      if (film?.isOver && newCount > 0) this.#change({ newCount: 0 });
      return;
    }
    this.#lookedSeq = world.seq;
    const count = newsSince(film, world);
    if (count !== newCount) this.#change({ newCount: count });
    this.#followAtEnd();
  }

  get #isAtEnd(): boolean {
    return this.#replay.isOnScreen && !this.#replay.state.isPlaying && this.at >= this.span.toAt;
  }

  /** Of one incident only: the film of a whole shift is too much to make again unasked. */
  #followAtEnd(): void {
    const { film, newCount, fault } = this.#state;
    if (this.#following || newCount === 0 || fault || film?.kind !== 'incident' || !this.#isAtEnd) return;
    this.#following = setTimeout(() => {
      this.#following = null;
      const { isChoosing, draft } = this.#state;
      if (this.#isAtEnd && !isChoosing && !draft) void this.update();
    }, FOLLOW_AFTER_MS);
  }

  #followNot(): void {
    if (this.#following) clearTimeout(this.#following);
    this.#following = null;
  }

  async #load(subject: string): Promise<void> {
    const asked = ++this.#asked;
    const answer = await this.api.film(subject);
    if (asked !== this.#asked) return;
    if (!answer.ok) return this.#change({ isLoading: false, fault: answer.failure });
    const film = answer.value;
    this.#happenings = happeningsOf(film);
    const [only] = film.incidents;
    const focusId = film.kind === 'incident' || film.incidents.length === 1 ? (only?.id ?? null) : null;
    this.#change({ film, focusId });
    this.#change({ shown: this.span });
    // The first thing to see is what it is about.
    const beginAt = Math.max(film.fromAt, film.incidents.find(({ id }) => id === focusId)?.receivedAt ?? film.fromAt);
    await this.#replay.project(this.span, beginAt);
    if (asked !== this.#asked) return;
    this.#change({ isLoading: false });
    this.#lookedSeq = -1;
    this.#lookForNews();
    await this.#loadTracks(film);
  }

  async #loadTracks(film: ReviewFilm): Promise<void> {
    const { focusId } = this.#state;
    const isStill = () => this.#state.film === film && this.#state.focusId === focusId;
    const tracks: FilmTrack[] = [];
    for (const { unitId, fromAt, toAt } of trackPlans(film, focusId)) {
      const answer = await this.api.track(unitId, fromAt, toAt, TRACK_POINTS);
      if (!isStill()) return;
      // One that cannot be had keeps its place: its colour is its place among them.
      const fixes = answer.ok ? answer.value.fixes : [];
      const points = fixes.map(({ lon, lat, fixAt }) => [lon, lat, fixAt] as const);
      tracks.push({ unitId, points });
    }
    this.#putTracks(tracks);
  }

  #putTracks(tracks: readonly FilmTrack[]): void {
    this.#tracks = tracks;
    this.tracksChanges.changed();
  }

  #change(part: Partial<FilmState>): void {
    this.#state = { ...this.#state, ...part };
    this.changes.changed();
  }
}
