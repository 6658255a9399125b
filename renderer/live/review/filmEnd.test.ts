import { expect, test } from 'vitest';
import { afterSeconds, FILM } from './film.fixture.ts';
import { filmEnd } from './filmEnd.ts';

const piece = (seconds: number, durationMs: number | null) =>
  ({ at: afterSeconds(seconds), sha256: `voice-${seconds}`, durationMs }) as (typeof FILM.evidence)[number];
const endOf = (evidence: typeof FILM.evidence, isOver = true, lengths: ReadonlyMap<string, number> = new Map()) =>
  filmEnd({ ...FILM, isOver, evidence }, lengths) - FILM.fromAt;

test('what begins in the last seconds of a film is in it to its end, as soon as its length is known', () => {
  expect(endOf([])).toBe(300_000);
  expect(endOf([piece(10, 8_000), piece(298, 9_000)])).toBe(307_000);
  expect([endOf([piece(298, null)]), endOf([piece(298, null)], true, new Map([['voice-298', 12_000]]))]).toEqual([
    ...[300_000, 310_000],
  ]);
});

test('what was added after it was over makes no film longer, and of what goes on it is the newest there is', () => {
  const later = piece(3_600, 5_000);
  expect([endOf([later]), endOf([later], false)]).toEqual([300_000, 3_605_000]);
  expect(endOf([piece(-60, 900_000)])).toBe(300_000);
});

test('a film of one moment can still be moved in', () => {
  expect(filmEnd({ ...FILM, toAt: FILM.fromAt, evidence: [] }, new Map())).toBe(FILM.fromAt + 1_000);
});
