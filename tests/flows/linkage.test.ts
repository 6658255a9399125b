/** Groups called in: told in one action, each with its own answer on the same incident, by whichever way it answers. */
import { expect, test } from 'vitest';
import type { IncidentState } from '#shared/domain/incident.ts';
import { hasAnswered, isLinkLoud, isMemberLoud, standingOf } from '#shared/domain/linkage.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { makeAccount, OWN_SEAT_TOKENS, tokenOf } from './kit/people.ts';
import { openPhone } from './kit/phone.ts';
import { takeSeat } from './kit/seat.ts';
import { ADMIN, eventually, openStation, type TestStation } from './kit/station.ts';

const AREA = '990101001';
const [lon, lat] = pointAt(0, 0);

const member = (id: string, channel: object) => ({ id, name: `${id} 值班`, channel });
const GROUPS = [
  {
    id: 'police',
    name: '东溪派出所',
    kind: 'police',
    areas: [AREA],
    silenceSeconds: 60,
    members: [member('desk', { kind: 'seat', scope: AREA })],
  },
  {
    id: 'community',
    name: '东溪社区',
    kind: 'community',
    areas: [AREA],
    members: [member('zhang', { kind: 'phone', unitId: 'u-001' })],
  },
  { id: 'fire', name: '消防救援站', kind: 'fire', members: [member('call', { kind: 'voice', phone: '059188887777' })] },
  {
    id: 'far',
    name: '西城派出所',
    kind: 'police',
    areas: ['990101002'],
    members: [member('desk', { kind: 'seat', scope: '990101002' })],
  },
];

interface Opened {
  readonly station: TestStation;
  readonly incidentId: string;
}

async function opened(
  kind: string,
  options: Parameters<typeof openStation>[0] = {},
): Promise<Opened & AsyncDisposable> {
  const station = await openStation({ ...options, overrides: { groups: GROUPS, ...options.overrides } });
  const { incidentId } = await station.command('incident.open', { kind, lon, lat, title: '三楼冒烟' });
  return { station, incidentId: String(incidentId), [Symbol.asyncDispose]: () => station[Symbol.asyncDispose]() };
}

const incidentOf = ({ station, incidentId }: Opened): IncidentState =>
  station.core.desk.world.incidents.get(incidentId)!;
const glance = (here: Opened) =>
  Object.fromEntries(incidentOf(here).linkage.map((group) => [group.groupId, standingOf(group).state]));

test('one action tells whom the procedure and the grid name, says why, and ticks their steps', async () => {
  await using here = await opened('fire');
  expect(await here.station.command('incident.link', { incidentId: here.incidentId })).toMatchObject({ ok: true });
  expect(incidentOf(here).linkage.map(({ groupId, reasons }) => [groupId, reasons])).toEqual([
    ['police', [{ code: 'routine' }, { code: 'area', area: AREA }]],
    ['community', [{ code: 'routine' }, { code: 'area', area: AREA }]],
    ['fire', [{ code: 'procedure', kind: 'fire' }, { code: 'everywhere' }]],
  ]);
  expect(incidentOf(here).steps.find(({ id }) => id === 'brigade')).toMatchObject({ state: 'done', by: '值班员 甲' });
});

test('an officer may tick others; who was told and is on it is not told twice', async () => {
  await using here = await opened('dispute');
  const link = (body: object) => here.station.command('incident.link', { incidentId: here.incidentId, ...body });
  expect(await link({})).toMatchObject({ ok: false, code: 'nobodyToLink' });
  expect(await link({ groupIds: ['nobody'] })).toMatchObject({ ok: false, code: 'unknownGroup' });
  expect(await link({ groupIds: ['community'] })).toMatchObject({ ok: true });
  expect(incidentOf(here).linkage[0]?.reasons).toEqual([{ code: 'officer' }]);
  expect(await link({ groupIds: ['community'] })).toMatchObject({ ok: false, code: 'alreadyLinked' });
});

