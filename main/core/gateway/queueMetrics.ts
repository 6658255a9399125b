/** What waits to leave the station: how much, and since when. Read from the world, so a restarted core goes on counting right. */
import { Gauge, type Registry } from 'prom-client';
import type { World } from '#shared/domain/world.ts';

interface Waiting {
  readonly depth: number;
  readonly oldestSeconds: number;
}

/** Labels are names of adapters: never who is to be told. */
export function addQueueMetrics(registry: Registry, { field, linkage }: World, now: number): void {
  const gauge = (name: string, help: string, labelNames: readonly string[] = []) =>
    new Gauge({ name, help, labelNames: [...labelNames], registers: [registry] });

  const replies = [...field.publicReports.values()].flatMap((report) => report.replies);
  const queued = replies.filter(({ state }) => state === 'queued').map(({ at }) => at);
  const { depth, oldestSeconds } = waitingSince(queued, now);
  gauge('pingan_report_replies_waiting', 'Replies to reporters that wait to be sent').set(depth);
  gauge('pingan_report_replies_oldest_seconds', 'How long the oldest of them has waited; 0: none waits').set(
    oldestSeconds,
  );

  const notices = [...linkage.notices.values()].filter(({ state }) => state === 'queued');
  const depths = gauge('pingan_notices_waiting', 'Notices that wait to be delivered, by adapter', ['adapter']);
  const ages = gauge('pingan_notices_oldest_seconds', 'How long the oldest of them has waited; 0: none waits', [
    'adapter',
  ]);
  for (const adapter of new Set(notices.map((notice) => notice.adapter))) {
    const held = notices.filter((notice) => notice.adapter === adapter);
    const line = waitingSince(
      held.map(({ bornAt }) => bornAt),
      now,
    );
    depths.set({ adapter }, line.depth);
    ages.set({ adapter }, line.oldestSeconds);
  }
}

const waitingSince = (since: readonly number[], now: number): Waiting => ({
  depth: since.length,
  oldestSeconds: since.length === 0 ? 0 : Math.max(0, Math.round((now - Math.min(...since)) / 1_000)),
});
