/** What terminals say to the orders they were sent becomes part of the incident's own record. */
import type { Actor } from '#shared/domain/event.ts';
import { decideIncident } from '#shared/domain/incidentDecide.ts';
import { NOTICE_STREAM } from '#shared/domain/notice.ts';
import type { LinkNews } from '#shared/wire/signal.ts';
import type { Desk } from './desk.ts';

/** `dispatchId` may be that of a notice of linkage. An incident that has ended, or what nobody knows, is past caring. */
export function receiveNoticeAnswer(
  desk: Desk,
  { dispatchId, isTaken }: Extract<LinkNews, { kind: 'noticeAnswered' }>,
  actor: Actor,
): void {
  for (const incident of desk.world.incidents.values()) {
    if (!incident.dispatches.some(({ id }) => id === dispatchId)) continue;
    const decided = decideIncident(incident, { kind: 'answerNotice', dispatchId, isTaken }, desk.clock());
    if (decided.ok && decided.value.length > 0) desk.record(decided.value, actor);
    return;
  }
  const notice = desk.world.linkage.notices.get(dispatchId);
  if (notice?.adapter !== 'terminal' || notice.state === 'delivered') return;
  const { id: noticeId, attempts } = notice;
  const outcome = {
    noticeId,
    attempts,
    state: isTaken ? 'delivered' : 'failed',
    reason: isTaken ? null : 'notShown',
    detail: null,
  };
  desk.record([{ stream: NOTICE_STREAM, kind: 'notice.settled', body: { outcomes: [outcome] } }], actor);
}