test('a seat of the group, a phone and an officer on its behalf each answer for their own, and it shows at a glance', async () => {
  await using here = await opened('fire', { tokens: OWN_SEAT_TOKENS });
  const { station, incidentId } = here;
  await makeAccount(station, 'wangjing', { scope: AREA, name: '王警官' });
  await station.command('incident.link', { incidentId });
  using seat = await takeSeat(station.core.url, await tokenOf(station, 'wangjing'));
  using phone = await openPhone(station.core.url, 'u-001');
  expect(glance(here)).toEqual({ police: 'told', community: 'told', fire: 'told' });

  expect(
    await seat.command('incident.answerLink', { incidentId, groupId: 'police', state: 'acknowledged' }),
  ).toMatchObject({ ok: true });
  expect(
    await phone.command('incident.answerLink', { incidentId, groupId: 'community', state: 'onTheWay' }),
  ).toMatchObject({ ok: true });
  const stranger = { incidentId, groupId: 'police', state: 'done' };
  expect(await phone.command('incident.answerLink', stranger)).toMatchObject({ ok: false, code: 'notYourGroup' });
  const said = { incidentId, groupId: 'fire', memberId: 'call', state: 'acknowledged', saidBy: '李班长' };
  expect(await station.command('incident.answerLink', said)).toMatchObject({ ok: true });

  expect(glance(here)).toEqual({ police: 'acknowledged', community: 'onTheWay', fire: 'acknowledged' });
  const answers = incidentOf(here).linkage.map((group) => standingOf(group));
  expect(answers.map(({ by, via, saidBy, memberName }) => [by, via, saidBy, memberName])).toEqual([
    ['王警官', 'seat', null, 'desk 值班'],
    ['u-001 号', 'phone', null, 'zhang 值班'],
    ['值班员 甲', 'desk', '李班长', 'call 值班'],
  ]);
  const lines = incidentOf(here).timeline.filter(({ kind }) => kind === 'incident.linkAnswered');
  expect(lines.map(({ facts }) => [facts.groupName, facts.state])).toEqual([
    ['东溪派出所', 'acknowledged'],
    ['东溪社区', 'onTheWay'],
    ['消防救援站', 'acknowledged'],
  ]);
});

test('a group that goes backwards, refuses without a word, or was never told is refused', async () => {
  await using here = await opened('fire');
  const { station, incidentId } = here;
  await station.command('incident.link', { incidentId, groupIds: ['police'] });
  const answer = (body: object) => station.command('incident.answerLink', { incidentId, groupId: 'police', ...body });
  expect(await answer({ state: 'onScene' })).toMatchObject({ ok: true });
  expect(await answer({ state: 'acknowledged' })).toMatchObject({ ok: false, code: 'illegalMove' });
  expect(await answer({ state: 'refused' })).toMatchObject({ ok: false, code: 'reasonNeeded' });
  expect(await answer({ groupId: 'fire', state: 'seen' })).toMatchObject({ ok: false, code: 'notLinked' });
});

test('nobody answers in time: it is loud, said once, and told again it starts anew', async () => {
  let now = Date.UTC(2026, 10, 22, 9);
  await using here = await opened('fire', { clock: () => now });
  const { station, incidentId } = here;
  await station.command('incident.link', { incidentId, groupIds: ['police'] });
  expect(incidentOf(here).linkage.map(isLinkLoud)).toEqual([false]);
  now += 60_000;
  await eventually('silence', () => incidentOf(here).linkage[0]?.silentAt ?? undefined);
  expect(incidentOf(here).linkage.map(isLinkLoud)).toEqual([true]);
  now += 60_000;
  await station.command('incident.link', { incidentId, groupIds: ['police'] });
  expect(incidentOf(here).linkage.map(isLinkLoud)).toEqual([false]);
  expect(incidentOf(here).timeline.filter(({ kind }) => kind === 'incident.linkSilent')).toHaveLength(1);
});

test('a number to be called is sealed: no event holds it, and a restart with the same list says nothing anew', async () => {
  const first = await openStation({ overrides: { groups: GROUPS } });
  await first.core.desk.settled();
  const told = JSON.stringify(first.core.desk.journal.read(0, 10_000));
  expect(told).toContain('059****7777');
  expect(told).not.toContain('059188887777');
  await first.core.close();
  await using station = await openStation({ folder: first.folder, overrides: { groups: GROUPS.slice(0, 3) } });
  await station.core.desk.settled();
  const groupEvents = station.core.desk.journal.read(0, 10_000).filter(({ stream }) => stream.startsWith('group:'));
  expect(groupEvents.map(({ kind, stream }) => [kind, stream])).toEqual([
    ...GROUPS.map(({ id }) => ['group.saved', `group:${id}`]),
    ['group.removed', 'group:far'],
  ]);
});

