import { expect, test } from 'vitest';
import { readByteRange } from './byteRange.ts';

test.each([
  ['bytes=0-9', { first: 0, last: 9 }],
  ['bytes=90-', { first: 90, last: 99 }],
  ['bytes=90-4000', { first: 90, last: 99 }],
  ['bytes=-10', { first: 90, last: 99 }],
  ['bytes=-4000', { first: 0, last: 99 }],
  ['bytes=100-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=9-3', null],
  ['bytes=0-1,4-5', null],
  ['bytes=-', null],
  ['lines=0-9', null],
])('of a hundred bytes %s means %o', (header, range) => {
  expect(readByteRange(header, 100)).toEqual(range);
});

test('without the header everything is sent', () => {
  expect(readByteRange(null, 100)).toBe(null);
});

test('an empty file has no range', () => {
  expect(readByteRange('bytes=0-', 0)).toBe('unsatisfiable');
});
