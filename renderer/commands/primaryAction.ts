import type { CommandId } from '#shared/text/commands.ts';
import { type CommandContext, currentCandidates, currentDispatch, openIncident } from './context.ts';

/** The one thing to do next with the incident being worked on: what the big button says and does. */
export function primaryAction(context: CommandContext): CommandId | null {
  const incident = openIncident(context);
  if (!incident) return null;
  if (incident.acknowledgedAt === null) return 'incident.acknowledge';
  const dispatch = currentDispatch(context);
  switch (dispatch?.state) {
    case 'notified':
      // What the rule has told is confirmed first: a slip must not report an acceptance nobody gave.
      if (dispatch.isAutomatic && currentCandidates(context)[0]?.unitId === dispatch.unitId)
        return 'incident.dispatchFirst';
      return 'dispatch.accept';
    case 'accepted':
      return 'dispatch.depart';
    case 'enRoute':
      return 'dispatch.arrive';
    case 'onScene':
      return 'dispatch.finish';
  }
  if (incident.phase === 'feedback') return 'incident.close';
  return currentCandidates(context).length > 0 ? 'incident.dispatchFirst' : 'incident.close';
}