test('a group is made, changed and removed by who leads; one of station.json is not, and neither a duty nor a scoped seat does', async () => {
  await using station = await openStation({ tokens: OWN_SEAT_TOKENS, overrides: { groups: GROUPS } });
  await makeAccount(station, 'linzhen', { scope: AREA, role: 'leader' });
  const facts = {
    name: '阳光物业',
    kind: 'property',
    members: [member('gate', { kind: 'voice', phone: '13800000001' })],
  };
  expect(await station.command('group.save', facts)).toMatchObject({ code: 'roleMayNot' });
  const { groupId } = await station.command('group.save', facts, ADMIN);
  const kept = { ...facts, groupId, name: '阳光物业公司', members: [member('gate', { kind: 'voice' })] };
  expect(await station.command('group.save', kept, ADMIN)).toMatchObject({ ok: true });
  const [channel] = station.core.desk.world.linkage.groups.get(String(groupId))!.members.map((each) => each.channel);
  expect(channel).toEqual({ kind: 'voice', ref: expect.stringMatching(/^p-/), phone: '138****0001' });
  expect(await station.command('group.remove', { groupId }, ADMIN)).toMatchObject({ ok: true });
  expect(await station.command('group.remove', { groupId: 'police' }, ADMIN)).toMatchObject({ code: 'groupOfStation' });
  expect(await station.command('group.save', facts, await tokenOf(station, 'linzhen'))).toMatchObject({
    code: 'outsideJurisdiction',
  });
});

test('a team of six bodies: each answers by its own way, the one who does not is overdue by name, and only he is told again', async () => {
  let now = Date.UTC(2026, 10, 22, 9);
  const team = {
    id: 'team',
    name: '东溪联动组',
    kind: 'other',
    silenceSeconds: 60,
    answers: 'everyone',
    members: [
      member('police', { kind: 'seat', scope: AREA }),
      member('community', { kind: 'phone', unitId: 'u-001' }),
      member('property', { kind: 'phone', unitId: 'u-002' }),
      member('fire', { kind: 'voice', phone: '059188887777' }),
      member('hospital', { kind: 'printer' }),
      member('school', { kind: 'voice', phone: '059188886666' }),
    ],
  };
  await using here = await opened('fire', { clock: () => now, tokens: OWN_SEAT_TOKENS, overrides: { groups: [team] } });
  const { station, incidentId } = here;
  await makeAccount(station, 'wangjing', { scope: AREA });
  await station.command('incident.link', { incidentId, groupIds: ['team'] });
  const answer = { incidentId, groupId: 'team', state: 'acknowledged' };
  using seat = await takeSeat(station.core.url, await tokenOf(station, 'wangjing'));
  using community = await openPhone(station.core.url, 'u-001');
  using property = await openPhone(station.core.url, 'u-002');
  const answers = [
    await seat.command('incident.answerLink', answer),
    await community.command('incident.answerLink', answer),
    await property.command('incident.answerLink', { ...answer, state: 'onTheWay' }),
    await station.command('incident.answerLink', { ...answer, memberId: 'fire', saidBy: '李班长' }),
    await station.command('incident.answerLink', { ...answer, memberId: 'hospital' }),
  ];
  expect(answers.map(({ ok }) => ok)).toEqual([true, true, true, true, true]);
  const group = () => incidentOf(here).linkage[0]!;
  const states = () => group().members.map(({ memberId, state, via }) => [memberId, state, via]);
  const five = [
    ['police', 'acknowledged', 'seat'],
    ['community', 'acknowledged', 'phone'],
    ['property', 'onTheWay', 'phone'],
    ['fire', 'acknowledged', 'desk'],
    ['hospital', 'acknowledged', 'desk'],
  ];
  expect(states()).toEqual([...five, ['school', 'told', null]]);
  expect([hasAnswered(group()), isLinkLoud(group())]).toEqual([false, false]);
  now += 60_000;
  await eventually('silence', () => group().silentAt ?? undefined);
  expect(
    group()
      .members.filter((one) => isMemberLoud(group(), one))
      .map(({ memberId }) => memberId),
  ).toEqual(['school']);
  const said = incidentOf(here).timeline.find(({ kind }) => kind === 'incident.linkSilent');
  expect(said?.facts).toMatchObject({ groupName: '东溪联动组', memberNames: ['school 值班'], seconds: 60 });
  const elsewhere = () => seat.world.incidents.get(incidentId)?.linkage;
  await eventually('the same at the other seat', () => elsewhere()?.[0]?.silentAt ?? undefined);
  expect(elsewhere()).toEqual(incidentOf(here).linkage);

  await station.command('incident.link', { incidentId, groupIds: ['team'] });
  expect(states()).toEqual([...five, ['school', 'told', null]]);
  expect(isLinkLoud(group())).toBe(false);
  await station.command('incident.answerLink', { ...answer, memberId: 'school' });
  expect([hasAnswered(group()), isLinkLoud(group())]).toEqual([true, false]);
});
