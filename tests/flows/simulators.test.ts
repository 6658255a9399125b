/** The bench on the desk: `npm run sim` against a station, as an installer runs it. */
import { describe, expect, test } from 'vitest';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { main } from '#tests/simulators/cli.ts';
import { eventually, openStation, POLE_KEY, STATION, type TestStation } from './kit/station.ts';

async function sim(...args: string[]) {
  const lines: { what: string; fate?: string; lat?: number; lon?: number; [field: string]: unknown }[] = [];
  const errors: string[] = [];
  const code = await main(
    args,
    (line) => lines.push(JSON.parse(line)),
    (line) => errors.push(line),
    new AbortController().signal,
  );
  return {
    code,
    errors,
    fates: lines.filter(({ what }) => what === 'alarm').map(({ fate }) => fate),
    last: lines.at(-1),
    lines,
  };
}

const received = (station: TestStation) => {
  const incidents = [...station.core.desk.world.incidents.values()];
  return incidents.reduce((sum, { alarmCount }) => sum + alarmCount, 0);
};
/** Where the unit is, once it is there; positions travel beside the alarms. */
async function positionOf(station: TestStation, unitId: string, there: { lat?: number; lon?: number }) {
  const { units } = await station.get<{
    units: { id: string; position: { source: string; lon: number; lat: number } }[];
  }>('/api/units');
  const { position } = units.find(({ id }) => id === unitId)!;
  return position.lon === there.lon && position.lat === there.lat ? position : undefined;
}
const over = (protocol: string) => ({
  overrides: { links: [{ id: 'poles', protocol, transport: { kind: 'tcp', host: '127.0.0.1', port: 0 } }] },
});
const FAST = ['--rate', '50', '--count', '6'];

