// The numbers of a day: every seat counts the same, as a count of the bare journal does, and goes on counting after a restart.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dayFigures } from '#shared/domain/dayFigures.ts';
import type { StoredEvent } from '#shared/domain/event.ts';
import type { World } from '#shared/domain/world.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { takeSeat } from './kit/seat.ts';
import { ADMIN, DUTY, eventually, openPole, openStation, type TestStation } from './kit/station.ts';

const PANIC = { contactId: { qualifier: 1, code: '120', partition: '03', zone: '008' } } as const;
const RESTORED = { contactId: { qualifier: 3, code: '120', partition: '03', zone: '008' } } as const;
const [lon, lat] = pointAt(40, 40);
const DAY_MS = 86_400_000;

/** Of the day that lies around now, whatever the clock of the machine says. */
const figuresOf = (world: World, now: number) => dayFigures(world.day, now - DAY_MS / 2, now + DAY_MS / 2, now);

/** What of an event's body is counted here. */
interface Body {
  readonly at: number;
  readonly incidentId: string;
  readonly alarm?: { readonly at: number } | null;
  /** A clock of the desk begins when it was decided, which may be a moment before it was written. */
  readonly limits?: readonly { readonly startAt: number }[];
  readonly kind?: string;
  readonly restore?: boolean;
  readonly to?: string;
}

/** What stands in the journal, counted by hand: nothing of the day book is used. */
async function countJournal(station: TestStation) {
  const { events } = await station.get<{ events: StoredEvent[] }>('/api/journal?after=0&limit=1000', ADMIN);
  const bodies = (kind: string) =>
    events.flatMap((event) => (event.kind === kind ? [{ ...(event.body as Body), at: event.at }] : []));
  const opened = bodies('incident.opened');
  const startOf = new Map(
    opened.map((body) => [body.incidentId, body.limits?.[0]?.startAt ?? body.alarm?.at ?? body.at]),
  );
  const tookOf = (kind: string, isIt: (body: Body) => boolean = () => true) => {
    const first = new Map<string, number>();
    for (const body of bodies(kind)) {
      if (isIt(body) && !first.has(body.incidentId))
        first.set(body.incidentId, body.at - startOf.get(body.incidentId)!);
    }
    return first;
  };
  return {
    head: events.at(-1)?.seq,
    alarms: bodies('alarm.received').filter(({ restore }) => restore === false).length,
    opened: opened.map(({ incidentId }) => incidentId),
    kinds: opened.map(({ kind }) => kind),
    closed: bodies('incident.closed').map(({ incidentId }) => incidentId),
    answered: tookOf('incident.acknowledged'),
    ordered: tookOf('incident.dispatched'),
    arrived: tookOf('incident.dispatchMoved', ({ to }) => to === 'onScene'),
  };
}

async function arrive(station: TestStation, incidentId: string): Promise<void> {
  const { dispatchId } = (await station.command('incident.dispatch', { incidentId, unitId: 'u-002' })) as unknown as {
    dispatchId: string;
  };
  for (const kind of ['dispatch.accept', 'dispatch.arrive', 'dispatch.finish']) {
    expect(await station.command(kind, { incidentId, dispatchId })).toMatchObject({ ok: true });
  }
}

test('numbers are those of the journal, at every seat, and after the core has started anew', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pingan-numbers-'));
  try {
    const station = await openStation({ folder });
    await station.position('u-001', 100, 0);
    using pole = openPole(station);
    await pole.send(PANIC);
    const real = await eventually('the alarm is an incident', () => [...station.core.desk.world.incidents.values()][0]);
    await pole.send(RESTORED);
    await station.command('incident.acknowledge', { incidentId: real.id });
    await arrive(station, real.id);
    for (const { id: dispatchId, state } of station.core.desk.world.incidents.get(real.id)!.dispatches) {
      if (state !== 'done')
        await station.command('dispatch.withdraw', { incidentId: real.id, dispatchId, reason: '已有力量到场' });
    }
    expect(await station.command('incident.close', { incidentId: real.id, reason: 'real' })).toMatchObject({
      ok: true,
    });
    for (const kind of ['dispute', 'fire']) {
      expect(await station.command('incident.open', { kind, lon, lat, title: '便利店' })).toMatchObject({ ok: true });
    }

    await eventually('the rule has sent somebody to the fire', () => {
      const fire = [...station.core.desk.world.incidents.values()].find(({ kind }) => kind === 'fire');
      return fire?.dispatches.length ? fire : undefined;
    });

    const now = Date.now();
    const counted = await eventually('nothing came in between', async () => {
      const count = await countJournal(station);
      return count.head === station.core.desk.world.seq ? count : undefined;
    });
    const figures = figuresOf(station.core.desk.world, now);
    expect(figures.alarms.count).toBe(counted.alarms);
    expect(figures.incidents.opened).toEqual(counted.opened);
    expect(figures.incidents.byKind.flatMap(({ kind, rows }) => rows.map(() => kind)).sort()).toEqual(
      counted.kinds.toSorted(),
    );
    expect([figures.closedInDay, figures.closure.closed]).toEqual([counted.closed, counted.closed]);
    expect(figures.spans.answer).toMatchObject({ p50Ms: counted.answered.get(real.id), counted: [real.id] });
    expect(figures.spans.order.counted).toContain(real.id);
    expect(figures.spans.arrival).toMatchObject({ p50Ms: counted.arrived.get(real.id), counted: [real.id] });
    const orders = [...counted.ordered.values()].sort((one, other) => one - other);
    expect(figures.spans.order.p50Ms).toBe(orders[Math.ceil(orders.length / 2) - 1]);
    // A patrol serves the first two limits and is no police.
    const isIn = (seconds: number) => counted.arrived.get(real.id)! <= seconds * 1_000;
    expect(figures.bands.map(({ seconds, met }) => [seconds, met.includes(real.id)])).toEqual([
      [60, isIn(60)],
      [180, isIn(180)],
      [300, false],
    ]);

    using seat = await takeSeat(station.core.url, DUTY);
    await eventually('the seat has all there is', () =>
      seat.world.seq === station.core.desk.world.seq ? true : undefined,
    );
    expect(figuresOf(seat.world, now)).toEqual(figuresOf(station.core.desk.world, now));
    // A window reads one that has left its world: from another origin than the core's.
    const asked = await fetch(`${station.core.url}/api/incidents/${real.id}`, {
      headers: { authorization: `Bearer ${DUTY}`, origin: 'app://pingan' },
    });
    expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([200, 'app://pingan']);

    await station.core.close();
    const before = figuresOf(station.core.desk.world, now);
    await using again = await openStation({ folder });
    expect(figuresOf(again.core.desk.world, now)).toEqual(before);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
