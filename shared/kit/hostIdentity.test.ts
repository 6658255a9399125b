import { expect, test } from 'vitest';
import { fingerprintGroups, isSameFingerprint, spokenFingerprint } from './hostIdentity.ts';

const SHA256 = 'a9960b56487c223bf3e4ecb1059b9c522f52cecd2162d48b20c07ca3a6dc4f8a';

test('a fingerprint is shown in sixteen groups, and spoken in thirty digits', () => {
  expect(fingerprintGroups(SHA256).join(' ')).toBe(
    'A996 0B56 487C 223B F3E4 ECB1 059B 9C52 2F52 CECD 2162 D48B 20C0 7CA3 A6DC 4F8A',
  );
  const tenHex = ['a9960b5648', '7c223bf3e4', 'ecb1059b9c', '522f52cecd', '2162d48b20', 'c07ca3a6dc'];
  expect(spokenFingerprint(SHA256)).toEqual(
    tenHex.map((hex) => String(BigInt(`0x${hex}`) % 100_000n).padStart(5, '0')),
  );
});

test('what somebody typed is compared without its spaces, and a single other digit is another host', () => {
  const spoken = spokenFingerprint(SHA256).join(' ');
  expect(isSameFingerprint(SHA256.match(/../g)!.join(':').toUpperCase(), SHA256)).toBe(true);
  expect(isSameFingerprint(spoken, SHA256)).toBe(true);
  expect(
    isSameFingerprint(
      spoken.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10)),
      SHA256,
    ),
  ).toBe(false);
  expect(isSameFingerprint('', SHA256)).toBe(false);
});
