// In a drill the phones of the field are programs: a call rings there, and the officer is told the truth of what they are.
import { expect, test } from 'vitest';
import { Chance } from '#main/core/drill/chance.ts';
import { FieldCalls, NO_PICTURE } from '#main/core/drill/fieldCalls.ts';
import { becomes, callOf, callSeat, ring, told } from './kit/calls.ts';
import { openPhone } from './kit/phone.ts';
import { DUTY, eventually, openStation, WORKER } from './kit/station.ts';

test('a simulated phone rings, then says that a training terminal has no picture; given up, it says nothing', async () => {
  await using station = await openStation();
  using duty = await callSeat(station, DUTY, 'window-of-duty-1');
  let now = 1_000_000;
  const phones: FieldCalls[] = [];
  using _phone = await openPhone(station.core.url, 'u-001', WORKER, (socket) => {
    phones.push(new FieldCalls(socket, new Chance(7), () => now));
  });
  const pass = (ms: number) => {
    now += ms;
    for (const calls of phones) calls.tick(now);
  };
  const first = await ring(duty);
  await becomes(station, first, 'unit:u-001', 'ringing');
  pass(2_900);
  pass(5_200);
  await eventually('the answer', () => callOf(station, first).endReason ?? undefined);
  expect(await told(station, first)).toEqual([
    'started',
    'rang unit:u-001',
    `refused unit:u-001 ${NO_PICTURE}`,
    'ended refused',
  ]);

  const second = await ring(duty);
  await becomes(station, second, 'unit:u-001', 'ringing');
  await duty.command('call.leave', { callId: second });
  const third = await ring(duty);
  await becomes(station, third, 'unit:u-001', 'ringing');
  pass(8_100);
  await eventually('the answer', () => callOf(station, third).endReason ?? undefined);
  expect((await told(station, second)).some((line) => line.startsWith('refused'))).toBe(false);
});
