import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { GatewayContext } from './context.ts';
import { addPositionMetrics } from './positionMetrics.ts';
import { addQueueMetrics } from './queueMetrics.ts';

/** Prometheus text of the moment. Labels carry link ids, kinds and states only, never a name, a place or an account. */
export async function metricsText(context: GatewayContext): Promise<string> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, value: number) =>
    new Gauge({ name, help, registers: [registry] }).set(value);
  const { world } = context.execution.desk;
  gauge('pingan_journal_seq', 'Last durable event', context.journal.durableHead.seq);
  gauge('pingan_chain_checked_seq', 'Last event whose hash was recomputed', context.chain().checkedSeq);
  const open = [...world.incidents.values()].filter((incident) => incident.closedAt === null);
  gauge('pingan_incidents_open', 'Open incidents', open.length);
  const unanswered = open.filter((incident) => incident.acknowledgedAt === null).length;
  gauge('pingan_incidents_unacknowledged', 'Open incidents nobody has acknowledged', unanswered);
  gauge(
    'pingan_devices_lost',
    'Devices out of contact',
    count(world.devices.values(), (d) => d.contact === 'lost'),
  );
  gauge(
    'pingan_units_engaged',
    'Units with an active dispatch',
    count(world.units.values(), (u) => u.engagement !== null),
  );

  const received = new Counter({
    name: 'pingan_link_frames_total',
    help: 'Frames by link and outcome',
    labelNames: ['link', 'outcome'],
    registers: [registry],
  });
  const isUp = new Gauge({
    name: 'pingan_link_up',
    help: 'Link is listening',
    labelNames: ['link'],
    registers: [registry],
  });
  for (const link of context.linkHealth()) {
    isUp.set({ link: link.id }, link.isUp ? 1 : 0);
    received.inc({ link: link.id, outcome: 'received' }, link.received);
    received.inc({ link: link.id, outcome: 'answered' }, link.answered);
    for (const [reason, times] of Object.entries(link.refused)) received.inc({ link: link.id, outcome: reason }, times);
  }
  const failures = new Counter({
    name: 'pingan_rule_failures_total',
    help: 'Bugs that were answered with internal, by what was asked',
    labelNames: ['asked'],
    registers: [registry],
  });
  for (const [asked, times] of context.execution.desk.failures.counts) failures.inc({ asked }, times);
  addQueueMetrics(registry, world, context.clock());
  addPositionMetrics(registry, context);
  return registry.metrics();
}

function count<Item>(items: Iterable<Item>, isCounted: (item: Item) => boolean): number {
  let total = 0;
  for (const item of items) if (isCounted(item)) total++;
  return total;
}
