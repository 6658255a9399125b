/** S3: every command and every route, tried by everybody. The table of who may is written down in kit/accessTable.ts. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMMAND_ROLES, ROLES } from '#shared/wire/roles.ts';
import { COMMAND_ACCESS, ROUTE_ACCESS, WHO, type Who } from './kit/accessTable.ts';
import { makeAccount, OWN_SEAT, OWN_SEAT_TOKENS, tokenOf } from './kit/people.ts';
import { takeSeat } from './kit/seat.ts';
import { openStation, STATION, type TestStation, WORKER } from './kit/station.ts';

/** A token of station.json for each role. */
const tokenOfRole = (role: string) => `token-of-${role}-in-the-test`;
const TOKENS = ROLES.map((role) => ({ token: tokenOfRole(role), role, name: role }));
/** A phone of one unit, and what it tries is another's. */
const OTHERS_PHONE = 'token-of-u-001-in-the-test';
const PHONE_OF_ONE = { token: OTHERS_PHONE, role: 'worker', name: '一号手机', units: ['u-001'] };
/** Inside the station's district, and nothing of the test lies in it. */
const FOREIGN_AREA = '990101002';
/** Refusals of who somebody is. Every other answer means that he might. */
const NOT_HIM: ReadonlySet<unknown> = new Set(['unauthorised', 'roleMayNot', 'signInFirst', 'outsideJurisdiction']);

let station: TestStation;
const tokens = new Map<Who, string>();

beforeAll(async () => {
  station = await openStation({
    tokens: OWN_SEAT_TOKENS,
    overrides: { tokens: [...STATION.tokens, ...TOKENS, PHONE_OF_ONE] },
  });
  await makeAccount(station, 'guan', { role: 'admin' });
  await makeAccount(station, 'linzhen', { scope: FOREIGN_AREA });
  for (const role of ROLES) tokens.set(role, tokenOfRole(role));
  tokens.set('machine', OWN_SEAT);
  tokens.set('foreign', await tokenOf(station, 'linzhen'));
});
afterAll(() => station[Symbol.asyncDispose]());

function headersOf(who: Who): Record<string, string> {
  const token = tokens.get(who);
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}

/** What everybody may, as lists of names: easier to read in a difference than a grid of marks. */
async function tried(
  names: readonly string[],
  isLetIn: (name: string, who: Who) => Promise<boolean>,
): Promise<Record<string, string>> {
  const rows: Record<string, string> = {};
  for (const name of names) {
    const may: Who[] = [];
    for (const who of WHO) if (await isLetIn(name, who)) may.push(who);
    rows[name] = may.join(' ');
  }
  return rows;
}

function expected(names: readonly string[], table: typeof COMMAND_ACCESS): Record<string, string> {
  const whoMay = (name: string) => table.find(([, listed]) => listed.includes(name))?.[0] ?? [];
  return Object.fromEntries(names.map((name) => [name, WHO.filter((who) => whoMay(name).includes(who)).join(' ')]));
}

test('every command of every noun is let through for whom the table says, and for nobody else', async () => {
  const kinds = Object.keys(COMMAND_ROLES).sort();
  const isLetIn = async (kind: string, who: Who) => {
    const response = await fetch(`${station.core.url}/api/commands`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headersOf(who) },
      // An unknown field: whoever is let in is told that, and nothing happens.
      body: JSON.stringify({ commandId: crypto.randomUUID(), kind, body: { '?': true } }),
    });
    const { code } = (await response.json()) as { code?: string };
    return !NOT_HIM.has(code);
  };
  expect(await tried(kinds, isLetIn)).toEqual(expected(kinds, COMMAND_ACCESS));
});

test('the table says of no command or route that is not there', () => {
  const routes = new Set(station.core.routes);
  const listed = (table: typeof COMMAND_ACCESS) => table.flatMap(([, names]) => names);
  expect(listed(COMMAND_ACCESS).filter((kind) => !Object.hasOwn(COMMAND_ROLES, kind))).toEqual([]);
  expect(listed(ROUTE_ACCESS).filter((route) => !routes.has(route))).toEqual([]);
});

test('every HTTP route that is registered answers whom the table says, and nobody else', async () => {
  // A HEAD is the GET of the same path; DELETE /api/session ends the session that is tried, so it comes last.
  const last = 'DELETE /api/session';
  const others = station.core.routes.filter((route) => !route.startsWith('HEAD ') && route !== last);
  const routes = [...others.sort(), last];
  const isLetIn = async (route: string, who: Who) => {
    const [method = '', pattern = ''] = route.split(' ');
    const path = pattern.replace(/:\w+/g, 'x').replace('*', 'x');
    const isAsked = method === 'POST';
    const stop = new AbortController();
    const response = await fetch(`${station.core.url}${path}`, {
      method,
      headers: { ...headersOf(who), ...(isAsked && { 'content-type': 'application/json' }) },
      ...(isAsked && { body: '{}' }),
      signal: stop.signal,
    });
    // Some answer for as long as one listens.
    const isText = response.headers.get('content-type')?.startsWith('application/json');
    const code = isText ? ((await response.json()) as { code?: string }).code : undefined;
    stop.abort();
    return !NOT_HIM.has(code) && response.status !== 401;
  };
  expect(await tried(routes, isLetIn)).toEqual(expected(routes, ROUTE_ACCESS));
});

test('a HEAD is let through for nobody whom its GET refuses', async () => {
  const heads = station.core.routes.filter((route) => route.startsWith('HEAD /api/') && !route.includes('openapi'));
  const open: string[] = [];
  for (const route of heads) {
    const path = route.slice('HEAD '.length).replace(/:\w+/g, 'x').replace('*', 'x');
    const response = await fetch(`${station.core.url}${path}`, { method: 'HEAD' });
    if (response.status !== 401) open.push(route);
  }
  expect(heads.length).toBeGreaterThan(10);
  expect(open).toEqual([]);
});

