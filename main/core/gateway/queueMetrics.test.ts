import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import type { NoticeState } from '#shared/domain/notice.ts';
import type { PublicReport } from '#shared/domain/publicReport.ts';
import type { ReportReply } from '#shared/domain/reportReply.ts';
import { emptyWorld } from '#shared/domain/world.ts';
import { addQueueMetrics } from './queueMetrics.ts';

const NOW = Date.UTC(2026, 10, 22, 4);
const ago = (seconds: number) => NOW - seconds * 1_000;

const reply = (id: string, state: ReportReply['state'], secondsAgo: number): ReportReply => ({
  ...{ id, state, stage: 'accepted', text: '已受理', at: ago(secondsAgo), untilAt: NOW + 1_000 },
  ...{ settledAt: null, fault: null },
});

async function figures(fill: (world: ReturnType<typeof emptyWorld>) => void): Promise<string[]> {
  const world = emptyWorld();
  fill(world);
  const registry = new Registry();
  addQueueMetrics(registry, world, NOW);
  return (await registry.metrics()).split('\n').filter((line) => line.startsWith('pingan_'));
}

test('an empty queue is 0 deep and 0 old', async () => {
  expect(await figures(() => undefined)).toEqual([
    'pingan_report_replies_waiting 0',
    'pingan_report_replies_oldest_seconds 0',
  ]);
});

test('what waits is counted with the age of the oldest, and what was settled is not', async () => {
  const report = (id: string, ...replies: ReportReply[]) => ({ id, replies }) as unknown as PublicReport;
  const notice = (id: string, adapter: string, state: string, secondsAgo: number) =>
    ({ id, adapter, state, to: '张三的手机', bornAt: ago(secondsAgo) }) as unknown as NoticeState;
  const lines = await figures(({ field, linkage }) => {
    field.publicReports.set('r-1', report('r-1', reply('a', 'sent', 900), reply('b', 'queued', 90)));
    field.publicReports.set('r-2', report('r-2', reply('c', 'queued', 30), reply('d', 'expired', 9_000)));
    linkage.notices.set('n-1', notice('n-1', 'webhook', 'queued', 600));
    linkage.notices.set('n-2', notice('n-2', 'webhook', 'queued', 60));
    linkage.notices.set('n-3', notice('n-3', 'printer', 'delivered', 6_000));
  });
  expect(lines).toEqual([
    'pingan_report_replies_waiting 2',
    'pingan_report_replies_oldest_seconds 90',
    'pingan_notices_waiting{adapter="webhook"} 2',
    'pingan_notices_oldest_seconds{adapter="webhook"} 600',
  ]);
});
