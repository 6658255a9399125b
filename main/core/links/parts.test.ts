import { expect, test } from 'vitest';
import { DuplicateBook } from './duplicates.ts';
import { OVERFLOW_KEY, RateLimit } from './rateLimit.ts';
import { findKernelDrops } from './transports/kernelDrops.ts';

const settled = Promise.resolve();

test('a key is remembered for ten minutes, also when the clock was set back', () => {
  const book = new DuplicateBook([{ key: 'clear:a', at: 1_000_000 }]);
  expect(book.find('clear:a', 1_600_000)).not.toBe(null);
  expect(book.find('clear:b', 1_600_000)).toBe(null);
  expect(book.find('clear:a', 300_000)).toBe(null);
});

test('a flood of clear keys pushes out clear keys only', () => {
  const book = new DuplicateBook([
    { key: 'encrypted:1', at: 0 },
    { key: 'clear:1', at: 0 },
  ]);
  for (let index = 0; index < 200_000; index++) book.claim(`clear:flood ${index}`, 0, settled);
  expect(book.find('clear:1', 0)).toBe(null);
  expect(book.find('encrypted:1', 0)).not.toBe(null);
});

test('old keys leave when new ones come', () => {
  const book = new DuplicateBook([{ key: 'clear:old', at: 0 }]);
  book.claim('clear:new', 600_001, settled);
  expect(book.find('clear:old', 0)).toBe(null);
});

test('a rate limit admits at once, then once an interval with the count of the rest', () => {
  const limit = new RateLimit();
  expect([0, 1, 59_999, 60_000, 60_001].map((at) => limit.admit('a', 60_000, at))).toEqual([0, null, null, 2, null]);
  expect(limit.close(119_999)).toEqual([]);
  expect(limit.close(120_000)).toEqual([{ key: 'a', suppressed: 1 }]);
  expect(limit.close(120_000)).toEqual([]);
});

test('invented keys beyond the bound share one window and are still counted', () => {
  const limit = new RateLimit();
  for (let index = 0; index < 5_000; index++) limit.admit(`key ${index}`, 60_000, 0);
  expect(limit.close(60_000)).toEqual([{ key: OVERFLOW_KEY, suppressed: 3_999 }]);
});

test('kernel drops are read from the row of our socket', () => {
  const table = [
    '   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops',
    '  12: 0100007F:1266 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 1001 2 0000000000000000 42',
    '  13: 0200007F:1266 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 1002 2 0000000000000000 7',
  ].join('\n');
  expect(findKernelDrops(table, '127.0.0.1', 0x1266)).toBe(42);
  expect(findKernelDrops(table, '127.0.0.2', 0x1266)).toBe(7);
  expect(findKernelDrops(table, '127.0.0.3', 0x1266)).toBe(null);
});
