// RELIABILITY §5 A3, A6: frames that were spoilt on purpose, and frames that were recorded and sent again.
import { expect, onTestFinished, test } from 'vitest';
import { encodeFrame, encodeMessage } from '#main/core/links/protocols/dc09/encode.ts';
import { Dc09Sender } from '#main/core/links/protocols/dc09/sender.ts';
import { openPole, openStation, POLE_KEY } from '#tests/flows/kit/station.ts';
import { RawCaller } from '#tests/simulators/dc09.ts';
import { type Seeded, seeded } from '#tests/simulators/seeded.ts';
import { pressOf } from './kit/alarmLoad.ts';
import { type ApiAlarm, allAlarms, startCoreProcess } from './kit/coreProcess.ts';
import { faultStation, spreadDevices } from './kit/faultStation.ts';
import { readHistory } from './kit/history.ts';

const SEED = 5_411;
const CASES = 20_000;
const BATCH = 200;

test(`${CASES} spoilt frames against the real port: the core lives, answers the next true frame and keeps a sound journal (seed ${SEED})`, async () => {
  const devices = spreadDevices(5);
  const station = await faultStation(devices);
  onTestFinished(() => station.remove());
  const core = startCoreProcess(station);
  onTestFinished(() => core.kill());
  await core.ready;
  const attacker = new RawCaller(station.udpPort);
  onTestFinished(() => attacker.dispose());
  const senders = devices.map((device) => new Dc09Sender({ ...station.senderOf(device), giveUpAfterMs: 50_000 }));
  onTestFinished(() => {
    for (const sender of senders) sender.dispose();
  });

  const random = seeded(SEED);
  const bodies = corpus();
  const frames = bodies.map((body, index) => encodeFrame(body, index % 4 === 3 ? 'binary' : 'ascii'));
  for (let sent = 0; sent < CASES; sent += BATCH) {
    for (let index = 0; index < BATCH; index++) attacker.send(spoil(random, bodies, frames));
    // A true heartbeat behind each batch: proves that the port still answers, and waits until it has kept up.
    expect((await senders[(sent / BATCH) % senders.length]!.heartbeat()).kind).toBe('ack');
  }
  const outcomes = await Promise.all(senders.map((sender) => sender.send(pressOf(0))));
  expect(outcomes.map(({ kind }) => kind)).toEqual(outcomes.map(() => 'ack'));
  const kept = new Set((await allAlarms(station)).map(({ raw }) => raw));
  expect(outcomes.filter(({ frame }) => !kept.has(frame.toString('hex')))).toEqual([]);
  expect([core.process.exitCode, core.words()]).toEqual([null, '']);

  expect(await core.stop()).toBe(0);
  const { verification } = await readHistory(station.dataDirectory);
  expect(verification).toMatchObject({ ok: true, faults: [] });
});

const panic = { ...pressOf(0), hasTime: true } as const;
const key = { encoding: 'hex', value: POLE_KEY } as const;

test('a recorded encrypted alarm sent again: acknowledged without a new incident inside the window, refused outside, also after a restart', async () => {
  let now = Date.now();
  const clock = () => now;
  const first = await openStation({ clock });
  using pole = openPole(first, { key, clock });
  const { kind, frame } = await pole.send(panic);
  expect(kind).toBe('ack');
  const count = async (station: typeof first) =>
    (await station.get<{ alarms: ApiAlarm[] }>('/api/alarms')).alarms.length;

  now += 30_000;
  expect(await replay(first.polePort, frame)).toMatch(/"\*ACK"/);
  expect(await count(first)).toBe(1);
  await first.core.close();

  const second = await openStation({ clock, folder: first.folder });
  expect(await replay(second.polePort, frame)).toMatch(/"\*ACK"/);
  now += 11_000;
  expect(await replay(second.polePort, frame)).toMatch(/"NAK"0000R0L0A0\[\]_/);
  expect(await count(second)).toBe(1);
  await second.core.close();

  await using third = await openStation({ clock, folder: first.folder });
  expect(await replay(third.polePort, frame)).toMatch(/"NAK"/);
  expect(await count(third)).toBe(1);
  // The officer is told that somebody uses this pole's name with a clock that is wrong.
  const { devices } = await third.get<{ devices: { id: string; lastNotice: { code: string } | null }[] }>(
    '/api/devices',
  );
  expect(devices.map(({ lastNotice }) => lastNotice?.code)).toContain('clockRefused');
});

/** From another address, as a recorder would. */
async function replay(port: number, frame: Buffer): Promise<string> {
  const recorder = new RawCaller(port);
  const answer = await recorder.ask(frame);
  recorder.dispose();
  return answer.toString('latin1');
}

/** Bodies of true messages: every token, clear and encrypted, with and without blocks and time. */
function corpus(): Buffer[] {
  const keyBytes = Buffer.from(POLE_KEY, 'hex');
  const header = { form: 'ascii', receiver: '1', line: '2', account: '7001', sequence: '0417' } as const;
  const clear = { ...header, account: '7000', isEncrypted: false } as const;
  const at = Date.now();
  const blocks = [
    { letter: 'X', value: '117E00.7200' },
    { letter: 'Y', value: '25N04.2600' },
    { letter: 'I', value: '东溪小学门口' },
    { letter: 'V', value: 'http://127.0.0.1/clip' },
  ];
  const frames = [
    encodeMessage({ header: { ...clear, token: 'ADM-CID' }, data: '#7000|1120 03 008', extensions: blocks, at }),
    encodeMessage({ header: { ...clear, token: 'SIA-DCS' }, data: '#7000|Nri1/BA05^Kitchen^FA06', at }),
    encodeMessage({ header: { ...clear, token: 'NULL' }, data: '' }),
    encodeMessage({
      header: { ...header, token: 'ADM-CID', isEncrypted: true },
      data: '#7001|1110 01 001',
      at,
      key: keyBytes,
    }),
  ];
  return frames.map((frame) => frame.subarray(9, -1));
}

const LIKELY = Buffer.from('\n\r"#[]|_*RL^/0123456789ABCDEFN\u0000');

/** Half are spoilt after framing and fail at the envelope, half are framed anew and reach everything behind it. */
function spoil(random: Seeded, bodies: readonly Buffer[], frames: readonly Buffer[]): Buffer {
  const isFramedAnew = random.chance(0.5);
  const source = isFramedAnew ? bodies : frames;
  let bytes: Buffer = Buffer.from(source[random.below(source.length)]!);
  for (let change = 1 + random.below(4); change > 0; change--) bytes = changeOnce(random, bytes);
  return isFramedAnew ? encodeFrame(bytes.subarray(0, 4_095), random.chance(0.8) ? 'ascii' : 'binary') : bytes;
}

function changeOnce(random: Seeded, bytes: Buffer): Buffer {
  const at = random.below(bytes.length);
  const byte = random.chance(0.6) ? LIKELY[random.below(LIKELY.length)]! : random.below(256);
  switch (random.below(6)) {
    case 0:
      return bytes.subarray(0, Math.max(1, at));
    case 1:
      return Buffer.concat([bytes.subarray(0, at), Buffer.of(byte), bytes.subarray(at)]);
    case 2:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.min(bytes.length, at + 1 + random.below(8)))]);
    case 3:
      return Buffer.concat([bytes, bytes.subarray(at)]).subarray(0, 8_000);
    default: {
      const copy = Buffer.from(bytes);
      if (copy.length > 0) copy[Math.min(at, copy.length - 1)] = byte;
      return copy;
    }
  }
}
