import { createHash } from 'node:crypto';
import { generate } from 'selfsigned';
import { expect, test } from 'vitest';
import { isPinned } from './certificatePin.ts';

const make = async () => (await generate([{ name: 'commonName', value: 'host' }], { keyType: 'ec' })).cert;
const sumOf = (pem: string) =>
  createHash('sha256')
    .update(Buffer.from(pem.replace(/-----[A-Z ]+-----/g, ''), 'base64'))
    .digest('hex');

test('exactly one certificate of exactly one host is trusted', async () => {
  const [own, other] = [await make(), await make()];
  const pin = { host: '192.168.1.10', fingerprint: sumOf(own) };
  expect([
    isPinned(pin, '192.168.1.10', own),
    isPinned(pin, '192.168.1.11', own),
    isPinned(pin, '192.168.1.10', other),
    // A chain whose first certificate is another's: ours behind it vouches for nothing.
    isPinned(pin, '192.168.1.10', `${other}\n${own}`),
    isPinned(pin, '192.168.1.10', ''),
  ]).toEqual([true, false, false, false, false]);
});

test('an IPv6 host is the same with its brackets', async () => {
  const own = await make();
  expect(isPinned({ host: 'fd00::1', fingerprint: sumOf(own) }, '[fd00::1]', own)).toBe(true);
});
