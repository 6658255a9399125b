import { type Disposable, DisposableStore, toDisposable } from '#shared/kit/disposable.ts';
import type { ReviewTab } from '#shared/text/reviewWindow.ts';
import type { ReviewFilm, ReviewMarkKind } from '#shared/wire/review.ts';
import type { CoreFault } from '../askCore.ts';
import { Observable } from '../observable.ts';
import { REPLAY_SPEEDS, type ReplaySession, type ReplaySpeed } from '../replay/replaySession.ts';
import type { SeatClient } from '../seatClient.ts';
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
}

const NOTHING: FilmState = {
  ...{ subject: null, film: null, isLoading: false, fault: null, isChoosing: true },
  ...{ focusId: null, shown: { fromAt: 0, toAt: 1 }, tab: 'intervals', draft: null, stepped: null },
};
/** A film of one moment still has a length to move in. */
const SHORTEST_FILM_MS = 1_000;

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
  #asked = 0;
  /** Where it was told to go; null when it has come there. Keys pressed quickly go on from there. */
  #wantedAt: number | null = null;

  constructor(client: SeatClient, replay: ReplaySession) {
    this.#client = client;
    this.#replay = replay;
    this.api = new ReviewApi(client);
    this.#disposables.add(toDisposable(client.changes.subscribe(() => this.#beginWhenLive())));
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
    if (!film) return { fromAt: 0, toAt: SHORTEST_FILM_MS };
    return { fromAt: film.fromAt, toAt: Math.max(film.toAt, film.fromAt + SHORTEST_FILM_MS) };
  }

  /** The moment shown, or the one it is on its way to. */
  get at(): number {
    return this.#wantedAt ?? this.#replay.at;
  }

  open(subject: string): void {
    this.#wantedAt = null;
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

  /** What was noted since, by anybody: everything else of a film is over and stays. */
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
