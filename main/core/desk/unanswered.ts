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

/** As much as the note of a drill that is suspended for it may hold. */
const NOTE_MOST = 200;

/**
 * Open incidents nobody has acknowledged, gravest first: sound and light hold for these until a person resets them. None while a drill
 * is suspended: what is serious elsewhere is not to be drowned by what is played here.
 */
export function unansweredAlarms(world: World): UnansweredAlarm[] {
  if (world.drill?.phase === 'suspended') return [];
  const unanswered: UnansweredAlarm[] = [];
  for (const incident of world.incidents.values()) {
    const { id, level, isSilent, closedAt, acknowledgedAt, openedAt, lastAlarmAt, title, place } = incident;
    if (closedAt !== null || acknowledgedAt !== null) continue;
    const step = loudnessStep(incident);
    const note = `${title} · ${place.address}`.slice(0, NOTE_MOST);
    unanswered.push({ incidentId: id, level, isSilent, since: lastAlarmAt ?? openedAt, step, note });
  }
  return unanswered.sort((left, right) => left.level - right.level || left.since - right.since);
}
