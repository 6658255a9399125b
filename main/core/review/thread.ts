/**
 * The thread that makes films and reports: whatever they cost, the thread that answers alarms does not wait. One question after the
 * other; answers are JSON or a page, as bytes. The last film is kept for the two questions a report takes.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { FromReadingThread, ToReadingThread } from '#main/core/gateway/replay/messages.ts';
import type { TrackAnswer } from '#main/core/tracks/history/index.ts';
import { ok, type Result } from '#shared/kit/result.ts';
import type { ReviewFilm } from '#shared/wire/review.ts';
import { Films } from './films.ts';
import type { ReviewQuestion, ReviewThreadOptions } from './messages.ts';
import { ReportDesk } from './report/index.ts';
import { subjectsOf } from './subjects.ts';

const port = parentPort!;
const options = workerData as ReviewThreadOptions;
const films = new Films(options);
const reports = new ReportDesk(options);
const encoder = new TextEncoder();
let kept: { readonly key: string; readonly film: ReviewFilm } | null = null;
let underway: Promise<void> = Promise.resolve();

port.on('message', (message: ToReadingThread<ReviewQuestion>) => {
  if (message.kind === 'close') {
    films.close();
    return port.close();
  }
  underway = underway.then(() => reply(message.id, message.question));
});

async function reply(id: number, question: ReviewQuestion): Promise<void> {
  try {
    const answered = await answer(question);
    if (!answered.ok) return port.postMessage({ id, refusal: answered.failure } satisfies FromReadingThread);
    const bytes = encoder.encode(answered.value);
    port.postMessage({ id, bytes } satisfies FromReadingThread, [bytes.buffer]);
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    port.postMessage({ id, failure } satisfies FromReadingThread);
  }
}

async function answer(question: ReviewQuestion): Promise<Result<string>> {
  if (question.kind === 'subjects') {
    const { fromAt, toAt, words } = question;
    return ok(JSON.stringify(subjectsOf(films.records, fromAt, toAt, words)));
  }
  const film = filmFor(question);
  if (!film.ok) return film;
  if (question.kind === 'film') return ok(JSON.stringify(film.value));
  if (question.kind === 'tracks') return ok(JSON.stringify(reports.wantedTracks(film.value)));
  return reports.page(film.value, question.language, question.wanted, question.tracks.map(tracksIn));
}

/** Asked for again while nothing was written, it is the same film. */
function filmFor({ subject, isDirecting }: Exclude<ReviewQuestion, { kind: 'subjects' }>): Result<ReviewFilm> {
  const key = `${films.records.past.headSeq} ${isDirecting} ${subject}`;
  if (kept?.key === key) return ok(kept.film);
  const film = films.film(subject, isDirecting);
  kept = film.ok ? { key, film: film.value } : null;
  return film;
}

const tracksIn = (bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes)) as TrackAnswer;
