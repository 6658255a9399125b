import { expect, test } from 'vitest';
import type { SeatPresence } from '#shared/wire/seat.ts';
import { SeatBook } from './seatBook.ts';

const OPENED = { role: 'duty', bearer: 'program', machine: null } as const;
const seat = (seatId: string, personId: string, address: string | null = null) => ({
  ...{ ...OPENED, seatId, personId, name: personId, address },
});

function bookAt() {
  const clock = { station: 1_000_000, world: 0 };
  return {
    clock,
    book: new SeatBook(
      () => clock.station,
      () => clock.world,
    ),
  };
}

test('a seat says where it is, what it did last, what it looks at and how long it was not heard', () => {
  const { book, clock } = bookAt();
  book.join(seat('s-1', 'duty', '10.0.0.7'));
  clock.station += 5_000;
  book.did('s-1', 'incident.dispatch', 'unitBusy');
  book.heard('s-1');
  clock.world += 6_400;
  const looking: SeatPresence = {
    seatId: 's-1',
    personId: 'duty',
    name: 'duty',
    role: 'duty',
    incidentId: 'i-1',
    since: 1_003_000,
  };
  expect(book.report([looking])).toEqual([
    {
      ...seat('s-1', 'duty', '10.0.0.7'),
      ...{ joinedAt: 1_000_000, incidentId: 'i-1', lookingSince: 1_003_000, silentSeconds: 6, leftAt: null },
      did: { kind: 'incident.dispatch', at: 1_005_000, code: 'unitBusy' },
    },
  ]);
});

test('a seat that left stays in the list as gone, last, until the same person is back from there', () => {
  const { book, clock } = bookAt();
  book.join(seat('s-1', 'duty'));
  book.join(seat('s-2', 'leader'));
  clock.station += 9_000;
  book.leave('s-1');
  expect(book.report([]).map(({ seatId, leftAt }) => [seatId, leftAt])).toEqual([
    ['s-2', null],
    ['s-1', 1_009_000],
  ]);
  book.join(seat('s-3', 'duty'));
  expect(book.report([]).map(({ seatId, leftAt }) => [seatId, leftAt])).toEqual([
    ['s-2', null],
    ['s-3', null],
  ]);
});

test('whoever left an hour ago is forgotten, and of very many the first', () => {
  const { book, clock } = bookAt();
  for (let index = 0; index < 60; index++) {
    book.join(seat(`s-${index}`, `p-${index}`));
    book.leave(`s-${index}`);
  }
  expect([book.report([]).length, book.report([])[0]?.seatId]).toEqual([40, 's-20']);
  clock.world += 3_600_001;
  expect(book.report([])).toEqual([]);
});
