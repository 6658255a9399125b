// RELIABILITY §5 A6: a recorder captured a night of frames and sends them all again, from another address. Within ten minutes
// each is answered like the first time and raises nothing, after a restart too. Later an encrypted one is refused for its
// time, and a clear one that carries a time is known by its bytes. A clear one without a time proves nothing about its age:
// it is taken as an alarm.
import { expect, onTestFinished, test } from 'vitest';
import { Dc09Sender } from '#main/core/links/protocols/dc09/sender.ts';
import type { AlarmState } from '#shared/domain/alarm.ts';
import type { IncidentState } from '#shared/domain/incident.ts';
import { eventually, openStation, type TestStation } from '#tests/flows/kit/station.ts';
import { RawCaller } from '#tests/simulators/dc09.ts';
import { pressOf } from './kit/alarmLoad.ts';
import { type FaultDevice, spreadDevices } from './kit/faultStation.ts';

const PRESSES = 5;
const MINUTE_MS = 60_000;

const alarmsOf = (station: TestStation) => [...station.core.desk.world.alarms.values()];
const incidentsOf = (station: TestStation) => [...station.core.desk.world.incidents.values()];
/** What may not change by a replay: alarms, and incidents with what they count. */
const standing = (station: TestStation) => ({
  alarms: alarmsOf(station).map(({ alarmId }: AlarmState) => alarmId),
  incidents: incidentsOf(station).map(({ id, alarmCount }: IncidentState) => [id, alarmCount]),
});

async function capture(devices: readonly FaultDevice[], clock: () => number) {
  const station = {
    links: [{ id: 'poles', protocol: 'dc09', transport: { kind: 'udp', host: '127.0.0.1', port: 0 } }],
    devices: devices.map(({ account, key }) => ({
      ...{ id: `pole-${account}`, kind: 'alarmPole', name: account, lon: 117.01, lat: 25.07, link: 'poles', account },
      ...(key && { key }),
    })),
  };
  let core = await openStation({ overrides: station, clock });
  onTestFinished(() => core.core.close());
  const frames: { frame: Buffer; isEncrypted: boolean; hasTime: boolean }[] = [];
  for (const { account, key } of devices) {
    const sender = new Dc09Sender({ host: '127.0.0.1', port: core.polePort, account, clock, ...(key && { key }) });
    for (let press = 0; press < PRESSES; press++) {
      const hasTime = press % 2 === 0;
      const { kind, frame } = await sender.send({ ...pressOf(press), hasTime });
      expect(kind).toBe('ack');
      frames.push({ frame, isEncrypted: key !== undefined, hasTime });
    }
    sender.dispose();
  }
  return {
    frames,
    get station() {
      return core;
    },
    async restart() {
      await core.core.close();
      core = await openStation({ overrides: station, clock, folder: core.folder });
      return core;
    },
    /** The answers to these frames, by what they say. */
    async replay(captured: readonly { frame: Buffer }[]) {
      const recorder = new RawCaller(core.polePort);
      const said: string[] = [];
      for (const { frame } of captured)
        said.push(/"\*?([A-Z]+)"/.exec((await recorder.ask(frame)).toString('latin1'))![1]!);
      recorder.dispose();
      return said;
    },
  };
}

test('captured frames sent again within ten minutes raise nothing new, before a restart and after it', async () => {
  let now = Date.now();
  const night = await capture(spreadDevices(5), () => now);
  const before = standing(night.station);
  expect(before.alarms).toHaveLength(5 * PRESSES);
  now += 30_000;
  expect(await night.replay(night.frames)).toEqual(night.frames.map(() => 'ACK'));
  expect(standing(night.station)).toEqual(before);
  await night.restart();
  expect(await night.replay(night.frames)).toEqual(night.frames.map(() => 'ACK'));
  expect(standing(night.station)).toEqual(before);
  // Two minutes on, the station no longer believes the time inside an encrypted frame; a clear one is still known.
  now += 2 * MINUTE_MS;
  expect(await night.replay(night.frames)).toEqual(
    night.frames.map(({ isEncrypted }) => (isEncrypted ? 'NAK' : 'ACK')),
  );
  expect(standing(night.station)).toEqual(before);
});

test('after ten minutes nothing that carries a time raises anything new; a clear frame without one joins the open incident', async () => {
  let now = Date.now();
  const night = await capture(spreadDevices(2), () => now);
  const before = standing(night.station);
  now += 11 * MINUTE_MS;
  const later = await night.restart();
  const sealed = night.frames.filter(({ isEncrypted }) => isEncrypted);
  const timed = night.frames.filter(({ isEncrypted, hasTime }) => !isEncrypted && hasTime);
  const timeless = night.frames.filter(({ isEncrypted, hasTime }) => !isEncrypted && !hasTime);
  expect([timed.length, timeless.length]).toEqual([3, 2]);
  expect(await night.replay(sealed)).toEqual(sealed.map(() => 'NAK'));
  expect(await night.replay(timed)).toEqual(timed.map(() => 'ACK'));
  expect(standing(later)).toEqual(before);
  expect(later.core.desk.world.devices.get('pole-7000')?.skewMs).toBeNull();
  expect(await night.replay(timeless)).toEqual(timeless.map(() => 'ACK'));
  const fresh = await eventually('the clear ones', () => {
    const alarms = alarmsOf(later).slice(before.alarms.length);
    return alarms.length >= timeless.length ? alarms : undefined;
  });
  expect(fresh.map(({ authenticated, deviceAt }) => [authenticated, deviceAt])).toEqual(
    timeless.map(() => ['clear', null]),
  );
  expect(incidentsOf(later).map(({ id }) => id)).toEqual(before.incidents.map(([id]) => id));
});

test('a panel whose clock has stopped means every press, though it sends the same bytes again', async () => {
  let now = Date.now();
  const night = await capture(spreadDevices(1), () => now);
  const sender = new Dc09Sender({
    host: '127.0.0.1',
    port: night.station.polePort,
    account: '7000',
    clock: () => now - 86_400_000,
  });
  const { frame } = await sender.send({ ...pressOf(77), hasTime: true });
  sender.dispose();
  const before = alarmsOf(night.station).length;
  now += 11 * MINUTE_MS;
  expect(await night.replay([{ frame }])).toEqual(['ACK']);
  await eventually('the second press', () => alarmsOf(night.station).length === before + 1);
});
