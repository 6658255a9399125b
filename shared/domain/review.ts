/**
 * Bookmarks and comments of a review 复盘, and what stood before a seat. Kept in streams of their own (`review:<subject>`,
 * `seat:<person>`) that no world holds: a review folds them when somebody asks for it.
 */
import { z } from 'zod';
import { ok, type Result, refuse } from '../kit/result.ts';
import { REVIEW_MARK_KINDS, type ReviewMark, reviewSubjectSchema } from '../wire/review.ts';
import { type Actor, type Draft, nameOfActor, type StoredEvent } from './event.ts';

/** A subject taken apart. */
export type ReviewTarget =
  | { readonly kind: 'incident' | 'shift' | 'drill'; readonly id: string }
  | { readonly kind: 'span'; readonly fromAt: number; readonly toAt: number };

/** Undefined for a text that names no subject. */
export function reviewTarget(subject: string): ReviewTarget | undefined {
  if (!reviewSubjectSchema.safeParse(subject).success) return undefined;
  const colon = subject.indexOf(':');
  const kind = subject.slice(0, colon);
  const id = subject.slice(colon + 1);
  if (kind === 'incident' || kind === 'shift' || kind === 'drill') return { kind, id };
  const [fromAt = 0, toAt = 0] = id.split('-').map(Number);
  return { kind: 'span', fromAt, toAt };
}

export type ReviewEventBody = {
  'review.marked': { subject: string; markId: string; at: number; text: string; kind: ReviewMark['kind'] };
  'review.markEdited': { subject: string; markId: string; text: string };
  'review.markRemoved': { subject: string; markId: string; reason: string };
  /** This incident, or none, has stood before this seat for about a second. Its time is when it came there. */
  'seat.looked': { seatId: string; incidentId: string | null; sinceAt: number; machine: string | null };
};
export type ReviewEventKind = keyof ReviewEventBody;

const subject = reviewSubjectSchema.describe('incident:ID, shift:ID, drill:ID or span:FROM-TO');
const markId = z.string().min(1).max(80);
const text = z.string().trim().min(1).max(1_000);

export const REVIEW_COMMAND_BODIES = {
  'review.mark': z.strictObject({
    subject,
    at: z.number().int().positive().max(8.64e15).describe('the moment of the film, epoch ms'),
    kind: z.enum(REVIEW_MARK_KINDS),
    text,
  }),
  'review.editMark': z.strictObject({ subject, markId, text }),
  'review.removeMark': z.strictObject({ subject, markId, reason: z.string().trim().max(300).default('') }),
} as const;
export type ReviewCommandKind = keyof typeof REVIEW_COMMAND_BODIES;

/** Of one subject: a review is commented on, not chatted in. */
export const MOST_MARKS = 500;

export const reviewStream = (of: string) => `review:${of}`;
export const seatStream = (personId: string) => `seat:${personId}`;

export type MarkCommand =
  | { readonly kind: 'mark'; readonly mark: Pick<ReviewMark, 'id' | 'at' | 'text' | 'kind'> }
  | { readonly kind: 'edit'; readonly markId: string; readonly text: string }
  | { readonly kind: 'remove'; readonly markId: string; readonly reason: string };

/** His own words only whoever wrote them changes; he, and whoever heads the desk, may take them away. */
export function decideMark(
  marks: readonly ReviewMark[],
  of: string,
  command: MarkCommand,
  by: { readonly personId: string; readonly isHead: boolean },
): Result<Draft[]> {
  const emit = <Kind extends ReviewEventKind>(
    kind: Kind,
    body: Omit<ReviewEventBody[Kind], 'subject'>,
  ): Result<Draft[]> => ok([{ stream: reviewStream(of), kind, body: { subject: of, ...body } }]);
  if (command.kind === 'mark') {
    if (marks.length >= MOST_MARKS) return refuse('tooManyMarks', `一次复盘最多 ${MOST_MARKS} 条标记`);
    const { id, ...said } = command.mark;
    return emit('review.marked', { markId: id, ...said });
  }
  const mark = marks.find(({ id }) => id === command.markId);
  if (!mark) return refuse('unknownMark', '没有这条标记');
  const isOwn = mark.byId === by.personId;
  if (command.kind === 'edit') {
    if (!isOwn) return refuse('notYourMark', `这条标记是 ${mark.by} 写的`);
    return command.text === mark.text ? ok([]) : emit('review.markEdited', { markId: mark.id, text: command.text });
  }
  if (!isOwn && !by.isHead) return refuse('notYourMark', `这条标记是 ${mark.by} 写的`);
  if (!isOwn && command.reason === '') return refuse('reasonNeeded', '删除他人的标记须写明原因');
  return emit('review.markRemoved', { markId: mark.id, reason: command.reason });
}

/** In order of the moments they stand at. */
export function marksOf(events: Iterable<StoredEvent>): ReviewMark[] {
  const marks = new Map<string, ReviewMark>();
  for (const event of events) foldMark(marks, event);
  return [...marks.values()].sort((one, other) => one.at - other.at || one.madeAt - other.madeAt);
}

function foldMark(marks: Map<string, ReviewMark>, { kind, body, at, actor }: StoredEvent): void {
  const { markId } = body as { readonly markId: string };
  const before = marks.get(markId);
  if (kind === 'review.marked') {
    const said = body as ReviewEventBody['review.marked'];
    const { id: byId } = actor satisfies Actor;
    const mark = { id: markId, at: said.at, kind: said.kind, text: said.text, by: nameOfActor(actor), byId };
    marks.set(markId, { ...mark, madeAt: at, editedAt: null });
  } else if (kind === 'review.markEdited' && before) {
    const { text: words } = body as ReviewEventBody['review.markEdited'];
    marks.set(markId, { ...before, text: words, editedAt: at });
  } else if (kind === 'review.markRemoved') marks.delete(markId);
}
