import { actorName } from '#shared/text/system.ts';
import type { CommandContext } from './context.ts';

/**
 * Who or what stands against a command that was refused, from this window's own state: whoever gets an answer has already
 * seen the events before it. Null where nobody does.
 */
export function refusedBecause({ client, view }: CommandContext, code: string, body: unknown): string | null {
  const asked = body as { incidentId?: string; unitId?: string; stepId?: string; alarmId?: string };
  const { world } = client.live;
  const { language } = view.state;
  const incident = world.incidents.get(asked.incidentId ?? '');
  const named = (by: string | null | undefined) => (by ? actorName(by, language) : null);
  switch (code) {
    case 'alreadyAcknowledged':
      return named(incident?.acknowledgedBy);
    case 'incidentHeld':
      return named(incident?.claim?.name);
    case 'takeOverUnderWay':
      return named(incident?.claim?.wantedBy?.name);
    case 'incidentMerged':
      return incident?.mergedInto?.number ?? null;
    case 'transferPending':
      return incident?.transfers.at(-1)?.to.name ?? null;
    case 'incidentClosed':
      return named(incident?.closedBy);
    case 'stepSettled':
      return named(incident?.steps.find(({ id }) => id === asked.stepId)?.by);
    case 'alreadyReviewed':
      return named(world.alarms.get(asked.alarmId ?? '')?.reviewedBy);
    case 'unitEngaged': {
      const engagement = world.units.get(asked.unitId ?? '')?.engagement;
      const holder = world.incidents.get(engagement?.incidentId ?? '');
      const by = named(holder?.dispatches.find(({ id }) => id === engagement?.dispatchId)?.by);
      return holder ? [holder.number, by].filter(Boolean).join(', ') : null;
    }
    default:
      return null;
  }
}
