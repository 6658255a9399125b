/**
 * C1–C4: four seats on real sockets do what they like with the same few incidents, in an order a seed decides; seats are torn out
 * and come back with what they had, and the core is killed in the middle. What is left must be a history that rules written apart
 * from the desk's call legal, and one world on every screen.
 */
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import type { StoredEvent } from '#shared/domain/event.ts';
import { packWorld, type World } from '#shared/domain/world.ts';
import type { CommandAnswer } from '#shared/wire/seat.ts';
import { pick } from '#tests/fuzz/mutate.ts';
import { type Seeded, seeded } from '#tests/simulators/seeded.ts';
import { type CoreProcess, startCoreProcess } from './kit/coreProcess.ts';
import { DUTY_TOKENS, type FaultStation, faultStation, spreadDevices } from './kit/faultStation.ts';
import { doubleGrants, readHistory, worldAt } from './kit/history.ts';
import { illegalIn } from './kit/legalHistory.ts';
import { type Asked, StubbornSeat } from './kit/stubbornSeat.ts';

const SEED = 20_261_122;
const SEATS = 4;
const TURNS = 70;
const KILL_CORE_AT = (SEATS * TURNS) / 2;
const UNITS = ['helper-0', 'helper-1', 'helper-2'];
const BLIND_CORE = new URL('kit/blindCoreChild.ts', import.meta.url).pathname;

/** Something an officer might do now, going by what his screen shows. */
function anything({ incidents }: World, random: Seeded): readonly [kind: string, body: object] {
  const all = [...incidents.values()];
  if (all.length < 4)
    return [
      'incident.open',
      { kind: pick(random, ['dispute', 'fire', 'other']), lon: 117 + all.length / 500, lat: 25.07 },
    ];
  const incident = pick(random, all);
  const incidentId = incident.id;
  const dispatchId = incident.dispatches.length > 0 ? pick(random, incident.dispatches).id : 'none';
  const reason = '演练';
  return pick<readonly [string, object]>(random, [
    ['incident.dispatch', { incidentId, unitId: pick(random, UNITS) }],
    ['incident.dispatch', { incidentId, unitId: pick(random, UNITS) }],
    ['incident.claim', { incidentId }],
    ['incident.takeOver', { incidentId }],
    ['incident.release', { incidentId }],
    ['incident.acknowledge', { incidentId }],
    ['incident.transfer', { incidentId, to: { code: '990101', name: '示范区' }, reason, dueAt: Date.now() + 600_000 }],
    ['incident.acceptTransfer', { incidentId }],
    ['incident.returnTransfer', { incidentId, reason }],
    ['incident.merge', { incidentId, intoId: pick(random, all).id, reason }],
    ['incident.close', { incidentId, reason: 'false', note: '' }],
    ['incident.reopen', { incidentId, reason }],
    ...['accept', 'depart', 'arrive', 'finish'].map(
      (move) => [`dispatch.${move}`, { incidentId, dispatchId }] as const,
    ),
    ['dispatch.withdraw', { incidentId, dispatchId, reason }],
  ]);
}

interface Storm extends AsyncDisposable {
  readonly station: FaultStation;
  readonly seats: readonly StubbornSeat[];
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
}

/** Everybody does what he likes for so many turns; with `killsAt` answers the core is killed once and comes back. */
async function storm(turns: number, { program, killsAt }: { program?: string; killsAt?: number } = {}): Promise<Storm> {
  const station = await faultStation(spreadDevices(1));
  const start = () => startCoreProcess(station, program === undefined ? {} : { program });
  let core: CoreProcess = start();
  await core.ready;
  const seats = Array.from(
    { length: SEATS },
    (_, at) => new StubbornSeat(station, DUTY_TOKENS[at % DUTY_TOKENS.length]!),
  );
  let answered = 0;
  let restart: Promise<unknown> = Promise.resolve();
  const work = async (seat: StubbornSeat, number: number) => {
    const random = seeded(SEED + number);
    for (let turn = 0; turn < turns; turn++) {
      await seat.sit();
      const [kind, body] = anything(seat.world, random);
      await seat.command(kind, body);
      answered += 1;
      if (random.chance(0.05)) seat.tear();
      if (answered === killsAt) {
        restart = core.kill().then(() => {
          core = start();
          return core.ready;
        });
      }
    }
  };
  await Promise.all(seats.map(work));
  await restart;
  return {
    station,
    seats,
    stop: () => core.stop(),
    async [Symbol.asyncDispose]() {
      for (const seat of seats) seat.leave();
      await core.kill();
      await station.remove();
    },
  };
}

