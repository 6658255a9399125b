/**
 * The host's process stands still (SIGSTOP: a frozen machine, a swapping disk): its sockets stay open and nothing is said any more.
 * A seat must say so within five seconds of its own clock, keep what it last saw, refuse commands in words, and come back with
 * what it missed. The seat is the window's own client; its clock is the test's.
 */
import { readFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { eventually } from '#tests/flows/kit/station.ts';
import { SeatClient } from '../../renderer/live/seatClient.ts';
import { type CoreProcess, startCoreProcess } from './kit/coreProcess.ts';
import { DUTY_TOKENS, type FaultStation, faultStation, spreadDevices } from './kit/faultStation.ts';

/** How often a window looks, and what it promises (issue 5 §1), ms of its own clock. */
const LOOKS_EVERY_MS = 500;
const PROMISED_MS = 5_000;

interface Seated {
  readonly station: FaultStation;
  readonly core: CoreProcess;
  readonly client: SeatClient;
  readonly time: { now: number };
  /** One look of the window after so much of its own time; says how it stands then. */
  look(afterMs: number): string;
}

async function seated(): Promise<Seated> {
  const station = await faultStation(spreadDevices(1));
  const core = startCoreProcess(station);
  // It may stand still when a test fails: only what cannot be caught reaches it then.
  onTestFinished(() => core.kill().then(() => station.remove()));
  await core.ready;
  const time = { now: 1_900_000_000_000 };
  const client = new SeatClient({
    token: DUTY_TOKENS[0],
    clock: () => time.now,
    randomBytes: (bytes) => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>),
  });
  onTestFinished(() => client.dispose());
  client.pointAt({ state: 'running', url: station.url, reason: null });
  await eventually('the seat is fed', () => client.connection.state === 'live' || undefined);
  return {
    ...{ station, core, client, time },
    look(afterMs) {
      time.now += afterMs;
      client.watch();
      return client.connection.state;
    },
  };
}

/** Stopped, and everything it had said before has been read. */
async function freeze({ process }: CoreProcess): Promise<void> {
  process.kill('SIGSTOP');
  await eventually('it stands still', () =>
    /\) T /.test(readFileSync(`/proc/${process.pid}/stat`, 'utf8')) ? true : undefined,
  );
  for (let turn = 0; turn < 50; turn++) await new Promise((done) => setImmediate(done));
}

async function openAt(station: FaultStation, title: string): Promise<void> {
  const response = await fetch(`${station.url}/api/commands`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${DUTY_TOKENS[1]}` },
    body: JSON.stringify({
      commandId: crypto.randomUUID(),
      kind: 'incident.open',
      body: { kind: 'dispute', lon: 117.01, lat: 25.07, title },
    }),
  });
  expect(await response.json()).toMatchObject({ ok: true });
}

const titlesIn = ({ live }: SeatClient) => [...live.world.incidents.values()].map(({ title }) => title);

test('a seat whose host stands still says so within five seconds of its own clock, keeps its world, and catches up', async () => {
  const { station, core, client, time, look } = await seated();
  await openAt(station, '停住之前');
  await eventually('it is seen', () => titlesIn(client).includes('停住之前') || undefined);
  await freeze(core);
  look(0);
  const frozenAt = time.now;
  const said: string[] = [];
  while (time.now - frozenAt < PROMISED_MS) said.push(look(LOOKS_EVERY_MS));
  expect(said[0]).toBe('live');
  expect(said.at(-1)).toBe('lost');
  // Once said it stays said, and says since when the host has not been heard.
  expect(said.slice(said.indexOf('lost'))).toEqual(said.slice(said.indexOf('lost')).map(() => 'lost'));
  expect(client.connection).toMatchObject({ state: 'lost', lostBy: 'silence', since: frozenAt, lastHeardAt: frozenAt });
  expect(titlesIn(client)).toEqual(['停住之前']);
  expect(await client.send('incident.open', { kind: 'fire', lon: 117.01, lat: 25.07 })).toEqual({
    ...{ state: 'notSent', connection: 'lost' },
  });
  core.process.kill('SIGCONT');
  await eventually('it is heard again', () => client.connection.state === 'live' || undefined);
  await openAt(station, '醒来之后');
  await eventually('what came since is seen', () => titlesIn(client).includes('醒来之后') || undefined);
  expect(titlesIn(client)).toEqual(['停住之前', '醒来之后']);
}, 120_000);

test('negative control: a host that goes on speaks often enough, however much of the seat’s own time goes by', async () => {
  const { client, time, look } = await seated();
  const beganAt = time.now;
  while (time.now - beganAt < 2 * PROMISED_MS) {
    expect(look(3 * LOOKS_EVERY_MS)).toBe('live');
    await eventually('it is heard', () => client.connection.lastHeardAt === time.now || undefined);
  }
}, 120_000);
