/** Data of citizens: masked everywhere, seen by one command with a reason, and written down nowhere (P4, P5). */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PeopleVault } from '#main/core/people/index.ts';
import { loadStationSecret } from '#main/core/stationSecret.ts';
import { eventsOf } from './kit/people.ts';
import { takeSeat } from './kit/seat.ts';
import { ADMIN, DUTY, openStation, type TestStation, WALL } from './kit/station.ts';

const WANG = { name: '王小明', phone: '13812345678', openid: 'oCanaryCanary1234', address: '东溪路 12 号' };

/** As an intake of reports does it: through the vault of the running core's data folder. */
function report(station: TestStation): string {
  const opened = PeopleVault.open({
    directory: station.dataDirectory,
    secret: loadStationSecret(station.dataDirectory),
    clock: Date.now,
    newId: () => crypto.randomUUID(),
  });
  if (!opened.ok) throw new Error(opened.failure.message);
  const { ref } = opened.value.put({ class: 'reporter', ...WANG });
  opened.value.close();
  return ref;
}

test('a value is answered once, to who may and says why, and the journal knows who, which and why', async () => {
  await using station = await openStation();
  const ref = report(station);
  using seat = await takeSeat(station.core.url, DUTY);
  const body = { ref, fields: ['name', 'phone'], reason: '回拨核实' };
  const commandId = crypto.randomUUID();
  expect(await seat.command('person.reveal', body, commandId)).toMatchObject({
    ok: true,
    revealed: { name: WANG.name, phone: WANG.phone },
  });
  expect(await seat.command('person.reveal', body, commandId)).not.toHaveProperty('revealed');
  expect(eventsOf(station, 'person.revealed').map(({ actor, body: said }) => [actor.name, said])).toEqual([
    ['值班员 甲', { ref, fields: ['name', 'phone'], reason: '回拨核实' }],
  ]);
});

test.each([
  ['without a reason', { fields: ['phone'], reason: ' ' }, DUTY, 'badBody'],
  ['of a wall', { fields: ['phone'], reason: '看看' }, WALL, 'roleMayNot'],
])('a reveal %s is refused and answers nothing', async (_what, body, token, code) => {
  await using station = await openStation();
  const ref = report(station);
  const answer = await station.command('person.reveal', { ref, ...body }, token);
  expect([answer.code, answer.revealed, eventsOf(station, 'person.revealed')]).toEqual([code, undefined, []]);
});

test('a hold keeps a person and says which case, and is lifted with a reason', async () => {
  await using station = await openStation();
  const ref = report(station);
  expect(await station.command('person.hold', { ref, reason: '检察院调卷' }, ADMIN)).toMatchObject({ ok: true });
  expect(await station.command('person.hold', { ref, reason: '再次' }, ADMIN)).toMatchObject({ code: 'personHeld' });
  expect(await station.command('person.release', { ref, reason: '已结案' }, ADMIN)).toMatchObject({ ok: true });
  expect(await station.command('person.hold', { ref, reason: '值班员不行' }, DUTY)).toMatchObject({
    code: 'roleMayNot',
  });
});

test('no value is in any file of the data folder, the journal or the metrics', async () => {
  await using station = await openStation();
  const ref = report(station);
  await station.command('person.reveal', { ref, fields: ['name', 'phone', 'openid', 'address'], reason: '核实' });
  const metrics = await (await fetch(`${station.core.url}/metrics`)).text();
  await station.core.desk.settled();
  const files = readdirSync(station.dataDirectory, { recursive: true, encoding: 'utf8' })
    .map((name) => join(station.dataDirectory, name))
    .filter((path) => statSync(path).isFile());
  const seen = [...files.map((path) => readFileSync(path, 'utf8')), metrics].join('\n');
  expect(files.length).toBeGreaterThan(3);
  expect(Object.values(WANG).filter((value) => seen.includes(value))).toEqual([]);
});
