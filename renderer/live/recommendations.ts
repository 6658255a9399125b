import type { IncidentCoverage } from '#shared/domain/coverage.ts';
import type { Recommendation } from '#shared/domain/incident.ts';
import { type Disposable, DisposableStore, toDisposable } from '#shared/kit/disposable.ts';
import type { DeskSource } from './deskSource.ts';
import { Observable } from './observable.ts';

/** What is known about who to send to the followed incident. */
export interface Advice {
  readonly incidentId: string;
  readonly state: 'asking' | 'ready' | 'failed';
  /** The last one had, even while a fresher one is asked for or could not be had. */
  readonly recommendation: Recommendation | null;
  /** What sending each would uncover; follows the recommendation, which never waits for it. */
  readonly coverage: IncidentCoverage | null;
}

const REFRESH_MS = 5_000;

/**
 * Keeps the recommendation of one open incident fresh: asked when it is followed, every five seconds, and at once when
 * the incident changes. One question at a time; an answer about an incident no longer followed is dropped.
 */
export class Recommendations implements Disposable {
  readonly changes = new Observable();
  readonly #client: DeskSource;
  readonly #disposables = new DisposableStore();
  #advice: Advice | null = null;
  #isAsking = false;
  #seenIncident: unknown = null;
  #askedAt = 0;

  constructor(client: DeskSource) {
    this.#client = client;
    this.#disposables.add(toDisposable(client.changes.subscribe(() => this.#askWhenChanged())));
  }

  get advice(): Advice | null {
    return this.#advice;
  }

  follow(incidentId: string | null): void {
    if (this.#advice?.incidentId === incidentId) return;
    this.#advice =
      incidentId === null
        ? null
        : { incidentId, state: 'asking', recommendation: this.#kept(incidentId), coverage: null };
    this.#seenIncident = null;
    this.changes.changed();
    void this.#ask();
  }

  /** Called about once a second. */
  watch(): void {
    if (this.#client.now() - this.#askedAt >= REFRESH_MS) void this.#ask();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #kept(incidentId: string): Recommendation | null {
    return this.#client.live.world.incidents.get(incidentId)?.recommendation ?? null;
  }

  #askWhenChanged(): void {
    const incident = this.#advice && this.#client.live.world.incidents.get(this.#advice.incidentId);
    if (!incident || incident === this.#seenIncident) return;
    this.#seenIncident = incident;
    void this.#ask();
  }

  async #ask(): Promise<void> {
    const followed = this.#advice;
    const incident = followed && this.#client.live.world.incidents.get(followed.incidentId);
    if (!followed || this.#isAsking || !incident || incident.closedAt !== null) return;
    this.#isAsking = true;
    this.#askedAt = this.#client.now();
    this.#seenIncident = incident;
    const answer = await this.#client.recommend(followed.incidentId);
    this.#isAsking = false;
    if (this.#advice?.incidentId !== followed.incidentId) return void this.#ask();
    this.#advice = answer?.ok
      ? { ...this.#advice, state: 'ready', recommendation: answer.recommendation }
      : { ...this.#advice, state: 'failed' };
    this.changes.changed();
    if (answer?.ok) await this.#askCoverage(followed.incidentId);
  }

  /** Coverage that cannot be had now is not shown: what it was before may no longer hold. */
  async #askCoverage(incidentId: string): Promise<void> {
    const answer = await this.#client.ask('incidentCoverage', { incidentId });
    if (this.#advice?.incidentId !== incidentId) return;
    this.#advice = { ...this.#advice, coverage: answer?.ok ? answer.coverage : null };
    this.changes.changed();
  }
}
