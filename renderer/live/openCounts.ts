import type { World } from '#shared/domain/world.ts';

export interface OpenCounts {
  readonly unanswered: number;
  readonly working: number;
  readonly onScene: number;
  readonly level1: number;
  readonly level2: number;
  readonly level3: number;
  readonly level4: number;
}

/** What is open now: the world holds every one. Each is unanswered, on scene, or being worked on; and of one level. */
export function openCounts({ incidents }: Pick<World, 'incidents'>): OpenCounts {
  const counts = { unanswered: 0, working: 0, onScene: 0, level1: 0, level2: 0, level3: 0, level4: 0 };
  for (const { level, closedAt, acknowledgedAt, phase } of incidents.values()) {
    if (closedAt !== null) continue;
    counts[`level${level}`]++;
    if (acknowledgedAt === null) counts.unanswered++;
    else if (phase === 'onScene') counts.onScene++;
    else counts.working++;
  }
  return counts;
}

/** From the day book, which holds those that have left the world as well. */
export function closedSince({ day }: Pick<World, 'day'>, fromAt: number): number {
  let count = 0;
  for (const { closedAt } of day.incidents.values()) if (closedAt !== null && closedAt >= fromAt) count++;
  return count;
}
