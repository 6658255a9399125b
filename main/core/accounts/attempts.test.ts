import { expect, test } from 'vitest';
import { ATTEMPT_RULES, Attempts, placeOf } from './attempts.ts';

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;

function guesser() {
  const clock = { now: 0 };
  const attempts = new Attempts(() => clock.now);
  /** Tries every second for so long; how many attempts were let through to the password. */
  const guess = (hours: number, name: (turn: number) => string, from: (turn: number) => string, isKnown = false) => {
    let passed = 0;
    for (let turn = 0; turn < hours * 3_600; turn++) {
      if (attempts.take(name(turn), from(turn), isKnown) === 0) passed += 1;
      clock.now += SECOND_MS;
    }
    return passed;
  };
  return { clock, attempts, guess };
}

test('a day of guessing at one name from one place reaches fewer than forty passwords', () => {
  expect(
    guesser().guess(
      24,
      () => 'wang',
      () => '10.0.0.9',
    ),
  ).toBeLessThan(40);
});

test('a day of spraying names from one place reaches fewer than sixty', () => {
  expect(
    guesser().guess(
      24,
      (turn) => `name-${turn % 500}`,
      () => '10.0.0.9',
    ),
  ).toBeLessThan(60);
});

test('a day of guessing at one name from five thousand places reaches fewer than a hundred and fifty', () => {
  expect(
    guesser().guess(
      24,
      () => 'wang',
      (turn) => `10.1.${Math.floor(turn / 250) % 20}.${turn % 250}`,
    ),
  ).toBeLessThan(150);
});

// The control: the same guesser is only as slow as the counts make it.
test('where nobody counts, every guess reaches the password', () => {
  expect(
    guesser().guess(
      1,
      (turn) => `name-${turn}`,
      (turn) => `10.${turn % 250}.${Math.floor(turn / 250)}.1`,
    ),
  ).toBe(3_600);
});

test('who types the right word has his slips forgiven, and who waits is let in again', () => {
  const { clock, attempts } = guesser();
  for (let slip = 0; slip < ATTEMPT_RULES.pair.free; slip++) expect(attempts.take('wang', '10.0.0.9', true)).toBe(0);
  expect(attempts.take('wang', '10.0.0.9', true)).toBe(30_000);
  clock.now += 30_000;
  expect(attempts.take('wang', '10.0.0.9', true)).toBe(0);
  attempts.succeeded('wang', '10.0.0.9');
  expect(attempts.take('wang', '10.0.0.9', true)).toBe(0);
});

test('a clock that is set back locks nobody out for longer than the delay', () => {
  const { clock, attempts } = guesser();
  clock.now = 100 * HOUR_MS;
  for (let slip = 0; slip < 5; slip++) attempts.take('wang', '10.0.0.9', true);
  clock.now = 0;
  expect(attempts.take('wang', '10.0.0.9', true)).toBeLessThanOrEqual(30_000);
});

test.each([
  ['10.0.0.9', '10.0.0.9'],
  ['::ffff:10.0.0.9', '10.0.0.9'],
  ['::1', '::1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:DB8:1:2::9', '2001:db8:1:2'],
  ['fe80::1', 'fe80:0:0:0'],
])('%s is of the place %s', (address, place) => {
  expect(placeOf(address)).toBe(place);
});
