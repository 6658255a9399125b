import type { ReviewMark } from '#shared/wire/review.ts';
import { headsReview } from '#shared/wire/roles.ts';
import { deliverCommand, maySend, outcomeWords } from '../../commands/context.ts';
import type { MarkDraft } from '../../live/review/filmSession.ts';
import { useCommands, useLive } from '../desk.tsx';
import { useFilmSession } from './film.tsx';

/** Keeps notes with the core: they are in the journal, by whoever made them. */
export function useMarkOrders() {
  const context = useCommands();
  const film = useFilmSession();
  const ownId = useLive(({ live }) => live.presence.find(({ seatId }) => seatId === live.seat?.id)?.personId ?? null);
  const isHead = useLive(({ live }) => live.seat !== null && headsReview(live.seat.role));
  const send = async (
    kind: 'review.mark' | 'review.editMark' | 'review.removeMark',
    body: object,
  ): Promise<boolean> => {
    const outcome = await deliverCommand(context, kind, body);
    const said = outcomeWords(context, outcome, body);
    if (said) context.view.say(said);
    if (outcome.state === 'done') await film.refreshMarks();
    return outcome.state === 'done';
  };
  const { subject } = film.state;
  const isOwn = ({ byId }: ReviewMark) => byId === ownId;
  return {
    save: ({ markId, at, kind, text }: MarkDraft) =>
      markId === null
        ? send('review.mark', { subject, at, kind, text })
        : send('review.editMark', { subject, markId, text }),
    remove: (markId: string, reason: string) => send('review.removeMark', { subject, markId, reason }),
    /** Nobody rewrites what another has said. */
    mayEdit: (mark: ReviewMark) => maySend(context, 'review.editMark') && isOwn(mark),
    mayRemove: (mark: ReviewMark) => maySend(context, 'review.removeMark') && (isOwn(mark) || isHead),
  };
}
