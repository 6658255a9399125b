/** Bookmarks and comments of a review. They are in no world: what a subject has is read from its own short stream when asked for. */
import {
  REVIEW_COMMAND_BODIES as BODIES,
  decideMark,
  type MarkCommand,
  marksOf,
  reviewStream,
  reviewTarget,
} from '#shared/domain/review.ts';
import { type Result, refuse } from '#shared/kit/result.ts';
import { headsReview } from '#shared/wire/roles.ts';
import { type CommandFamily, drafted, handle, type Outcome, type Sender } from './command.ts';
import type { Desk } from './desk.ts';

export const reviewCommands: CommandFamily = {
  'review.mark': handle(BODIES['review.mark'], ({ desk }, { subject, ...said }, sender) => {
    if (said.at > desk.clock()) return refuse('markOutside', '这一时刻还没有到');
    const id = desk.newId();
    return decided(desk, subject, { kind: 'mark', mark: { ...said, id } }, sender, { markId: id });
  }),
  'review.editMark': handle(BODIES['review.editMark'], ({ desk }, { subject, ...command }, sender) =>
    decided(desk, subject, { kind: 'edit', ...command }, sender),
  ),
  'review.removeMark': handle(BODIES['review.removeMark'], ({ desk }, { subject, ...command }, sender) =>
    decided(desk, subject, { kind: 'remove', ...command }, sender),
  ),
};

function decided(
  desk: Desk,
  subject: string,
  command: MarkCommand,
  { actor, role }: Sender,
  ids: Omit<Outcome, 'drafts'> = {},
): Result<Outcome> {
  if (!isThere(desk, subject)) return refuse('unknownReview', '没有可以复盘的这个对象');
  const marks = marksOf(desk.journal.readStream(reviewStream(subject)));
  return drafted(decideMark(marks, subject, command, { personId: actor.id, isHead: headsReview(role) }), ids);
}

/** A span is always there. */
function isThere({ journal }: Desk, subject: string): boolean {
  const target = reviewTarget(subject);
  if (target === undefined) return false;
  if (target.kind === 'span') return target.fromAt <= target.toAt;
  return journal.versionOf(`${target.kind}:${target.id}`) > 0;
}