describe('npm run sim', () => {
  test('pole over UDP, encrypted, on a bad network: every press is in and acknowledged', async () => {
    await using station = await openStation();
    const to = `udp:127.0.0.1:${station.polePort}`;
    const weather = ['--loss', '0.2', '--duplicates', '0.2', '--garbage', '0.2', '--seed', '7'];
    const run = await sim('pole', '--to', to, '--key', `hex:${POLE_KEY}`, ...weather, ...FAST);
    expect(run).toMatchObject({ code: 0, errors: [], fates: Array(6).fill('ack') });
    expect(received(station)).toBe(6);
  });

  test('a clock that runs an hour ahead is corrected by the NAK', async () => {
    await using station = await openStation();
    const to = `udp:127.0.0.1:${station.polePort}`;
    const run = await sim('pole', '--to', to, '--key', `hex:${POLE_KEY}`, '--skew', '3600', '--count', '1');
    expect(run.fates).toEqual(['ack']);
  });

  test('button over TCP', async () => {
    await using station = await openStation(over('dc09'));
    const run = await sim('button', '--to', `tcp:127.0.0.1:${station.polePort}`, '--accounts', '70A2', ...FAST);
    expect(run).toMatchObject({ code: 0, fates: Array(6).fill('ack'), last: { what: 'done', ack: 7 } });
  });

  test('button over TCP, encrypted, with a wrong clock on a bad network: every press is in and acknowledged', async () => {
    await using station = await openStation(over('dc09'));
    const to = `tcp:127.0.0.1:${station.polePort}`;
    const weather = ['--loss', '0.3', '--duplicates', '0.2', '--garbage', '0.2', '--skew', '3600', '--seed', '3'];
    const run = await sim('button', '--to', to, '--key', `hex:${POLE_KEY}`, ...weather, ...FAST);
    expect(run).toMatchObject({ code: 0, fates: Array(6).fill('ack') });
    expect(received(station)).toBe(6);
  });

  test.each(['surgard', 'ademco685', 'radionics6500'])('%s over TCP', async (name) => {
    await using station = await openStation(over(name));
    const run = await sim(name, '--to', `tcp:127.0.0.1:${station.polePort}`, ...FAST);
    expect(run).toMatchObject({ code: 0, fates: Array(6).fill('acknowledged'), last: { buffered: 0, silent: 0 } });
    expect(received(station)).toBe(6);
  });

  test('pole with transmissions that come late and behind others: every press is in once', async () => {
    await using station = await openStation();
    const to = `udp:127.0.0.1:${station.polePort}`;
    const weather = ['--reorder', '0.6', '--duplicates', '0.3', '--seed', '5'];
    const run = await sim('pole', '--to', to, '--accounts', '70A1,70A2', ...weather, ...FAST);
    expect(run).toMatchObject({ code: 0, fates: Array(6).fill('ack') });
    expect(received(station)).toBe(6);
  });

  test('surgard with a record that comes behind its own repetition: one alarm', async () => {
    await using station = await openStation(over('surgard'));
    // Held back until the receiver repeats it, and then it comes twice.
    const once = ['--reorder', '1', '--count', '1', '--heartbeat', '0'];
    const run = await sim('surgard', '--to', `tcp:127.0.0.1:${station.polePort}`, ...once);
    expect(run).toMatchObject({ code: 0, fates: ['acknowledged'], last: { sent: 2, silent: 1 } });
    expect(received(station)).toBe(1);
  });

  test('tak with positions that overtake each other: the unit is where it was last', async () => {
    const tak = { id: 'tak', protocol: 'cot', transport: { kind: 'udp', host: '127.0.0.1', port: 0 } };
    await using station = await openStation({ overrides: { links: [...STATION.links, tak] } });
    const [lon, lat] = pointAt(100, 0);
    const to = `udp:127.0.0.1:${station.core.links.tak!.port}`;
    const weather = ['--reorder', '0.5', '--seed', '9', '--heartbeat', '0'];
    const run = await sim(
      'tak',
      '--to',
      to,
      '--accounts',
      'u-003',
      '--at',
      `${lat},${lon}`,
      ...weather,
      '--count',
      '20',
      '--rate',
      '10000',
    );
    const newest = run.lines.findLast(({ what }) => what === 'position')!;
    const position = await eventually('the last position', () => positionOf(station, 'u-003', newest));
    expect(position).toMatchObject({ source: 'cot', lon: newest.lon, lat: newest.lat });
  });

  test.each(['2013', '2019'])('jt808 of %s on a bad network: online, moving, one alarm a press', async (edition) => {
    const vehicles = { id: 'vehicles', protocol: 'jt808', transport: { kind: 'tcp', host: '127.0.0.1', port: 0 } };
    const units = STATION.units.map((unit) => (unit.id === 'u-003' ? { ...unit, terminal: '13800138003' } : unit));
    await using station = await openStation({ overrides: { links: [...STATION.links, vehicles], units } });
    const [lon, lat] = pointAt(100, 0);
    const to = `tcp:127.0.0.1:${station.core.links.vehicles!.port}`;
    const weather = ['--loss', '0.1', '--duplicates', '0.3', '--garbage', '0.3', '--reorder', '0.1', '--seed', '2'];
    const who = ['--accounts', '13800138003', '--at', `${lat},${lon}`, '--as', edition, '--sos', '6'];
    const run = await sim('jt808', '--to', to, ...who, ...weather, '--count', '6', '--rate', '50');
    expect(run).toMatchObject({ code: 0, errors: [], last: { what: 'done', ok: 7 } });
    expect(run.lines.map(({ what }) => what)).toEqual(['heartbeat', ...Array(5).fill('position'), 'sos', 'done']);
    expect(run.lines.find(({ what }) => what === 'sos')).toMatchObject({ fate: 'ok', isSosSet: true });
    expect(received(station)).toBe(1);
  });

  test('a clock that runs ahead is a terminal that says so', async () => {
    const tak = { id: 'tak', protocol: 'cot', transport: { kind: 'udp', host: '127.0.0.1', port: 0 } };
    await using station = await openStation({ overrides: { links: [...STATION.links, tak] } });
    const to = `udp:127.0.0.1:${station.core.links.tak!.port}`;
    await sim('tak', '--to', to, '--accounts', 'u-003', '--skew', '90', '--sos', '1', '--count', '1');
    const alarm = await eventually('the call', () => [...station.core.desk.world.alarms.values()][0]);
    expect(Math.abs(alarm.skewMs! - 90_000)).toBeLessThan(60_000);
  });

  test('what makes no sense is said with the usage, and a wire that is not there is an error', async () => {
    const [unknown, bare, badShare, unreachable, sealed] = await Promise.all([
      sim('teapot'),
      sim('pole'),
      sim('pole', '--to', 'udp:127.0.0.1:9', '--loss', '2'),
      sim('surgard', '--to', 'serial:/dev/not-there'),
      sim('surgard', '--to', 'tcp:127.0.0.1:9', '--key', `hex:${POLE_KEY}`),
    ]);
    expect([unknown, bare, badShare, unreachable, sealed].map(({ code }) => code)).toEqual([2, 2, 2, 1, 2]);
    expect(badShare.errors[0]).toContain('--loss');
    expect(sealed.errors[0]).toContain('no encryption');
  });
});