test(`${SEATS} seats race through ${SEATS * TURNS} commands, torn out and through a killed core: one legal history, one world (seed ${SEED})`, async () => {
  await using run = await storm(TURNS, { killsAt: KILL_CORE_AT });
  const { station, seats } = run;

  // The first answer is the answer for ever, whoever asks again after everything.
  const unstable: Asked[] = [];
  for (const { commandId, kind, body, answer } of seats.flatMap(({ asked }) => asked)) {
    const response = await fetch(`${station.url}/api/commands`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${DUTY_TOKENS[0]}` },
      body: JSON.stringify({ commandId, kind, body }),
    });
    const again = (await response.json()) as CommandAnswer;
    if (!isDeepStrictEqual(again, answer)) unstable.push({ commandId, kind, body, answer: again });
  }
  expect(unstable).toEqual([]);

  const worlds: object[] = [];
  for (const seat of seats) {
    await seat.sit();
    worlds.push(JSON.parse(JSON.stringify(packWorld(seat.world))));
  }
  for (const seat of seats) seat.leave();
  expect(await run.stop()).toBe(0);

  const { events, verification, faults } = await readHistory(station.dataDirectory);
  expect({ verification: verification.faults, faults }).toEqual({ verification: [], faults: [] });
  expect(doubleGrants(events)).toEqual([]);
  expect(illegalIn(events)).toEqual([]);
  for (const world of worlds) {
    const { seq } = world as { seq: number };
    expect(world).toEqual(JSON.parse(JSON.stringify(worldAt(events, seq))));
  }
  const asked = seats.flatMap((seat) => seat.asked);
  const done = asked.filter(({ answer }) => answer.ok).length;
  console.info(
    `${asked.length} answered, ${done} done, ${events.length} events, ${seats.map(({ returns }) => returns).join('+')} sittings`,
  );
  expect(done).toBeGreaterThan(40);
  expect(asked.length - done).toBeGreaterThan(40);
}, 300_000);

test(`negative control: the same storm over a desk that takes every unit for free sends units twice, and is found (seed ${SEED})`, async () => {
  await using run = await storm(20, { program: BLIND_CORE });
  const [first, second] = run.seats as [StubbornSeat, StubbornSeat];
  // However the dice fell: two seats, two incidents of their own, one unit.
  for (const seat of [first, second]) {
    const opened = await seat.command('incident.open', { kind: 'dispute', lon: 117.001, lat: 25.07 });
    if (!opened.ok) throw new Error(opened.code);
    const sent = await seat.command('incident.dispatch', { incidentId: opened.incidentId, unitId: UNITS[0] });
    expect(sent).toMatchObject({ ok: true });
  }
  expect(await run.stop()).toBe(0);
  const { events } = await readHistory(run.station.dataDirectory);
  expect(doubleGrants(events).map(({ unitId }) => unitId)).toContain(UNITS[0]);
  expect(illegalIn(events).join('\n')).toMatch(/helper-0 is sent twice/);
}, 120_000);

test('negative control: each thing that may not be in a history is found in one that holds it', () => {
  const event = (seq: number, kind: string, incidentId: string, body: object) =>
    ({ seq, kind, stream: `incident:${incidentId}`, body: { incidentId, ...body } }) as unknown as StoredEvent;
  const opened = event(1, 'incident.opened', 'a', {});
  const sent = (seq: number, dispatchId: string, unitId: string) =>
    event(seq, 'incident.dispatched', 'a', { dispatchId, unitId });
  const moved = (seq: number, dispatchId: string, to: string) =>
    event(seq, 'incident.dispatchMoved', 'a', { dispatchId, unitId: 'u', to });
  const closed = (seq: number) => event(seq, 'incident.closed', 'a', { reason: 'false' });
  expect(
    illegalIn([
      opened,
      sent(2, 'd', 'u'),
      moved(3, 'd', 'accepted'),
      moved(4, 'd', 'onScene'),
      moved(5, 'd', 'done'),
      closed(6),
    ]),
  ).toEqual([]);
  // What a desk would write that decided on versions it has not checked.
  expect(illegalIn([opened, sent(2, 'd', 'u'), sent(3, 'e', 'u')])).toEqual(['3: u is sent twice']);
  expect(illegalIn([opened, closed(2), closed(3)])).toEqual(['3: incident.closed in closed a']);
  expect(illegalIn([opened, closed(2), sent(3, 'd', 'u')])).toEqual(['3: incident.dispatched in closed a']);
  expect(illegalIn([opened, sent(2, 'd', 'u'), moved(3, 'd', 'done')])).toEqual(['3: d from notified to done']);
  expect(illegalIn([opened, sent(2, 'd', 'u'), closed(3)])).toEqual(['3: a is closed with d active']);
  expect(illegalIn([opened, opened])).toEqual(['1: incident.opened again a']);
  expect(doubleGrants([opened, sent(2, 'd', 'u'), sent(3, 'e', 'u')])).toHaveLength(1);
});
