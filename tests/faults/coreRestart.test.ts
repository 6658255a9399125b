// DESIGN §3, RELIABILITY §5 U5: a core that dies with much behind it is back soon and knows everything it knew.
import { expect, onTestFinished, test } from 'vitest';
import { loadStation } from '#main/core/config.ts';
import { Desk } from '#main/core/desk/desk.ts';
import { receiveSignal } from '#main/core/desk/intake.ts';
import { openJournal } from '#main/core/journal/index.ts';
import { openScene } from '#main/core/scene/index.ts';
import { RESPONSE_PROFILES } from '#shared/catalog/profiles.ts';
import { decideDevice, toDeviceFacts } from '#shared/domain/device.ts';
import type { Result } from '#shared/kit/result.ts';
import type { Signal } from '#shared/wire/signal.ts';
import { takeSeat } from '#tests/flows/kit/seat.ts';
import { startCoreProcess } from './kit/coreProcess.ts';
import { DUTY_TOKENS, type FaultStation, faultStation, spreadDevices } from './kit/faultStation.ts';
import { readHistory, worldAt } from './kit/history.ts';

const EVENTS = 20_000;
const PER_TURN = 50;

test(`killed with ${EVENTS} events behind it, a core is ready again and its world is the fold of its journal`, async () => {
  const station = await faultStation(spreadDevices(40));
  onTestFinished(() => station.remove());
  await writeLongJournal(station);

  const first = startCoreProcess(station);
  onTestFinished(() => first.kill());
  await first.ready;
  const before = await worldOf(station);
  await first.kill();
  const second = startCoreProcess(station);
  onTestFinished(() => second.kill());
  const readyMs = await second.ready;
  const after = await worldOf(station);
  await second.kill();

  const { events, verification } = await readHistory(station.dataDirectory);
  expect(verification).toMatchObject({ ok: true, faults: [] });
  expect(events.length).toBeGreaterThanOrEqual(EVENTS);
  expect(before.seq).toBeGreaterThanOrEqual(EVENTS);
  expect(before).toEqual(plain(worldAt(events, before.seq)));
  expect(after).toEqual(plain(worldAt(events, after.seq)));
  expect(readyMs).toBeLessThan(30_000);
  console.info(`ready ${Math.round(readyMs)} ms after SIGKILL, ${events.length} events`);
});

/** The world as a window gets it. */
async function worldOf({ url }: FaultStation) {
  using seat = await takeSeat(url, DUTY_TOKENS[0]);
  return seat.welcome.world!;
}

/** As it looks after a socket: JSON knows no undefined. */
const plain = (world: object) => JSON.parse(JSON.stringify(world)) as object;

/** Through the real desk, so that the events are what a busy station would have; no snapshot is left at the end. */
async function writeLongJournal(station: FaultStation): Promise<void> {
  const { station: identity, devices, realm, scene: pack } = must(loadStation(station.configFile));
  const scene = must(await openScene(pack));
  const journal = must(
    openJournal({
      directory: station.dataDirectory,
      station: identity.id,
      realm,
      clock: Date.now,
      onFatal: (error) => {
        throw error;
      },
    }),
  );
  const desk = new Desk(journal, Date.now);
  for (const device of devices) {
    const enrolled = decideDevice(undefined, {
      kind: 'device.enroll',
      device: toDeviceFacts(device),
      statedBy: 'station',
    });
    desk.record(must(enrolled), { kind: 'system', id: 'core' });
  }
  const context = {
    desk,
    profile: RESPONSE_PROFILES['fujian-a'],
    locate: (lon: number, lat: number) => scene.locator.locate(lon, lat),
  };
  for (let count = 0; journal.head.seq < EVENTS; ) {
    const turn = Array.from({ length: PER_TURN }, () => receiveSignal(context, signalOf(devices, count++)));
    await Promise.all(turn);
  }
  await journal.close();
}

function signalOf(devices: readonly { id: string; account?: string | undefined }[], count: number): Signal {
  const { id, account = '' } = devices[count % devices.length]!;
  const receivedAt = Date.now();
  return {
    linkId: 'poles',
    protocol: 'dc09',
    remote: { address: '127.0.0.1', port: 40_000 },
    receivedAt,
    raw: Buffer.from(`\\n${count}"ADM-CID"`).toString('hex'),
    deviceId: id,
    account,
    sequence: String((count % 9_999) + 1).padStart(4, '0'),
    token: 'ADM-CID',
    events: [
      {
        class: count % 3 === 0 ? 'intrusion' : 'tamper',
        code: count % 3 === 0 ? '130' : '137',
        qualifier: 1,
        partition: '01',
        zone: '001',
        text: null,
        restore: false,
        silent: false,
        zh: '入侵',
        en: 'Intrusion',
      },
    ],
    deviceAt: null,
    skewMs: null,
    isClockWrong: false,
    authenticated: 'clear',
    duplicateKey: `clear:poles:${account}:${count}`,
  };
}

function must<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}
