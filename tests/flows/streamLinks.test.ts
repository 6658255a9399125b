/** Links over connections, end to end: real TCP sockets and socat's serial ports into a real station. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { encodeFrame } from '#main/core/links/protocols/dc09/encode.ts';
import type { LinkHealth } from '#shared/wire/link.ts';
import type { SeatPulse } from '#shared/wire/seat.ts';
import { RECORDS, ReceiverSimulator } from '#tests/simulators/receiver.ts';
import { hasSocat, PtyPair } from '#tests/simulators/wire/ptyPair.ts';
import { callTcp, listenTcp, openSerial, type Wire } from '#tests/simulators/wire/wire.ts';
import { takeSeat } from './kit/seat.ts';
import { ADMIN, eventually, openStation, type TestStation } from './kit/station.ts';

const linkOf = (protocol: string, transport: object, rest: object = {}) => ({
  links: [{ id: 'poles', protocol, transport, ...rest }],
});
const TCP = { kind: 'tcp', host: '127.0.0.1', port: 0 };

/** The next health of the link as a window is told it. */
async function health(station: TestStation): Promise<LinkHealth> {
  using seat = await takeSeat(station.core.url, ADMIN);
  const pulse = await new Promise<SeatPulse>((resolve) => seat.socket.once('pulse', resolve));
  return pulse.links.find(({ id }) => id === 'poles')!;
}

interface StoredAlarm {
  readonly code: string;
  readonly zone: string;
}
/** Alarms on disk, oldest first. */
const alarmsOf = async (station: TestStation) => {
  const { events } = await station.get<{ events: { kind: string; body: StoredAlarm }[] }>('/api/journal?limit=500');
  return events.filter(({ kind }) => kind === 'alarm.received').map(({ body: { code, zone } }) => ({ code, zone }));
};
const isUp = (station: TestStation) =>
  eventually('the port is open', async () => ((await health(station)).isUp ? true : undefined));

/** Collects what comes back until it is asked for. */
function listener(wire: Wire) {
  let heard = Buffer.alloc(0);
  wire.onBytes((bytes) => {
    heard = Buffer.concat([heard, bytes]);
  });
  return {
    hears: (text: string) =>
      eventually(`an answer ${JSON.stringify(text)}`, () => (heard.includes(text, 0, 'latin1') ? true : undefined)),
    get all() {
      return heard.toString('latin1');
    },
  };
}

const disposals: (() => unknown)[] = [];
const keep = <Item extends { close(): void }>(item: Item): Item => {
  disposals.push(() => item.close());
  return item;
};
afterEach(async () => {
  for (const dispose of disposals.splice(0).reverse()) await dispose();
});

const frame = (body: string, form: 'ascii' | 'binary' = 'ascii') => encodeFrame(Buffer.from(body, 'latin1'), form);
const panicOf = (sequence: string) => frame(`"ADM-CID"${sequence}L0#70A2[#70A2|1120 03 008]`);
const heartbeatOf = (sequence: string) => frame(`"NULL"${sequence}L0#70A2[]`);

