/** The bench on the desk: `npm run sim` against a station, as an installer runs it. */
import { describe, expect, test } from 'vitest';
import { main } from '#tests/simulators/cli.ts';
import { openStation, POLE_KEY, type TestStation } from './kit/station.ts';

async function sim(...args: string[]) {
  const lines: { what: string; fate?: string }[] = [];
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
  };
}

const received = (station: TestStation) => {
  const incidents = [...station.core.desk.world.incidents.values()];
  return incidents.reduce((sum, { alarmCount }) => sum + alarmCount, 0);
};
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

  test.each(['surgard', 'ademco685', 'radionics6500'])('%s over TCP', async (name) => {
    await using station = await openStation(over(name));
    const run = await sim(name, '--to', `tcp:127.0.0.1:${station.polePort}`, ...FAST);
    expect(run).toMatchObject({ code: 0, fates: Array(6).fill('acknowledged'), last: { buffered: 0, silent: 0 } });
    expect(received(station)).toBe(6);
  });

  test('what makes no sense is said with the usage, and a wire that is not there is an error', async () => {
    const [unknown, bare, badShare, unreachable] = await Promise.all([
      sim('teapot'),
      sim('pole'),
      sim('pole', '--to', 'udp:127.0.0.1:9', '--loss', '2'),
      sim('surgard', '--to', 'serial:/dev/not-there'),
    ]);
    expect([unknown, bare, badShare, unreachable].map(({ code }) => code)).toEqual([2, 2, 2, 1]);
    expect(badShare.errors[0]).toContain('--loss');
  });
});
