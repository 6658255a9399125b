// RELIABILITY §5 D1, C1, C2: the real core killed at random moments under load. I1: nothing acknowledged is lost; I2: no unit
// has two jobs and no command is done twice.
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { IncidentEventBody } from '#shared/domain/incident.ts';
import { seeded } from '#tests/simulators/seeded.ts';
import { startLoad } from './kit/alarmLoad.ts';
import { allAlarms, startCoreProcess } from './kit/coreProcess.ts';
import { DUTY_TOKENS, faultStation, spreadDevices } from './kit/faultStation.ts';
import { doubleGrants, readHistory } from './kit/history.ts';
import { Ledger } from './kit/ledger.ts';
import { startRace } from './kit/racingSeats.ts';

const SEED = 20_261_121;
const KILLS = 20;
const CONTROL_KILLS = 4;
const HASTY_CORE = new URL('kit/hastyCoreChild.ts', import.meta.url).pathname;

/** Between two kills, from the moment the core is ready. */
const lifetimeMs = (random: { below(limit: number): number }) => 150 + random.below(400);

async function openFaultStation() {
  const station = await faultStation(spreadDevices(12));
  onTestFinished(() => station.remove());
  return station;
}

test(`${KILLS} kills at random moments under alarms and racing seats: nothing acknowledged is lost, nothing is done twice (seed ${SEED})`, async () => {
  const random = seeded(SEED);
  const station = await openFaultStation();
  const ledger = new Ledger();
  let core = startCoreProcess(station);
  onTestFinished(() => core.kill());
  await core.ready;
  const load = startLoad(station.devices, (device) => station.senderOf(device), ledger);
  const race = startRace(station, DUTY_TOKENS);
  for (let kill = 0; kill < KILLS; kill++) {
    await sleep(lifetimeMs(random));
    await core.kill();
    core = startCoreProcess(station);
    await core.ready;
  }
  await Promise.all([load.finish(), race.finish()]);

  const balance = ledger.compare(await allAlarms(station));
  expect({ lost: balance.lost, repeated: balance.repeated }).toEqual({ lost: [], repeated: [] });
  expect(balance.acknowledged).toBeGreaterThan(KILLS * 5);
  expect(await race.unstable()).toEqual([]);
  expect(await core.stop()).toBe(0);

  const { events, verification, faults } = await readHistory(station.dataDirectory);
  expect({ ok: verification.ok, faults: verification.faults, atOpening: faults }).toEqual({
    ok: true,
    faults: [],
    atOpening: [],
  });
  expect(doubleGrants(events)).toEqual([]);

  const answered = race.asked.flatMap(({ kind, answer }) => {
    return kind === 'incident.dispatch' && answer.ok ? [answer.dispatchId] : [];
  });
  const sent = events.flatMap(({ kind, actor, body }) => {
    const isBySeat = kind === 'incident.dispatched' && actor.kind === 'operator';
    return isBySeat ? [(body as IncidentEventBody['incident.dispatched']).dispatchId] : [];
  });
  expect(sent.toSorted()).toEqual(answered.toSorted());
  console.info(
    `${KILLS} kills: ${balance.acknowledged} alarms acknowledged, ${answered.length} dispatches, ${race.asked.length} commands, ${race.retries} retries, ${events.length} events`,
  );
}, 240_000);

test(`negative control: a core that answers before it stores loses under the same kills (seed ${SEED})`, async () => {
  const random = seeded(SEED);
  const station = await openFaultStation();
  const ledger = new Ledger();
  for (let kill = 0; kill < CONTROL_KILLS; kill++) {
    const hasty = startCoreProcess(station, { program: HASTY_CORE });
    onTestFinished(() => hasty.kill());
    await hasty.ready;
    const load = startLoad(station.devices, (device) => station.senderOf(device), ledger);
    await sleep(lifetimeMs(random));
    await hasty.kill();
    load.abandon();
  }
  const core = startCoreProcess(station);
  onTestFinished(() => core.kill());
  await core.ready;
  const balance = ledger.compare(await allAlarms(station));
  expect(balance.acknowledged).toBeGreaterThan(0);
  expect(balance.lost).not.toEqual([]);
  console.info(`hasty core: ${balance.lost.length} of ${balance.acknowledged} acknowledged alarms lost`);
}, 120_000);
