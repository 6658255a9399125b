import { loudnessStep } from '#shared/domain/escalation.ts';
import type { World } from '#shared/domain/world.ts';
import type { UnansweredAlarm } from '#shared/wire/host.ts';

/** When the newest public report that nobody has looked into came; null: none waits. */
export function newestReportAt({ field }: Pick<World, 'field'>): number | null {
  let newest: number | null = null;
  for (const { state, at } of field.publicReports.values()) {
    if (state === 'waiting' && (newest === null || at > newest)) newest = at;
  }
  return newest;
}

/** Open incidents nobody has acknowledged, gravest first: sound and light hold for these until a person resets them. */
export function unansweredAlarms(world: World): UnansweredAlarm[] {
  const unanswered: UnansweredAlarm[] = [];
  for (const incident of world.incidents.values()) {
    const { id, level, isSilent, closedAt, acknowledgedAt, openedAt, lastAlarmAt } = incident;
    if (closedAt !== null || acknowledgedAt !== null) continue;
    const step = loudnessStep(incident);
    unanswered.push({ incidentId: id, level, isSilent, since: lastAlarmAt ?? openedAt, step });
  }
  return unanswered.sort((left, right) => left.level - right.level || left.since - right.since);
}
