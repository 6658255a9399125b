// RELIABILITY §5 A7: a button that will not stop. Every press is stored (GB 50394: no missed alarm); what people and windows
// hold of it does not grow. The real desk and journal, without a wire, so that twenty thousand take seconds.
import { expect, onTestFinished, test } from 'vitest';
import { loadStation } from '#main/core/config.ts';
import { Desk } from '#main/core/desk/desk.ts';
import { receiveSignal } from '#main/core/desk/intake.ts';
import { openJournal } from '#main/core/journal/index.ts';
import { openScene } from '#main/core/scene/index.ts';
import { RESPONSE_PROFILES } from '#shared/catalog/profiles.ts';
import { decideDevice, toDeviceFacts } from '#shared/domain/device.ts';
import { packWorld } from '#shared/domain/world.ts';
import type { Result } from '#shared/kit/result.ts';
import type { Signal } from '#shared/wire/signal.ts';
import { faultStation, spreadDevices } from './kit/faultStation.ts';

const PRESSES = 20_000;
const PER_TURN = 50;
/** When the world is weighed first: everything that is kept of the past is full by then. */
const SETTLED_AT = 6_000;

test(`${PRESSES} presses of one button: all on disk, one incident with an exact count, and a world that does not grow`, async () => {
  const { desk, press } = await openDesk();
  const strange = press(1, { account: '7FFF', deviceId: null, reason: 'unknownAccount' });
  await strange;
  await press(2, { account: '7001' });
  const weigh = () => JSON.stringify(packWorld(desk.world)).length;
  let settledBytes = 0;
  for (let sent = 0; sent < PRESSES; sent += PER_TURN) {
    await Promise.all(Array.from({ length: PER_TURN }, (_, index) => press(sent + index, { account: '7000' })));
    if (sent + PER_TURN === SETTLED_AT) settledBytes = weigh();
  }
  const bytes = weigh();
  console.info(`world after ${SETTLED_AT} presses ${settledBytes} bytes, after ${PRESSES} ${bytes} bytes`);
  // The numbers in it have more digits; nothing else may have come.
  expect(bytes - settledBytes).toBeLessThan(settledBytes / 50);
  expect(desk.journal.head.seq).toBeGreaterThanOrEqual(2 * PRESSES);

  const [neighbour, stuck] = [...desk.world.incidents.values()];
  expect([neighbour?.alarmCount, desk.world.incidents.size]).toEqual([1, 2]);
  expect(stuck).toMatchObject({ alarmCount: PRESSES, acknowledgedAt: null, closedAt: null });
  expect(stuck!.alarms.map(({ times, joined }) => [times, joined])).toEqual([[PRESSES, 'opened']]);
  expect(stuck!.timeline.map(({ kind, times }) => [kind, times])).toEqual([
    ['incident.opened', 1],
    ['incident.alarmJoined', PRESSES - 1],
  ]);
  // What somebody must look at is still in sight behind twenty thousand others.
  const waiting = [...desk.world.alarms.values()].filter(({ attention }) => attention !== null);
  expect(waiting.map(({ account }) => account)).toEqual(['7FFF']);
});

async function openDesk() {
  const files = await faultStation(spreadDevices(2));
  onTestFinished(() => files.remove());
  const station = must(loadStation(files.configFile));
  const scene = must(await openScene(station.scene));
  const journal = must(
    openJournal({
      directory: files.dataDirectory,
      station: station.station.id,
      realm: station.realm,
      clock: Date.now,
      onFatal: (error) => {
        throw error;
      },
    }),
  );
  onTestFinished(() => journal.close());
  const desk = new Desk(journal, Date.now);
  for (const device of station.devices) {
    const command = { kind: 'device.enroll', device: toDeviceFacts(device), statedBy: 'station' } as const;
    desk.record(must(decideDevice(undefined, command)), { kind: 'system', id: 'core' });
  }
  const context = {
    desk,
    profile: RESPONSE_PROFILES['fujian-a'],
    locate: (lon: number, lat: number) => scene.locator.locate(lon, lat),
  };
  const press = (count: number, { account = '', deviceId = `pole-${account}`, ...rest }: Partial<Signal>) =>
    receiveSignal(context, { ...signalOf(count), account, deviceId, ...rest });
  return { desk, press };
}

function signalOf(count: number): Signal {
  return {
    linkId: 'poles',
    protocol: 'dc09',
    remote: { address: '127.0.0.1', port: 40_000 },
    receivedAt: Date.now(),
    raw: Buffer.from(`\n${count}"ADM-CID"`).toString('hex'),
    deviceId: null,
    account: '',
    sequence: String((count % 9_999) + 1).padStart(4, '0'),
    token: 'ADM-CID',
    events: [
      {
        class: 'emergency',
        code: '120',
        qualifier: 1,
        partition: '01',
        zone: '001',
        text: null,
        restore: false,
        silent: false,
        zh: '紧急报警',
        en: 'Panic',
      },
    ],
    deviceAt: null,
    skewMs: null,
    isClockWrong: false,
    authenticated: 'clear',
    duplicateKey: `clear:poles:${count}`,
  };
}

function must<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}
