// RELIABILITY §5 A8, A7, N3: many at once, one that will not stop, and a network that spoils everything. GB 50394: no missed
// alarm, simultaneous alarms one after another.
import { expect, onTestFinished, test } from 'vitest';
import { encodeMessage } from '#main/core/links/protocols/dc09/encode.ts';
import { Dc09Sender } from '#main/core/links/protocols/dc09/sender.ts';
import type { IncidentState } from '#shared/domain/incident.ts';
import { openChaosProxy } from '#tests/simulators/chaosProxy.ts';
import { RawCaller } from '#tests/simulators/dc09.ts';
import { pressOf } from './kit/alarmLoad.ts';
import { allAlarms, getJson, startCoreProcess } from './kit/coreProcess.ts';
import { type FaultDevice, type FaultStation, faultStation, spreadDevices } from './kit/faultStation.ts';
import { readHistory } from './kit/history.ts';
import { Ledger } from './kit/ledger.ts';

const CHAOS_SEED = 8_021;

async function openStation(devices: readonly FaultDevice[]) {
  const station = await faultStation(devices);
  onTestFinished(() => station.remove());
  const core = startCoreProcess(station);
  onTestFinished(() => core.kill());
  await core.ready;
  return { station, core };
}

/** Every device presses `times` times, the next as soon as it is answered; what was acknowledged is in the ledger. */
async function pressAll(station: FaultStation, times: number, port: number, resendEveryMs: number): Promise<Ledger> {
  const ledger = new Ledger();
  const pressing = station.devices.map(async (device, offset) => {
    const sender = new Dc09Sender({ ...station.senderOf(device, port), resendEveryMs, giveUpAfterMs: 50_000 });
    for (let index = 0; index < times; index++) {
      ledger.note(device.account, await sender.send(pressOf(offset + index)));
    }
    sender.dispose();
  });
  await Promise.all(pressing);
  return ledger;
}

test('a thousand alarms of two hundred devices at once: none lost, none twice, in order, the gravest first', async () => {
  const { station, core } = await openStation(spreadDevices(200));
  const ledger = await pressAll(station, 5, station.udpPort, 1_000);
  const alarms = await allAlarms(station);
  expect(alarms).toHaveLength(1_000);
  expect(ledger.compare(alarms)).toEqual({ acknowledged: 1_000, lost: [], repeated: [] });
  const seqs = alarms.map(({ seq }) => seq);
  expect(seqs).toEqual(seqs.toSorted((left, right) => left - right));

  const { incidents } = await getJson<{ incidents: IncidentState[] }>(station, '/api/incidents?state=open');
  expect(incidents.reduce((total, { alarmCount }) => total + alarmCount, 0)).toBe(1_000);
  const unanswered = await nextPulse(core);
  const inOrder = unanswered.toSorted((left, right) => left.level - right.level || left.since - right.since);
  expect(unanswered).toEqual(inOrder);
  expect(unanswered.map(({ incidentId }) => incidentId).toSorted()).toEqual(incidents.map(({ id }) => id).toSorted());
  expect(new Set(unanswered.map(({ level }) => level)).size).toBeGreaterThan(1);

  expect(await core.stop()).toBe(0);
  const { verification } = await readHistory(station.dataDirectory);
  expect(verification).toMatchObject({ ok: true, faults: [] });
});

test('a stuck button at fifty a second is one incident with a counter, and no other device waits behind it', async () => {
  const stuck: FaultDevice = { account: '70A1', eastM: -600, northM: -600 };
  const calm: FaultDevice = { account: '70A2', eastM: 600, northM: 600 };
  const { station } = await openStation([stuck, calm]);
  const button = new RawCaller(station.udpPort);
  onTestFinished(() => button.dispose());
  const sender = new Dc09Sender({ ...station.senderOf(calm), giveUpAfterMs: 50_000 });
  onTestFinished(() => sender.dispose());

  const presses = 300;
  const frames = Array.from({ length: presses }, (_, index) => stuckFrame(index + 1));
  /** How many presses of the stuck button had left before each message of the other device. */
  const before: number[] = [];
  const outcomes: ReturnType<Dc09Sender['send']>[] = [];
  for (const [index, frame] of frames.entries()) {
    button.send(frame);
    if (index % 30 === 15) {
      await outcomes.at(-1);
      before.push(index + 1);
      outcomes.push(sender.send(pressOf(0)));
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect((await Promise.all(outcomes)).map(({ kind }) => kind)).toEqual(outcomes.map(() => 'ack'));
  for (let answered = 0; answered < presses; answered++) await button.nextReply();

  const alarms = await allAlarms(station);
  const stuckBefore = alarms.flatMap(({ deviceId }, index) => {
    const isCalm = deviceId === `pole-${calm.account}`;
    return isCalm ? [alarms.slice(0, index).filter((alarm) => alarm.deviceId === `pole-${stuck.account}`).length] : [];
  });
  expect(stuckBefore).toEqual(before);
  const { incidents } = await getJson<{ incidents: IncidentState[] }>(station, '/api/incidents?state=open');
  const counted = incidents.map(({ title, alarmCount }) => [title, alarmCount]);
  expect(Object.fromEntries(counted)).toEqual({ '报警杆 70A1': presses, '报警杆 70A2': before.length });
  expect(incidents).toHaveLength(2);
  const stuckOne = incidents.find(({ title }) => title === '报警杆 70A1');
  const { incident } = await getJson<{ incident: IncidentState }>(station, `/api/incidents/${stuckOne!.id}`);
  expect(incident.alarms.length).toBeLessThanOrEqual(50);
  expect(incident.timeline.length).toBeLessThan(20);
});

test(`twenty percent loss, doubles, delays and reordering both ways: every alarm arrives once (seed ${CHAOS_SEED})`, async () => {
  const { station } = await openStation(spreadDevices(20));
  const weather = { loss: 0.2, duplicates: 0.15, delayed: 0.4, longestDelayMs: 120 };
  const proxy = await openChaosProxy({ port: station.udpPort, seed: CHAOS_SEED, questions: weather, answers: weather });
  onTestFinished(() => proxy.dispose());
  const ledger = await pressAll(station, 15, proxy.port, 60);
  const alarms = await allAlarms(station);
  expect(alarms).toHaveLength(300);
  expect(ledger.compare(alarms)).toEqual({ acknowledged: 300, lost: [], repeated: [] });
  expect(Object.values(proxy.counts).every((count) => count > 50)).toBe(true);
});

function stuckFrame(sequence: number): Buffer {
  return encodeMessage({
    header: {
      form: 'ascii',
      token: 'ADM-CID',
      isEncrypted: false,
      sequence: String(sequence).padStart(4, '0'),
      receiver: null,
      line: '0',
      account: '70A1',
    },
    data: '#70A1|1120 01 001',
  });
}

/** What the shell would be told next of the alarms nobody has acknowledged. */
async function nextPulse({ process }: ReturnType<typeof startCoreProcess>) {
  for (;;) {
    const message = await new Promise<unknown>((resolve) => process.once('message', resolve));
    const told = message as { kind: string; unanswered?: { incidentId: string; level: number; since: number }[] };
    if (told.kind === 'pulse') return told.unanswered!;
  }
}
