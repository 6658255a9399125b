import { expect, test } from 'vitest';
import { hexDump } from './hexDump.ts';

test('a frame is written sixteen or eight bytes a line with its offset and its printable characters', () => {
  const raw = Buffer.from('\n14930058"ADM-CID"0417\r').toString('hex');
  expect(hexDump(raw)).toEqual([
    { offset: '0000', hex: '0a 31 34 39 33 30 30 35  38 22 41 44 4d 2d 43 49', ascii: '·14930058"ADM-CI' },
    { offset: '0010', hex: '44 22 30 34 31 37 0d', ascii: 'D"0417·' },
  ]);
  expect(hexDump(raw, 8).map(({ offset, hex }) => [offset, hex])).toEqual([
    ['0000', '0a 31 34 39 33 30 30 35'],
    ['0008', '38 22 41 44 4d 2d 43 49'],
    ['0010', '44 22 30 34 31 37 0d'],
  ]);
  expect(hexDump('')).toEqual([]);
});
