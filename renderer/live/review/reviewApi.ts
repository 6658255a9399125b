import type { Language } from '#shared/text/language.ts';
import type { ReviewFilm, ReviewSubjects } from '#shared/wire/review.ts';
import { asJson, askCore, type CoreAnswer } from '../askCore.ts';
import type { SeatClient } from '../seatClient.ts';

/** A whole shift is folded before it can be answered. */
const WITHIN_MS = 60_000;

/** What a unit sent, as the history keeps it: degrees (WGS-84), epoch ms. */
export interface TrackFixes {
  readonly fixes: readonly { readonly lon: number; readonly lat: number; readonly fixAt: number }[];
}

/** Asks the core for films and what there is to look back at (shared/wire/review.ts). */
export class ReviewApi {
  readonly #client: Pick<SeatClient, 'door'>;

  constructor(client: Pick<SeatClient, 'door'>) {
    this.#client = client;
  }

  film(subject: string): Promise<CoreAnswer<ReviewFilm>> {
    return this.#ask('/api/review/film', { subject }, asJson<ReviewFilm>);
  }

  /** `words`: of the number, the name or the place; empty: all. */
  subjects(fromAt: number, toAt: number, words: string): Promise<CoreAnswer<ReviewSubjects>> {
    const asked = { from: fromAt, to: toAt, ...(words !== '' && { q: words }) };
    return this.#ask('/api/review/subjects', asked, asJson<ReviewSubjects>);
  }

  /** One page with everything in it, the same bytes each time. */
  report(subject: string, lang: Language): Promise<CoreAnswer<string>> {
    return this.#ask('/api/review/report', { subject, lang }, (response) => response.text());
  }

  track(unit: string, fromAt: number, toAt: number, limit: number): Promise<CoreAnswer<TrackFixes>> {
    return this.#ask('/api/tracks', { unit, from: fromAt, to: toAt, limit }, asJson<TrackFixes>);
  }

  #ask<Value>(
    path: string,
    query: Readonly<Record<string, string | number>>,
    read: (response: Response) => Promise<Value>,
  ): Promise<CoreAnswer<Value>> {
    const asked = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
    return askCore(this.#client.door, `${path}?${asked}`, read, { withinMs: WITHIN_MS });
  }
}
