/** Video calls of several: further seats, several phones of one unit, officers at once, a linkage group of six. */
import { expect, test } from 'vitest';
import { becomes, callOf, callPhone, callSeat, meet, ring, seatOf, type TestEnd } from './kit/calls.ts';
import { ADMIN, DUTY, eventually, openStation, SECOND_DUTY, STATION, WALL } from './kit/station.ts';

const PHONE = 'unit:u-001';

test('a second seat joins and stays when the first leaves; a wall does not, and nobody is in two calls', async () => {
  await using station = await openStation();
  using duty = await callSeat(station, DUTY, 'window-of-duty-1');
  using second = await callSeat(station, SECOND_DUTY, 'window-of-duty-2');
  using wall = await callSeat(station, WALL, 'window-of-a-wall');
  using phone = await callPhone(station, 'u-001', 'page-of-u-001');
  const callId = await ring(duty);
  const own = seatOf(station, callId);
  await becomes(station, callId, PHONE, 'ringing');
  await phone.command('call.answer', { callId, endpoint: phone.endpoint });
  expect(await wall.command('call.join', { callId, endpoint: wall.endpoint })).toMatchObject({
    ...{ ok: false, code: 'roleMayNot' },
  });
  expect(await second.command('call.join', { callId, endpoint: second.endpoint })).toMatchObject({ ok: true });
  const joined = callOf(station, callId).parties.at(-1)!;
  expect(joined).toMatchObject({ name: '值班员 乙', state: 'answered', endpoint: 'window-of-duty-2' });
  await meet(station, callId, [
    [duty, own],
    [phone, PHONE],
    [second, joined.partyId],
  ]);
  await eventually('both on the phone', () => (phone.shown()?.others.length === 2 ? true : undefined));

  const busy = { unitId: 'u-001', endpoint: 'window-of-admin' };
  expect(await station.command('call.start', busy, ADMIN)).toMatchObject({ ok: false, code: 'partyInCall' });
  expect(await duty.command('call.start', { unitId: 'u-002', endpoint: duty.endpoint })).toMatchObject({
    ...{ ok: false, code: 'alreadyInCall' },
  });

  await duty.command('call.leave', { callId });
  expect(callOf(station, callId).endedAt).toBeNull();
  // It comes back by another window.
  expect(await duty.command('call.join', { callId, endpoint: 'another-window-1' })).toMatchObject({ ok: true });
  expect(await duty.enter(callId, own)).toMatchObject({ ok: false, code: 'heldElsewhere' });
  await duty.command('call.leave', { callId });
  await second.command('call.leave', { callId });
  expect(callOf(station, callId).endReason).toBe('hungUp');
});

test('two phones of one unit and two officers at once: one wins each, and everybody is told', async () => {
  await using station = await openStation();
  using duty = await callSeat(station, DUTY, 'window-of-duty-1');
  using second = await callSeat(station, SECOND_DUTY, 'window-of-duty-2');
  using one = await callPhone(station, 'u-001', 'page-one-of-u-001');
  using two = await callPhone(station, 'u-001', 'page-two-of-u-001');
  const starts = await Promise.all(
    [duty, second].map((end) => end.command('call.start', { unitId: 'u-001', endpoint: end.endpoint })),
  );
  expect(starts.map(({ ok }) => ok).sort()).toEqual([false, true]);
  expect(starts.find(({ ok }) => !ok)).toMatchObject({ code: 'partyInCall' });
  const { callId = '' } = starts.find(({ ok }) => ok)!;
  await becomes(station, callId, PHONE, 'ringing');
  const answers = await Promise.all(
    [one, two].map((end) => end.command('call.answer', { callId, endpoint: end.endpoint })),
  );
  expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
  const [winner, loser] = answers[0]!.ok ? [one, two] : [two, one];
  await eventually('told', () => (loser.shown()?.endpoint === winner.endpoint ? true : undefined));
  expect(await loser.enter(callId, PHONE)).toMatchObject({ ok: false, code: 'heldElsewhere' });
  expect(await winner.enter(callId, PHONE)).toMatchObject({ ok: true });
});

const member = (id: string, channel: object) => ({ id, name: `成员 ${id}`, channel });
const units = Array.from({ length: 7 }, (_, index) => ({
  ...STATION.units[0]!,
  id: `v-${index}`,
  name: `v-${index} 号`,
}));
const phones = units.map(({ id }) => member(id, { kind: 'phone', unitId: id }));
const SIX = {
  ...{ id: 'six', name: '联动六方', kind: 'community' },
  members: [
    ...phones.slice(0, 5),
    member('seat', { kind: 'seat', role: 'admin', scope: null }),
    member('printer', { kind: 'printer' }),
  ],
};
const SEVEN = { id: 'seven', name: '联动七方', kind: 'community', members: phones };
const DEAF = { id: 'deaf', name: '电话联系', kind: 'hospital', members: [member('printer', { kind: 'printer' })] };

test('a linkage group of six is one call, each hears each, and a seventh is too many', async () => {
  await using station = await openStation({
    overrides: {
      groups: [SIX, SEVEN, DEAF],
      units: [...STATION.units, ...units],
      tokens: STATION.tokens.map((token) =>
        token.role === 'worker' ? { ...token, units: units.map(({ id }) => id) } : token,
      ),
    },
  });
  using duty = await callSeat(station, DUTY, 'window-of-duty-1');
  using admin = await callSeat(station, ADMIN, 'window-of-admin');
  const { endpoint } = duty;
  expect(await duty.command('call.start', { groupId: 'seven', endpoint })).toMatchObject({
    ok: false,
    code: 'callFull',
  });
  expect(await duty.command('call.start', { groupId: 'deaf', endpoint })).toMatchObject({
    ok: false,
    code: 'nobodyToCall',
  });
  expect(await duty.command('call.start', { groupId: 'six', unitId: 'v-0', endpoint })).toMatchObject({
    ...{ ok: false, code: 'badBody' },
  });
  const callId = await ring(duty, { groupId: 'six' });
  const own = seatOf(station, callId);
  const ends: [TestEnd, string][] = [[duty, own]];
  using held = new DisposableStack();
  for (const { id } of units.slice(0, 5)) {
    const phone = held.use(await callPhone(station, id, `page-of-${id}`));
    await becomes(station, callId, `unit:${id}`, 'ringing');
    await phone.command('call.answer', { callId, endpoint: phone.endpoint });
    ends.push([phone, `unit:${id}`]);
  }
  // A seat of the group rings wherever one of its role sits.
  await becomes(station, callId, 'member:six/seat', 'ringing');
  expect(await admin.command('call.answer', { callId, endpoint: admin.endpoint })).toMatchObject({ ok: true });
  ends.push([admin, 'member:six/seat']);
  await meet(station, callId, ends);
  for (const [end, from] of ends)
    for (const [, to] of ends) if (from !== to) expect(await end.say(callId, from, to)).toEqual({ ok: true });
  for (const [end, partyId] of ends) {
    await eventually('six others', () => (end.heard.length === 6 ? true : undefined));
    expect(end.heard.map(({ from }) => from).sort()).toEqual(
      ends
        .map(([, other]) => other)
        .filter((other) => other !== partyId)
        .sort(),
    );
  }
  expect(await duty.command('call.leave', { callId })).toMatchObject({ ok: true });
  // The seat of the group is a seat: it keeps the call.
  expect(callOf(station, callId).endedAt).toBeNull();
  await admin.command('call.leave', { callId });
  expect(callOf(station, callId).parties.filter(({ state }) => state !== 'left')).toEqual([]);
});
