// RELIABILITY §5 D2: the two moments of a crash that matter, made certain from outside. The device repeats until it is
// answered; whatever the dead core had done with the message, the station must end up with it exactly once.
import { expect, onTestFinished, test } from 'vitest';
import { Dc09Sender, type SendOutcome } from '#main/core/links/protocols/dc09/sender.ts';
import { openChaosProxy } from '#tests/simulators/chaosProxy.ts';
import { pressOf } from './kit/alarmLoad.ts';
import { allAlarms, startCoreProcess } from './kit/coreProcess.ts';
import { type FaultDevice, type FaultStation, faultStation, spreadDevices } from './kit/faultStation.ts';
import { Ledger } from './kit/ledger.ts';

async function openFaultStation(): Promise<FaultStation> {
  const station = await faultStation(spreadDevices(10));
  onTestFinished(() => station.remove());
  return station;
}

function start(station: FaultStation) {
  const core = startCoreProcess(station);
  onTestFinished(() => core.kill());
  return core;
}

/** Every device presses once and repeats until it is answered. */
function pressAll(station: FaultStation, port: number): { outcomes: Promise<SendOutcome[]>; ledger: Ledger } {
  const ledger = new Ledger();
  const press = async (device: FaultDevice) => {
    const sender = new Dc09Sender({ ...station.senderOf(device, port), resendEveryMs: 100, giveUpAfterMs: 50_000 });
    const outcome = await sender.send(pressOf(0));
    sender.dispose();
    ledger.note(device.account, outcome);
    return outcome;
  };
  return { outcomes: Promise.all(station.devices.map(press)), ledger };
}

test('killed with the message stored and the answer not out: the repetition is answered and raises nothing', async () => {
  const station = await openFaultStation();
  const first = start(station);
  await first.ready;
  // Every answer of the first core is lost on the way, which to the device is the same as a crash before the answer.
  const proxy = await openChaosProxy({ port: station.udpPort, seed: 1, answers: { loss: 1 } });
  onTestFinished(() => proxy.dispose());
  const { outcomes, ledger } = pressAll(station, proxy.port);
  while ((await allAlarms(station)).length < station.devices.length) await new Promise(setImmediate);
  await first.kill();

  const second = start(station);
  await second.ready;
  proxy.change({ answers: { loss: 0 } });
  expect((await outcomes).map(({ kind }) => kind)).toEqual(station.devices.map(() => 'ack'));
  const alarms = await allAlarms(station);
  expect(alarms).toHaveLength(station.devices.length);
  expect(ledger.compare(alarms)).toEqual({ acknowledged: station.devices.length, lost: [], repeated: [] });
});

test('killed with the message received and not stored: the repetition is the first message', async () => {
  const station = await openFaultStation();
  const first = start(station);
  await first.ready;
  // Stopped, so the datagrams wait in its socket; killed, so they are gone with it.
  first.process.kill('SIGSTOP');
  const { outcomes, ledger } = pressAll(station, station.udpPort);
  await new Promise((resolve) => setTimeout(resolve, 250));
  await first.kill();
  expect(ledger.size).toBe(0);

  const second = start(station);
  await second.ready;
  expect((await outcomes).map(({ kind }) => kind)).toEqual(station.devices.map(() => 'ack'));
  const alarms = await allAlarms(station);
  expect(alarms).toHaveLength(station.devices.length);
  expect(ledger.compare(alarms)).toEqual({ acknowledged: station.devices.length, lost: [], repeated: [] });
});
