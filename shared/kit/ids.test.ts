import { expect, test } from 'vitest';
import { uuidV7 } from './ids.ts';

const zeros = (bytes: Uint8Array) => bytes.fill(0);

test('a version 7 id carries its time in the first 48 bits and the version and variant in their places', () => {
  expect(uuidV7(0x0123456789ab, zeros)).toBe('01234567-89ab-7000-8000-000000000000');
});

test('ids made later sort later', () => {
  const ids = [5, 1_700_000_000_000, 3, 1_800_000_000_000].map((at) => uuidV7(at, zeros));
  expect([...ids].sort()).toEqual([uuidV7(3, zeros), uuidV7(5, zeros), ids[1], ids[3]]);
});
