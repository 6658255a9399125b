import { INCIDENT_KIND_CATALOG } from '#shared/catalog/incidentKinds.ts';
import { closingGaps } from '#shared/domain/incidentClosing.ts';
import { pendingTransfer } from '#shared/domain/incidentLife.ts';
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
  const isChecked = INCIDENT_KIND_CATALOG[incident.kind].closing === 'checked';
  if (incident.phase === 'feedback') return isChecked ? 'incident.feedback' : 'incident.close';
  if (incident.phase === 'check') {
    const isPassed = closingGaps(incident, 'real').every(
      ({ code }) => code !== 'checkMissing' && code !== 'checkFailed',
    );
    return isPassed ? 'incident.close' : 'incident.check';
  }
  if (pendingTransfer(incident)) return 'incident.acceptTransfer';
  return currentCandidates(context).length > 0 ? 'incident.dispatchFirst' : 'incident.close';
}
