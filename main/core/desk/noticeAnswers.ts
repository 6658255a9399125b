/** What terminals say to the orders they were sent becomes part of the incident's own record. */
import type { Actor } from '#shared/domain/event.ts';
import { decideIncident } from '#shared/domain/incidentDecide.ts';
import type { LinkNews } from '#shared/wire/signal.ts';
import type { Desk } from './desk.ts';

/** An incident that has ended, or a dispatch nobody knows, is past caring. */
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
}
