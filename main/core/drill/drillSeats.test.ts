import { expect, test } from 'vitest';
import { drillSeats } from './drillSeats.ts';

const token = 'x'.repeat(43);

test('seats the shell names are seats of this machine; nothing said is none', () => {
  const seat = { token, role: 'director', name: '本机导调' };
  expect([drillSeats(JSON.stringify([seat])), drillSeats(undefined)]).toEqual([[{ ...seat, isOwnSeat: true }], []]);
});

test.each([
  ['a role that a drill gives nobody', [{ token, role: 'admin', name: 'x' }]],
  ['a token that can be guessed', [{ token: 'short', role: 'duty', name: 'x' }]],
])('%s ends the core', (_what, seats) => {
  expect(() => drillSeats(JSON.stringify(seats))).toThrow();
});
