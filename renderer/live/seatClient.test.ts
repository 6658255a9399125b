import { afterEach, expect, test, vi } from 'vitest';
import { incidentJournal } from '#tests/fixtures/storedEvents.ts';
import { startFakeCore } from '#tests/simulators/seat/fakeCore.ts';
import { SeatClient } from './seatClient.ts';

const disposers: (() => void)[] = [];
afterEach(() => {
  for (const dispose of disposers.splice(0)) dispose();
});

async function openSeat(journal = incidentJournal()) {
  if (journal.events.length === 0) journal.open();
  const core = await startFakeCore(journal.events);
  const time = { now: Date.now() };
  let id = 0;
  const client = new SeatClient({
    token: 'a-token-of-a-test',
    clock: () => time.now,
    randomBytes: (bytes) => bytes.fill(++id),
    answerWithinMs: 300,
  });
  disposers.push(
    () => client.dispose(),
    () => void core.stop(),
  );
  client.pointAt({ state: 'running', url: core.url, reason: null });
  await vi.waitFor(() => expect(client.connection.state).toBe('live'), { timeout: 5_000 });
  return { journal, core, client, time };
}

const phaseOf = (client: SeatClient) => client.live.world.incidents.get('i-1')?.phase;

test('a window gets the whole world and folds what happens next', async () => {
  const { client, core, journal } = await openSeat();
  expect(phaseOf(client)).toBe('received');
  for (const event of journal.apply({ kind: 'acknowledge' }, 1_000)) core.append(event);
  await vi.waitFor(() => expect(phaseOf(client)).toBe('accepted'));
  expect(client.live.hash).toBe('hash-2');
});

test('a window that was cut off resumes by seq and hash and catches up', async () => {
  const { client, core, journal } = await openSeat();
  core.dropSeats();
  await vi.waitFor(() => expect(client.connection).toMatchObject({ state: 'lost', lostBy: 'closed' }));
  for (const event of journal.apply({ kind: 'acknowledge' }, 1_000)) core.appendUnsaid(event);
  await vi.waitFor(() => expect(phaseOf(client)).toBe('accepted'), { timeout: 5_000 });
  expect(core.hellos.at(-1)?.resume).toEqual({ station: 'test', realm: 'live', seq: 1, hash: 'hash-1' });
  expect(client.connection.state).toBe('live');
});

test('a gap in the events asks for a whole world', async () => {
  const { client, core, journal } = await openSeat();
  for (const event of journal.apply({ kind: 'acknowledge' }, 1_000)) core.appendUnsaid(event);
  for (const event of journal.apply({ kind: 'note', text: '后一条' }, 2_000)) core.append(event);
  await vi.waitFor(() => expect(client.live.world.seq).toBe(3), { timeout: 5_000 });
  expect(core.hellos.map(({ resume }) => resume)).toEqual([undefined, undefined]);
  expect(phaseOf(client)).toBe('accepted');
});

test('events that are still missing a pulse later are noticed by the head', async () => {
  const { client, core, journal } = await openSeat();
  for (const event of journal.apply({ kind: 'acknowledge' }, 1_000)) core.appendUnsaid(event);
  core.pulse();
  core.pulse();
  await vi.waitFor(() => expect(phaseOf(client)).toBe('accepted'), { timeout: 5_000 });
});

test('a window that hears nothing says so and refuses commands in words, without queueing them', async () => {
  const { client, core, time } = await openSeat();
  for (let second = 0; second < 9; second++) {
    time.now += 500;
    client.watch();
  }
  expect(client.connection).toMatchObject({ state: 'lost', lostBy: 'silence' });
  expect(await client.send('incident.acknowledge', { incidentId: 'i-1' })).toEqual({
    state: 'notSent',
    connection: 'lost',
  });
  expect(core.commands).toEqual([]);
  core.pulse();
  await vi.waitFor(() => expect(client.connection.state).toBe('live'));
});

test('a window that itself stood still does not call its core silent before it has read what came', async () => {
  const { client, time } = await openSeat();
  client.watch();
  time.now += 8_000;
  client.watch();
  expect(client.connection.state).toBe('live');
  time.now += 500;
  client.watch();
  expect(client.connection).toMatchObject({ state: 'lost', lostBy: 'silence' });
});

test('an unanswered command is tried once more under the same id and then honestly uncertain', async () => {
  const { client, core } = await openSeat();
  core.habits.answer = () => 'silence';
  const outcome = await client.send('incident.acknowledge', { incidentId: 'i-1' });
  expect(core.commands).toHaveLength(2);
  expect(outcome).toEqual({ state: 'uncertain', commandId: core.commands[0]?.commandId });
  expect(core.commands[1]).toEqual(core.commands[0]);
});

test('the second try is enough when only the first answer was lost', async () => {
  const { client, core } = await openSeat();
  core.habits.answer = () => (core.commands.length === 1 ? 'silence' : { ok: true, seq: 9 });
  expect(await client.send('incident.note', { incidentId: 'i-1', text: '记' })).toMatchObject({
    state: 'done',
    seq: 9,
  });
});

test('a refused command carries the core’s own words', async () => {
  const { client, core } = await openSeat();
  core.habits.answer = () => ({ ok: false, code: 'unitEngaged', message: '巡防一队已被派往 007' });
  expect(await client.send('incident.dispatch', { incidentId: 'i-1', unitId: 'u-1' })).toMatchObject({
    state: 'refused',
    code: 'unitEngaged',
    message: '巡防一队已被派往 007',
  });
});

test('a seat that is not let in says why', async () => {
  const core = await startFakeCore();
  core.habits.refusal = { code: 'unauthorised', message: '令牌无效', wire: 1 };
  const client = new SeatClient({ token: 'wrong', clock: Date.now, randomBytes: (bytes) => bytes });
  disposers.push(
    () => client.dispose(),
    () => void core.stop(),
  );
  client.pointAt({ state: 'running', url: core.url, reason: null });
  await vi.waitFor(() => expect(client.connection).toMatchObject({ state: 'refused', refusal: core.habits.refusal }));
});
