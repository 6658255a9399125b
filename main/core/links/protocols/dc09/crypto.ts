/** DC-09 encryption (PROTOCOLS §1.5): AES-CBC with a zero IV, no padding scheme, ciphertext as hex. */
import { createCipheriv, createDecipheriv, randomInt } from 'node:crypto';
import { ok, type Result, refuse } from '#shared/kit/result.ts';

/** A key as configured. `hex`: the digits are the key; `ascii`: the characters are the bytes. Never guessed. */
export interface KeyText {
  readonly encoding: 'hex' | 'ascii';
  readonly value: string;
}

const IV = Buffer.alloc(16);
const BLOCK_BYTES = 16;
const PAD_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Refused unless it gives 16, 24 or 32 bytes. */
export function readKey(key: KeyText): Result<Buffer> {
  if (key.encoding === 'hex' && !/^([0-9A-Fa-f]{2})+$/.test(key.value))
    return refuse('keyNotHex', '密钥不是十六进制：the key is not hexadecimal');
  const bytes = Buffer.from(key.value, key.encoding === 'hex' ? 'hex' : 'utf8');
  if (![16, 24, 32].includes(bytes.length))
    return refuse('keyLength', `密钥为 ${bytes.length} 字节，应为 16、24 或 32：the key must be 16, 24 or 32 bytes`);
  return ok(bytes);
}

/** `cipher` is a whole number of blocks; the caller has checked. The pad is still in front of the plain text. */
export function decrypt(cipher: Buffer, key: Buffer): Buffer {
  const decipher = createDecipheriv(`aes-${key.length * 8}-cbc`, key, IV).setAutoPadding(false);
  return Buffer.concat([decipher.update(cipher), decipher.final()]);
}

/** Upper case hex of `pad + plain`; the pad fills to whole blocks. A fixed `pad` is for tests against captured frames. */
export function encrypt(plain: Buffer, key: Buffer, pad = randomPad(plain.length)): string {
  const cipher = createCipheriv(`aes-${key.length * 8}-cbc`, key, IV).setAutoPadding(false);
  return Buffer.concat([cipher.update(pad), cipher.update(plain), cipher.final()])
    .toString('hex')
    .toUpperCase();
}

/** Random, because the zero IV would otherwise make equal messages look equal on the wire. */
function randomPad(plainBytes: number): Buffer {
  const length = (BLOCK_BYTES - (plainBytes % BLOCK_BYTES)) % BLOCK_BYTES;
  const pick = () => PAD_CHARACTERS.charAt(randomInt(PAD_CHARACTERS.length));
  return Buffer.from(Array.from({ length }, pick).join(''), 'latin1');
}
