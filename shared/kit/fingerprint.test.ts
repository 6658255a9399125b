import { expect, test } from 'vitest';
import { fingerprint, fingerprintOf } from './fingerprint.ts';

test('the order of keys does not matter, any change does', () => {
  const written = { id: 'pole-1', place: { lon: 1, lat: 2 } };
  expect(fingerprintOf({ place: { lat: 2, lon: 1 }, id: 'pole-1' })).toBe(fingerprintOf(written));
  expect(fingerprintOf({ ...written, id: 'pole-2' })).not.toBe(fingerprintOf(written));
});

test('is sixteen hex digits, also of nothing', () => {
  expect(fingerprint('')).toMatch(/^[0-9a-f]{16}$/);
});
