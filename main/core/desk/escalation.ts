/** The desk's own limits and the rising of incidents: once a tick, from the world, so that a restarted core goes on where it was. */
import { acknowledgeEscalation, decideWatch } from '#shared/domain/escalation.ts';
import type { Actor, Draft } from '#shared/domain/event.ts';
import { INCIDENT_COMMAND_BODIES as BODIES } from '#shared/domain/incidentCommands.ts';
import { ok } from '#shared/kit/result.ts';
import { type CommandFamily, type ExecuteContext, handle } from './command.ts';

const CLOCK: Actor = { kind: 'system', id: 'clock' };

/** Everything due in one append: a storm of sixty that rises together is one write. */
export function watchLimits({ desk, profile }: Pick<ExecuteContext, 'desk' | 'profile'>): void {
  const now = desk.clock();
  const drafts: Draft[] = [];
  for (const incident of desk.world.incidents.values()) drafts.push(...decideWatch(incident, profile.escalation, now));
  if (drafts.length > 0) desk.record(drafts, CLOCK);
}

export const escalationCommands: CommandFamily = {
  /** What somebody else has read meanwhile does not stand in the way of the rest; nothing left of it is refused. */
  'incident.acknowledgeEscalation': handle(BODIES['incident.acknowledgeEscalation'], ({ desk }, { incidentIds }) => {
    const decided = [...new Set(incidentIds)].map((id) => acknowledgeEscalation(desk.world.incidents.get(id)));
    const drafts = decided.flatMap((each) => (each.ok ? each.value : []));
    const refused = decided.find((each) => !each.ok);
    return drafts.length === 0 && refused ? refused : ok({ drafts });
  }),
};
