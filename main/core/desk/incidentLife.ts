/** What seats do with an incident beside sending units: verify, classify, transfer, urge, answer, check, open again, evaluate. */

import { decideIncident, type IncidentCommand } from '#shared/domain/incidentDecide.ts';
import type { IncidentLifeCommandBody } from '#shared/domain/incidentLifeCommands.ts';
import { INCIDENT_LIFE_BODIES as BODIES } from '#shared/domain/incidentLifeCommands.ts';
import { type Result, refuse } from '#shared/kit/result.ts';
import { type CommandFamily, drafted, type ExecuteContext, handle, type Outcome, type Sender } from './command.ts';
import { goesOnIn, mergeIncidents, relateIncidents, splitIncident } from './mergeSplit.ts';
import { profileOf } from './openIncident.ts';

export const incidentLifeCommands: CommandFamily = {
  'incident.verify': handle(BODIES['incident.verify'], (context, { incidentId, ...said }) =>
    decideOn(context, incidentId, { kind: 'verify', ...said }),
  ),
  'incident.classify': handle(BODIES['incident.classify'], (context, { incidentId, kind, level, reason }) =>
    decideOn(context, incidentId, {
      kind: 'classify',
      incidentKind: kind,
      level,
      reason,
      profile: profileOf(context.profile, kind),
    }),
  ),
  'incident.merge': handle(BODIES['incident.merge'], ({ desk }, body) => mergeIncidents(desk, body)),
  'incident.split': handle(BODIES['incident.split'], splitIncident),
  'incident.relate': handle(BODIES['incident.relate'], ({ desk }, body) => relateIncidents(desk, body)),
  'incident.transfer': handle(BODIES['incident.transfer'], (context, { incidentId, ...body }) =>
    decideOn(context, incidentId, { kind: 'transfer', transferId: context.desk.newId(), ...body }),
  ),
  // Whose area it must be is the jurisdiction's rule (shared/domain/jurisdiction.ts).
  'incident.acceptTransfer': handle(BODIES['incident.acceptTransfer'], (context, { incidentId }) =>
    decideOn(context, incidentId, { kind: 'acceptTransfer' }),
  ),
  'incident.returnTransfer': handle(BODIES['incident.returnTransfer'], (context, { incidentId, reason }) =>
    decideOn(context, incidentId, { kind: 'returnTransfer', reason }),
  ),
  'incident.urge': handle(BODIES['incident.urge'], (context, { incidentId, ...body }) =>
    decideOn(context, incidentId, { kind: 'urge', urgeId: context.desk.newId(), ...body }),
  ),
  'incident.feedback': handle(BODIES['incident.feedback'], feedBack),
  'incident.check': handle(BODIES['incident.check'], (context, { incidentId, ...body }) =>
    decideOn(context, incidentId, { kind: 'check', ...body }),
  ),
  'incident.reopen': handle(BODIES['incident.reopen'], (context, { incidentId, reason }) =>
    decideOn(context, incidentId, { kind: 'reopen', reason }),
  ),
  'incident.evaluate': handle(BODIES['incident.evaluate'], (context, { incidentId, ...grades }) =>
    decideOn(context, incidentId, { kind: 'evaluate', ...grades }),
  ),
};

export function decideOn({ desk }: ExecuteContext, incidentId: string, command: IncidentCommand): Result<Outcome> {
  return drafted(decideIncident(desk.world.incidents.get(incidentId), command, desk.clock()), { incidentId });
}

/** A phone speaks for its own units, and only of what they were sent to; the desk for itself or for any unit. */
function feedBack(
  context: ExecuteContext,
  { incidentId, text, unitId }: IncidentLifeCommandBody<'incident.feedback'>,
  { units }: Sender,
): Result<Outcome> {
  const { desk } = context;
  const incident = goesOnIn(desk.world, incidentId);
  const dispatch = incident?.dispatches.find((each) => each.unitId === unitId);
  if (units && (unitId === undefined || !units.has(unitId) || !dispatch)) {
    return refuse('notYourUnit', '该终端的力量未参与此事件');
  }
  const known = unitId === undefined ? undefined : desk.world.units.get(unitId);
  if (unitId !== undefined && !known) return refuse('unknownUnit', `没有登记力量 ${unitId}`);
  const unit = known ? { id: known.id, name: known.name } : null;
  return decideOn(context, incident?.id ?? incidentId, { kind: 'feedBack', feedbackId: desk.newId(), text, unit });
}
