/** Groups that were told and do not answer: said once, when their time is over. Follows from the world alone. */
import type { Actor } from '#shared/domain/event.ts';
import { decideLinkage } from '#shared/domain/linkageDecide.ts';
import type { Desk } from './desk.ts';

const CLOCK: Actor = { kind: 'system', id: 'clock' };

/** Once a second or more often. */
export function watchLinkage(desk: Desk): void {
  const now = desk.clock();
  for (const incident of desk.world.incidents.values()) {
    if (incident.closedAt !== null || incident.linkage.length === 0) continue;
    const decided = decideLinkage(incident, { kind: 'watch' }, now);
    if (decided.ok && decided.value.length > 0) desk.record(decided.value, CLOCK);
  }
}
