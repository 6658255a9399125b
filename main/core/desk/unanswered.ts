import type { World } from '#shared/domain/world.ts';
import type { UnansweredAlarm } from '#shared/wire/host.ts';

/** Open incidents nobody has acknowledged, gravest first: sound and light hold for these until a person resets them. */
export function unansweredAlarms(world: World): UnansweredAlarm[] {
  const unanswered: UnansweredAlarm[] = [];
  for (const { id, level, isSilent, closedAt, acknowledgedAt, openedAt, lastAlarmAt } of world.incidents.values()) {
    if (closedAt !== null || acknowledgedAt !== null) continue;
    unanswered.push({ incidentId: id, level, isSilent, since: lastAlarmAt ?? openedAt });
  }
  return unanswered.sort((left, right) => left.level - right.level || left.since - right.since);
}