describe('DC-09 over TCP', () => {
  test('frames cut anywhere and several in one read are answered in order on their connection', async () => {
    await using station = await openStation({ overrides: linkOf('dc09', TCP) });
    const wire = keep(await callTcp('127.0.0.1', station.polePort));
    const heard = listener(wire);
    const all = Buffer.concat([panicOf('0001'), Buffer.from('\0noise\r\n'), heartbeatOf('0002'), panicOf('0003')]);
    for (const [from, to] of [
      [0, 3],
      [3, 40],
      [40, all.length],
    ] as const) {
      wire.send(all.subarray(from, to));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await heard.hears('"ACK"0003');
    expect(heard.all.match(/"ACK"\d{4}/g)).toEqual(['"ACK"0001', '"ACK"0002', '"ACK"0003']);
    expect(await alarmsOf(station)).toHaveLength(2);
  });

  test('the binary CRC is answered in its own form, whatever bytes it has', async () => {
    await using station = await openStation({ overrides: linkOf('dc09', TCP) });
    const wire = keep(await callTcp('127.0.0.1', station.polePort));
    const heard = listener(wire);
    wire.send(frame('"NULL"0007L0#70A2[]', 'binary'));
    await heard.hears('"ACK"0007');
    expect(heard.all.indexOf('"')).toBe(7);
  });

  test('a good frame behind a spoilt length is found once the line is quiet', async () => {
    await using station = await openStation({ overrides: linkOf('dc09', TCP) });
    const wire = keep(await callTcp('127.0.0.1', station.polePort));
    const heard = listener(wire);
    wire.send(Buffer.concat([Buffer.from('\n12340FFF"ADM'), panicOf('0009')]));
    await heard.hears('"ACK"0009');
    expect(await alarmsOf(station)).toHaveLength(1);
  });

  test('a device that hangs up right after its alarm is answered first', async () => {
    await using station = await openStation({ overrides: linkOf('dc09', TCP) });
    const wire = await callTcp('127.0.0.1', station.polePort);
    const heard = listener(wire);
    wire.send(panicOf('0001'));
    wire.finish();
    await wire.closed;
    await eventually('the alarm', async () => (await alarmsOf(station))[0]);
    expect(heard.all).toContain('"ACK"0001');
  });

  test('300 connections at once are each answered', async () => {
    await using station = await openStation({ overrides: linkOf('dc09', TCP) });
    const wires = await Promise.all(Array.from({ length: 300 }, () => callTcp('127.0.0.1', station.polePort)));
    const ears = wires.map((wire, index) => {
      keep(wire);
      const heard = listener(wire);
      wire.send(heartbeatOf(String(index).padStart(4, '0')));
      return heard;
    });
    await Promise.all(ears.map((heard, index) => heard.hears(`"ACK"${String(index).padStart(4, '0')}`)));
    expect(await health(station)).toMatchObject({ isUp: true, fault: null, received: 300 });
  });

  test('who sends no sound frame within the idle time is hung up on', async () => {
    await using station = await openStation({ overrides: linkOf('dc09', { ...TCP, idleSeconds: 1 }) });
    const wire = keep(await callTcp('127.0.0.1', station.polePort));
    wire.send(Buffer.from('\n1234'));
    await wire.closed;
  });
});

describe('alarm receivers over TCP', () => {
  test.each(['surgard', 'ademco685', 'radionics6500'] as const)(
    '%s calls us, and is acknowledged',
    async (protocol) => {
      await using station = await openStation({ overrides: linkOf(protocol, TCP) });
      const receiver = new ReceiverSimulator({ wire: keep(await callTcp('127.0.0.1', station.polePort)) });
      expect(await receiver.heartbeat(RECORDS[protocol].heartbeat)).toBe('acknowledged');
      expect(await receiver.send(RECORDS[protocol].alarm('70A1', 8))).toBe('acknowledged');
      expect(await alarmsOf(station)).toEqual([{ code: '120', zone: '008' }]);
    },
  );

  test('a record repeated after the core was restarted is acknowledged and raises nothing new', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pingan-flow-'));
    disposals.push(() => rm(folder, { recursive: true, force: true }));
    const record = RECORDS.surgard.alarm('70A1', 8);
    const sendOnce = async () => {
      await using station = await openStation({ overrides: linkOf('surgard', TCP), folder });
      const receiver = new ReceiverSimulator({ wire: keep(await callTcp('127.0.0.1', station.polePort)) });
      return { fate: await receiver.send(record), alarms: (await alarmsOf(station)).length };
    };
    expect([await sendOnce(), await sendOnce()]).toEqual([
      { fate: 'acknowledged', alarms: 1 },
      { fate: 'acknowledged', alarms: 1 },
    ]);
  });

  test('three records that are too long in a row end the connection', async () => {
    await using station = await openStation({ overrides: linkOf('surgard', TCP) });
    const wire = keep(await callTcp('127.0.0.1', station.polePort));
    wire.send(Buffer.from(`${'9'.repeat(300)}\x14`.repeat(3)));
    await wire.closed;
    expect((await health(station)).refused).toEqual({ oversize: 3 });
  });

  test('we call a receiver, and call again when it hangs up', async () => {
    const port = keep(await listenTcp('127.0.0.1', 0));
    await using station = await openStation({
      overrides: linkOf('surgard', { kind: 'tcpClient', host: '127.0.0.1', port: port.port }),
    });
    const first = new ReceiverSimulator({ wire: await port.next() });
    expect(await first.send(RECORDS.surgard.alarm('70A1', 1))).toBe('acknowledged');
    first.dispose();
    const second = new ReceiverSimulator({ wire: keep(await port.next()) });
    expect(await second.send(RECORDS.surgard.alarm('70A1', 2))).toBe('acknowledged');
    expect((await alarmsOf(station)).map(({ zone }) => zone)).toEqual(['001', '002']);
  });

  test('records lost, doubled and mixed with noise end as one alarm each', async () => {
    await using station = await openStation({ overrides: linkOf('surgard', TCP) });
    let transmission = 0;
    const spoil = (bytes: Buffer): Buffer[] => {
      transmission += 1;
      if (transmission % 4 === 1) return [];
      if (transmission % 4 === 3) return [bytes, bytes];
      return transmission % 4 === 0 ? [Buffer.from('\xff\x02#\x14', 'latin1'), bytes] : [bytes];
    };
    const wire = keep(await callTcp('127.0.0.1', station.polePort));
    const receiver = new ReceiverSimulator({ wire, spoil, answerWithinMs: 300, attempts: 20 });
    for (let zone = 1; zone <= 12; zone++) await receiver.send(RECORDS.surgard.alarm('70A1', zone));
    const alarms = await eventually('twelve alarms', async () => {
      const all = await alarmsOf(station);
      return all.length >= 12 ? all : undefined;
    });
    expect(alarms.map(({ zone }) => Number(zone))).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
  });
});

