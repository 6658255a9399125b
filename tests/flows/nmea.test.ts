/** Satellite receivers at a whole station: real datagrams, a real serial line, a device server that the station calls. */
import { afterEach, expect, test } from 'vitest';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { main as sim } from '#tests/simulators/cli.ts';
import { NmeaReceiver } from '#tests/simulators/nmea.ts';
import { hasSocat, PtyPair } from '#tests/simulators/wire/ptyPair.ts';
import { listenTcp, openDatagrams, openSerial, type Wire } from '#tests/simulators/wire/wire.ts';
import { eventually, openStation, STATION, type TestStation } from './kit/station.ts';

const NOW = Date.UTC(2031, 2, 8, 6, 15, 9);
const [lon, lat] = pointAt(140, -60);
/** The receiver's clock, a little behind ours. */
const at = (second: number) => NOW - 10_000 + second * 1_000;
const HERE = { lon, lat, at: at(0), speedMps: 8.3, courseDegrees: 271, altitudeM: 48 };

const disposals: (() => unknown)[] = [];
afterEach(async () => {
  for (const dispose of disposals.splice(0).reverse()) await dispose();
});

const openGps = (transport: object, rest: object = { unit: 'u-003' }) =>
  openStation({
    clock: () => NOW,
    overrides: { links: [...STATION.links, { id: 'gps', protocol: 'nmea', transport, ...rest }] },
  });
const UDP = { kind: 'udp', host: '127.0.0.1', port: 0 };

function receiverOn(wire: Wire): NmeaReceiver {
  disposals.push(() => wire.close());
  return new NmeaReceiver({ wire });
}
const overUdp = async (station: TestStation) =>
  receiverOn(await openDatagrams('127.0.0.1', station.core.links.gps!.port));

async function positionOf(station: TestStation, unitId = 'u-003') {
  const { units } = await station.get<{ units: { id: string; position: Record<string, unknown> }[] }>('/api/units');
  return units.find(({ id }) => id === unitId)!.position;
}
const moved = (station: TestStation, fixAt = at(0)) =>
  eventually('the unit moves', async () => {
    const position = await positionOf(station);
    return position.source === 'nmea' && position.fixAt === fixAt ? position : undefined;
  });
async function counts(station: TestStation) {
  const metrics = await (await fetch(`${station.core.url}/metrics`)).text();
  const lines = metrics.matchAll(/pingan_link_frames_total\{link="gps",outcome="(\w+)"\} (\d+)/g);
  return Object.fromEntries([...lines].map(([, outcome, times]) => [outcome, Number(times)]));
}

/** As the sentences say it: hundred thousandths of a minute. */
const PLACE = { lon: expect.closeTo(lon, 6), lat: expect.closeTo(lat, 6) };
const MOVED = {
  source: 'nmea',
  ...PLACE,
  courseDegrees: 271,
  speedMps: expect.closeTo(8.3, 2),
  fixAt: at(0),
  receivedAt: NOW,
};

test('datagrams move the unit of the link, and what is spoilt or has no fix moves nobody', async () => {
  await using station = await openGps(UDP);
  const receiver = await overUdp(station);
  receiver.report(HERE);
  expect(await moved(station)).toMatchObject(MOVED);
  const spoilt = receiver.encode({ ...HERE, lat: lat + 1, at: at(1) });
  receiver.send(Buffer.from(spoilt.toString('latin1').replaceAll('*', '*F')));
  receiver.report({ ...HERE, lat: lat + 1, at: at(2), hasFix: false });
  receiver.report({ ...HERE, at: at(3) });
  await moved(station, at(3));
  expect(await counts(station)).toMatchObject({ received: 12, format: 3 });
});

test('over UDP the address says whose receiver it is; an address that nobody named is a stranger', async () => {
  await using named = await openGps(UDP, { sources: [{ address: '127.0.0.1', unit: 'u-003' }] });
  (await overUdp(named)).report(HERE);
  await moved(named);
  await using other = await openGps(UDP, { sources: [{ address: '127.0.0.9', unit: 'u-003' }] });
  (await overUdp(other)).report(HERE);
  await eventually('it is counted', async () => ((await counts(other)).unknownUnit === 3 ? true : undefined));
  expect((await positionOf(other)).source).toBe('registered');
});

test('a device server that the station calls, sentences cut anywhere', async () => {
  const port = await listenTcp('127.0.0.1', 0);
  disposals.push(() => port.close());
  await using station = await openGps({ kind: 'tcpClient', host: '127.0.0.1', port: port.port });
  const receiver = receiverOn(await port.next());
  const bytes = Buffer.concat([receiver.encode(HERE), receiver.encode({ ...HERE, at: at(1) })]);
  for (const byte of bytes) receiver.send(Buffer.of(byte));
  expect(await moved(station, at(1))).toMatchObject({ ...MOVED, fixAt: at(1) });
});

test.skipIf(!hasSocat)(
  'a serial line at 4800 8N1, pulled in the middle of a sentence and plugged in again (needs socat)',
  async () => {
    await using pair = new PtyPair();
    await pair.plugIn();
    await using station = await openGps({
      kind: 'serial',
      path: pair.ours,
      baudRate: 4_800,
      dataBits: 8,
      parity: 'none',
      stopBits: 1,
    });
    const first = receiverOn(await openSerial(pair.theirs, 4_800));
    await eventually('it is read', async () => {
      first.report(HERE);
      return (await counts(station)).received;
    });
    // The second moment says which sentence ends one.
    first.report({ ...HERE, at: at(1) });
    expect(await moved(station, at(1))).toMatchObject({ ...MOVED, fixAt: at(1) });
    first.send(first.encode({ ...HERE, lat: lat + 1, at: at(2) }).subarray(0, 30));
    await pair.unplug();
    await pair.plugIn();
    const second = receiverOn(await openSerial(pair.theirs, 4_800));
    await eventually('the next moment', async () => {
      second.report({ ...HERE, at: at(3) });
      second.report({ ...HERE, at: at(4) });
      return (await positionOf(station)).fixAt === at(4) ? true : undefined;
    });
    expect(await positionOf(station)).toMatchObject({ ...MOVED, fixAt: at(4) });
  },
);

test('npm run sim -- nmea amid loss, doubles, late ones and garbage ends where it says', async () => {
  await using station = await openStation({
    overrides: { links: [...STATION.links, { id: 'gps', protocol: 'nmea', transport: UDP, unit: 'u-003' }] },
  });
  const lines: { what: string; lat?: number; lon?: number }[] = [];
  const out = (line: string) => void lines.push(JSON.parse(line));
  const accidents = ['--duplicates', '0.3', '--garbage', '0.3', '--reorder', '0.3', '--seed', '4', '--rate', '50'];
  const args = ['--to', `udp:127.0.0.1:${station.core.links.gps!.port}`, '--at', `${lat},${lon}`, '--count', '12'];
  expect(await sim(['nmea', ...args, ...accidents], out, out, new AbortController().signal)).toBe(0);
  const newest = lines.findLast(({ what }) => what === 'position')!;
  const position = await eventually('the last position', async () => {
    const now = await positionOf(station);
    return Math.abs(Number(now.lat) - newest.lat!) < 1e-6 && now.source === 'nmea' ? now : undefined;
  });
  expect(position.lon).toBeCloseTo(newest.lon!, 6);
  expect(lines.at(-1)).toEqual({ what: 'done', position: 12 });
});