test('a seat is opened for who may read the desk, and its commands pass the same gate', async () => {
  const admitted: string[] = [];
  const outcomes: Record<string, string | undefined> = {};
  for (const who of WHO) {
    const seat = await takeSeat(station.core.url, tokens.get(who) ?? 'a-token-nobody-gave').catch(() => null);
    if (!seat) continue;
    admitted.push(who);
    const answer = await seat.command('incident.acknowledge', { incidentId: 'x' });
    outcomes[who] = answer.ok ? 'ok' : answer.code;
    seat[Symbol.dispose]();
  }
  expect(admitted).toEqual(['duty', 'leader', 'wall', 'director', 'admin', 'auditor', 'machine']);
  expect(outcomes).toEqual({
    duty: 'unknownIncident',
    leader: 'unknownIncident',
    wall: 'roleMayNot',
    director: 'roleMayNot',
    admin: 'unknownIncident',
    auditor: 'roleMayNot',
    machine: 'signInFirst',
  });
});

test('every one of these refusals is told in the journal, and a thousand of them are few lines', async () => {
  await station.core.desk.settled();
  const told = station.core.desk.journal.read(0, 10_000).filter(({ kind }) => kind === 'access.refused');
  expect(told.length).toBeGreaterThan(20);
  expect(told.length).toBeLessThan(100);
});

test('a worker’s token speaks over HTTP for the units named with it: of another’s affairs every command is refused', async () => {
  const { must, ids } = await affairsOf('u-002');
  const kinds = Object.entries(COMMAND_ROLES).flatMap(([kind, roles]) =>
    roles.some((role) => role === 'worker') ? [kind] : [],
  );
  const bodies = bodiesAbout('u-002', ids);
  expect(Object.keys(bodies).sort()).toEqual(kinds.sort());
  const codes = async (token: string) => {
    const said = kinds.map(async (kind) => [kind, (await station.command(kind, bodies[kind]!, token)).code]);
    return Object.fromEntries(await Promise.all(said)) as Record<string, unknown>;
  };
  const refused = {
    ...Object.fromEntries(kinds.map((kind) => [kind, 'notYourUnit'])),
    'incident.answerLink': 'notYourGroup',
  };
  const { seq } = station.core.desk.journal.head;
  expect(await codes(OTHERS_PHONE)).toEqual(refused);
  // Bound to no unit: it speaks for none.
  expect(await codes(tokenOfRole('worker'))).toEqual(refused);
  // The station's own words may fall in between: a limit passes by the clock of this machine.
  await station.core.desk.settled();
  const since = station.core.desk.journal.read(seq, 1_000);
  expect(since.filter(({ actor }) => actor.kind !== 'system')).toEqual([]);
  // Negative control: its own token is let through, and to what the rule says.
  await must('dispatch.accept', bodies['dispatch.accept']!, WORKER);
  await must('message.send', bodies['message.send']!, WORKER);
  expect(await codes(WORKER)).not.toMatchObject(refused);
});

/** An incident and a task that are a unit's, made by the desk. */
async function affairsOf(unitId: string) {
  const must = async (kind: string, body: object, token?: string) => {
    const answer = await station.command(kind, body, token);
    expect(answer).toMatchObject({ ok: true });
    return answer as Record<string, string>;
  };
  const { incidentId } = await must('incident.open', { kind: 'dispute', lon: 117.01, lat: 25.07 });
  const { dispatchId } = await must('incident.dispatch', { incidentId, unitId });
  const [lon, lat] = [117.01, 25.07];
  const point = { name: '东门', lon, lat, radiusM: 50 };
  const task = { kind: 'patrol', title: '巡逻', dueAt: Date.now() + 3_600_000, items: ['灭火器'], points: [point] };
  const { taskId } = await must('task.publish', { ...task, audience: { kind: 'unit', unitId } });
  const { callId } = await must('call.start', { unitId, endpoint: 'window-of-duty' });
  return { must, ids: { incidentId, dispatchId, taskId, callId } };
}

function bodiesAbout(unitId: string, ids: Record<string, unknown>): Record<string, object> {
  const { incidentId, dispatchId, taskId, callId } = ids;
  const endpoint = 'page-of-somebody';
  const dispatch = { incidentId, dispatchId };
  const reason = '电瓶没电';
  return {
    'dispatch.accept': dispatch,
    'dispatch.refuse': { ...dispatch, reason },
    'dispatch.depart': dispatch,
    'dispatch.arrive': dispatch,
    'dispatch.finish': dispatch,
    'incident.feedback': { incidentId, text: '已到场', unitId },
    'incident.answerLink': { incidentId, groupId: 'none', state: 'onTheWay' },
    'task.claim': { taskId, unitId },
    'task.accept': { taskId },
    'task.refuse': { taskId, reason },
    'task.start': { taskId },
    'task.checkIn': { taskId, pointId: 'point' },
    'task.item': { taskId, itemId: 'item', result: 'passed' },
    'task.finish': { taskId },
    'message.send': { unitIds: [unitId], text: '收到' },
    'message.mark': { unitId, upTo: 'x', as: 'read' },
    'evidence.add': { subject: { kind: 'incident', id: incidentId }, hash: 'a'.repeat(64) },
    'call.answer': { callId, unitId, endpoint },
    'call.refuse': { callId, unitId },
    'call.join': { callId, unitId, endpoint },
    'call.leave': { callId, unitId },
    'field.report': { unitId, kind: 'publicOrder', text: '路灯不亮', lon: 117.01, lat: 25.07 },
  };
}