describe.skipIf(!hasSocat)('alarm receivers over a serial port (needs socat)', () => {
  test('a record is stored and acknowledged', async () => {
    await using pair = new PtyPair();
    await pair.plugIn();
    await using station = await openStation({ overrides: linkOf('surgard', { kind: 'serial', path: pair.ours }) });
    await isUp(station);
    const receiver = new ReceiverSimulator({ wire: keep(await openSerial(pair.theirs)) });
    expect(await receiver.send(RECORDS.surgard.alarm('70A1', 8))).toBe('acknowledged');
    expect(await alarmsOf(station)).toEqual([{ code: '120', zone: '008' }]);
  });

  test('pulled in the middle of a record: a fault, no invented alarm, and after replugging the record itself', async () => {
    await using pair = new PtyPair();
    await pair.plugIn();
    await using station = await openStation({ overrides: linkOf('surgard', { kind: 'serial', path: pair.ours }) });
    await isUp(station);
    const record = RECORDS.surgard.alarm('70A1', 8);
    const before = await openSerial(pair.theirs);
    before.send(Buffer.from(record.slice(0, 12), 'latin1'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await pair.unplug();
    const down = await eventually('the fault', async () => {
      const now = await health(station);
      return now.isUp ? undefined : now;
    });
    expect(down.fault?.en).toContain(pair.ours);
    expect(await alarmsOf(station)).toEqual([]);
    await pair.plugIn();
    await isUp(station);
    const receiver = new ReceiverSimulator({ wire: keep(await openSerial(pair.theirs)) });
    expect(await receiver.send(record)).toBe('acknowledged');
    expect(await alarmsOf(station)).toEqual([{ code: '120', zone: '008' }]);
  });
});

test('a serial port that is not there is a fault to show, and the station starts', async () => {
  await using station = await openStation({
    overrides: linkOf('surgard', { kind: 'serial', path: '/dev/serial/by-id/not-there' }),
  });
  const found = await eventually('the fault', async () => {
    const now = await health(station);
    return now.fault?.zh.includes('无法打开') ? now : undefined;
  });
  expect(found).toMatchObject({ isUp: false, fault: { en: expect.stringContaining('/dev/serial/by-id/not-there') } });
});
