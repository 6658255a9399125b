/** What seats do with incidents; sending units is in dispatches.ts. */
import { alarmReviewSchema, decideAlarm } from '#shared/domain/alarm.ts';
import { INCIDENT_COMMAND_BODIES as BODIES } from '#shared/domain/incidentCommands.ts';
import { ok } from '#shared/kit/result.ts';
import { type CommandFamily, drafted, handle } from './command.ts';
import { freeAll } from './dispatches.ts';
import { decideOn } from './incidentLife.ts';
import { openIncident } from './openIncident.ts';

export const incidentCommands: CommandFamily = {
  'alarm.review': handle(alarmReviewSchema, ({ desk }, body) =>
    drafted(decideAlarm(desk.world.alarms.get(body.alarmId), { kind: 'alarm.review', ...body })),
  ),
  'incident.open': handle(BODIES['incident.open'], (context, body) => openIncident(context, body)),
  'incident.acknowledge': handle(BODIES['incident.acknowledge'], (context, { incidentId }) =>
    decideOn(context, incidentId, { kind: 'acknowledge' }),
  ),
  'incident.markStep': handle(BODIES['incident.markStep'], (context, { incidentId, reason, ...step }) =>
    decideOn(context, incidentId, { kind: 'markStep', ...step, reason: reason || null }),
  ),
  'incident.note': handle(BODIES['incident.note'], (context, { incidentId, text }) =>
    decideOn(context, incidentId, { kind: 'note', text }),
  ),
  'incident.close': handle(BODIES['incident.close'], (context, { incidentId, ...judgement }) => {
    const closed = decideOn(context, incidentId, { kind: 'close', ...judgement });
    const incident = context.desk.world.incidents.get(incidentId);
    if (!closed.ok || !incident) return closed;
    return ok({ ...closed.value, drafts: [...closed.value.drafts, ...freeAll(context.desk, incident)] });
  }),
};
