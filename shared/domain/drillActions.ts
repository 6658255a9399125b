/** Which fact of the journal shows that an expected action of a scenario was done. */
import type { ExpectedAction } from '../wire/scenarioActions.ts';
import type { DoneFact } from './drillTrace.ts';
import type { IncidentEventBody } from './incident.ts';

/** Whether a fact is what was expected. Only what a person at the desk did counts, but for arrivals, steps and words of the field. */
export function isDone(action: ExpectedAction): (fact: DoneFact) => boolean {
  const byDesk = (kind: string, fits: (body: never) => boolean = () => true) => {
    return (fact: DoneFact) => fact.by !== null && fact.kind === kind && fits(fact.body as never);
  };
  const isForce = (forces: readonly string[], force: string | null) =>
    forces.length === 0 || (force !== null && forces.includes(force));
  switch (action.kind) {
    case 'open':
      return byDesk('incident.opened', ({ kind }: IncidentEventBody['incident.opened']) => isAmong(action.as, kind));
    case 'acknowledge':
      return byDesk('incident.acknowledged');
    case 'verify':
      return byDesk(
        'incident.verified',
        ({ verdict }: IncidentEventBody['incident.verified']) =>
          action.verdict === undefined || action.verdict === verdict,
      );
    case 'classify':
      return byDesk(
        'incident.classified',
        ({ kind, level }: IncidentEventBody['incident.classified']) =>
          isAmong(action.as, kind) && (action.level === undefined || action.level === level),
      );
    case 'dispatch':
      // What the rule sent is the desk's once an officer has made it his own.
      return ({ kind, by, body, force }) =>
        by !== null &&
        (kind === 'incident.dispatchConfirmed' ||
          (kind === 'incident.dispatched' && (body as IncidentEventBody['incident.dispatched']).task !== 'relocate')) &&
        isForce(action.forces, force);
    case 'arrive':
      return ({ kind, body, force }) =>
        kind === 'incident.dispatchMoved' &&
        (body as IncidentEventBody['incident.dispatchMoved']).to === 'onScene' &&
        isForce(action.forces, force);
    case 'link':
      return byDesk(
        'incident.linked',
        ({ groupKind }: IncidentEventBody['incident.linked']) => groupKind === action.group,
      );
    case 'step':
      return ({ kind, body }) => {
        const { stepId, state } = body as IncidentEventBody['incident.stepMarked'];
        return kind === 'incident.stepMarked' && stepId === action.step && state === 'done';
      };
    case 'merge':
      return byDesk('incident.merged');
    case 'transfer':
      return byDesk('incident.transferred');
    case 'feedback':
      return ({ kind }) => kind === 'incident.fedBack';
    case 'close':
      return byDesk('incident.closed', ({ reason }: IncidentEventBody['incident.closed']) =>
        action.reasons.includes(reason),
      );
    case 'broadcast':
      return byDesk('message.sent', (body: { broadcastId?: string }) => body.broadcastId !== undefined);
    case 'closeRoad':
      return byDesk('road.closed');
    case 'sealHandOver':
      return byDesk('handOver.sealed');
  }
}

const isAmong = (wanted: readonly string[], found: string) => wanted.length === 0 || wanted.includes(found);
