/** One thing said to many at once: to everybody, an area, a radius, a team, or the people of linked groups; each has it once. */
import { expect, test } from 'vitest';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { makeAccount, OWN_SEAT_TOKENS, tokenOf } from './kit/people.ts';
import { openPhone } from './kit/phone.ts';
import { eventually, openStation, STATION, type TestStation } from './kit/station.ts';

const [lon, lat] = pointAt(0, 0);
const far = { lon: pointAt(9_000, 9_000)[0], lat: pointAt(9_000, 9_000)[1] };
const GROUPS = [
  {
    id: 'property',
    name: '阳光物业',
    kind: 'property',
    members: [
      { id: 'gate', name: '门岗', channel: { kind: 'phone', unitId: 'u-001' } },
      { id: 'gate2', name: '门岗二', channel: { kind: 'phone', unitId: 'u-001' } },
      { id: 'car', name: '巡逻车', channel: { kind: 'terminal', unitId: 'u-002' } },
      { id: 'slip', name: '打印', channel: { kind: 'printer' } },
    ],
  },
];
const ALL = STATION.units.map(({ id }) => id);

/** Who has it, by unit. */
const toldIn = ({ core }: TestStation, text: string): string[] =>
  [...core.desk.world.field.threads.values()]
    .filter(({ messages }) => messages.some((message) => message.text === text))
    .map(({ unitId }) => unitId);

test('everybody, a team, a radius and the people of a linked group are each told once, under one id', async () => {
  await using station = await openStation({ overrides: { groups: GROUPS } });
  const say = (text: string, audience: object) => station.command('message.broadcast', { audience, text });
  const answers = [
    await say('今晚有雨', { kind: 'everyone' }),
    await say('南门集合', { kind: 'team', unitIds: ['u-002', 'u-001', 'u-002'] }),
    await say('附近留意', { kind: 'radius', lon, lat, radiusM: 50_000 }),
    await say('物业注意', { kind: 'groups', groupIds: ['property'] }),
  ];
  expect(answers.map(({ ok }) => ok)).toEqual([true, true, true, true]);
  expect(toldIn(station, '今晚有雨').toSorted()).toEqual(ALL.toSorted());
  expect(toldIn(station, '南门集合').toSorted()).toEqual(['u-001', 'u-002']);
  expect(toldIn(station, '附近留意').toSorted()).toEqual(ALL.toSorted());
  expect(toldIn(station, '物业注意').toSorted()).toEqual(['u-001', 'u-002']);
  const threads = [...station.core.desk.world.field.threads.values()];
  const idsOf = (text: string) =>
    new Set(
      threads.flatMap(({ messages }) => messages.filter((each) => each.text === text).map((each) => each.broadcastId)),
    );
  expect([idsOf('今晚有雨').size, idsOf('物业注意').size]).toEqual([1, 1]);
});

test('a phone shows it, and the desk sees who has it and who has read it', async () => {
  await using station = await openStation();
  using phone = await openPhone(station.core.url, 'u-001');
  await station.command('message.broadcast', { audience: { kind: 'everyone' }, text: '今晚有雨' });
  const shown = await eventually('the message', () => phone.messages.find(({ text }) => text === '今晚有雨'));
  await phone.command('message.mark', { unitId: 'u-001', upTo: shown.id, as: 'read' });
  const standing = () => station.core.desk.world.field.threads.get('u-001')?.messages.at(-1);
  await eventually('read', () => standing()?.readAt ?? undefined);
  const other = station.core.desk.world.field.threads.get('u-002')?.messages.at(-1);
  expect([other?.deliveredAt, other?.readAt, other?.broadcastId]).toEqual([null, null, shown.broadcastId]);
});

test('nobody there, a stranger, an unknown group and a phone are refused, and a seat of one area speaks only to it', async () => {
  await using station = await openStation({ tokens: OWN_SEAT_TOKENS, overrides: { groups: GROUPS } });
  await makeAccount(station, 'linzhen', { scope: '990101001' });
  const token = await tokenOf(station, 'linzhen');
  const codeOf = async (audience: object, text = '注意', sender?: string) =>
    (await station.command('message.broadcast', { audience, text }, sender)).code;
  expect(await codeOf({ kind: 'radius', ...far, radiusM: 50 })).toBe('nobodyThere');
  expect(await codeOf({ kind: 'team', unitIds: ['u-404'] })).toBe('unknownUnit');
  expect(await codeOf({ kind: 'groups', groupIds: ['nobody'] })).toBe('unknownGroup');
  expect(await codeOf({ kind: 'everyone' }, '   ')).toBe('badBody');
  expect(await codeOf({ kind: 'everyone' }, '注意', token)).toBe('outsideJurisdiction');
  expect(await codeOf({ kind: 'groups', groupIds: ['property'] }, '注意', token)).toBe('outsideJurisdiction');
  expect(await codeOf({ kind: 'grid', gridCode: '990102' }, '注意', token)).toBe('outsideJurisdiction');
  expect(toldIn(station, '注意')).toEqual([]);
});

test('more than five hundred at once is refused in words, and nobody of them is told', async () => {
  const unit = STATION.units[0]!;
  const units = Array.from({ length: 501 }, (_, index) => ({ ...unit, id: `u-${index}`, name: `${index} 号` }));
  // No phones: theirs are other units than these.
  const tokens = STATION.tokens.filter(({ role }) => role !== 'worker');
  await using station = await openStation({ overrides: { units, tokens } });
  const body = { audience: { kind: 'everyone' }, text: '注意' };
  expect(await station.command('message.broadcast', body)).toMatchObject({
    code: 'tooManyReceivers',
    message: expect.stringContaining('501'),
  });
  expect(toldIn(station, '注意')).toEqual([]);
});
