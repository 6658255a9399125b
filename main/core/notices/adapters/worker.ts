import type { LivePermit } from '#shared/domain/livePermit.ts';
import type { Notice } from '#shared/domain/notice.ts';
import type { NoticeAdapter, Sending } from '../adapter.ts';

/** What the gateway knows of the phones of one unit after it has told them. */
export type PhonesTold = 'none' | 'told' | 'taken';

/** The phone page of a unit: told over its own socket, which says when it has it. */
export function workerAdapter(
  _permit: LivePermit,
  tell: (notice: Notice, signal: AbortSignal) => Promise<PhonesTold>,
): NoticeAdapter {
  return {
    name: 'worker',
    limits: { all: 64, lane: 1 },
    laneOf: ({ to }) => to,
    async send(notice, signal): Promise<Sending> {
      const told = await tell(notice, signal);
      if (told === 'none') return { state: 'retry', reason: 'offline' };
      return { state: told === 'taken' ? 'delivered' : 'sent' };
    },
  };
}
