/**
 * Signatures and the encrypted envelope of a WeChat official account (PROTOCOLS §5): AES-256-CBC under the account's
 * EncodingAESKey, PKCS#7 by hand because its block is 32 bytes and not the cipher's 16.
 */
import { createCipheriv, createDecipheriv, createHash, timingSafeEqual } from 'node:crypto';
import { ok, type Result, refuse } from '#shared/kit/result.ts';

const BLOCK = 32;
const RANDOM_BYTES = 16;
const LENGTH_BYTES = 4;
const HEAD_BYTES = RANDOM_BYTES + LENGTH_BYTES;
const CIPHER = 'aes-256-cbc';

/** Lower-case hex over the parts in plain code-unit order. */
export function signatureOf(parts: readonly string[]): string {
  return createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex');
}

/** In a time that says nothing of how much of it was right. */
export function isSignature(given: string | undefined, parts: readonly string[]): boolean {
  const expected = Buffer.from(signatureOf(parts));
  const claimed = Buffer.from(given ?? '');
  return claimed.length === expected.length && timingSafeEqual(claimed, expected);
}

export class WechatCipher {
  readonly #key: Buffer;
  readonly #appId: Buffer;

  /** `encodingAESKey`: the 43 characters of the account's settings. */
  constructor(encodingAESKey: string, appId: string) {
    this.#key = Buffer.from(`${encodingAESKey}=`, 'base64');
    this.#appId = Buffer.from(appId);
  }

  /** Base64 in, the message's UTF-8 out. Refuses `ciphertext`, `padding`, `length`, `appId` or `utf8`; check the signature before. */
  decrypt(encrypted: string): Result<string> {
    const sealed = Buffer.from(encrypted, 'base64');
    // Buffer.from stops at what is not base64: what was not all read is not what was signed.
    if (sealed.length === 0 || sealed.length % 16 !== 0 || sealed.toString('base64') !== encrypted)
      return refuse('ciphertext', 'not base64 of whole blocks');
    const decipher = createDecipheriv(CIPHER, this.#key, this.#key.subarray(0, 16)).setAutoPadding(false);
    const padded = Buffer.concat([decipher.update(sealed), decipher.final()]);
    const pad = padded.at(-1) ?? 0;
    const body = padded.subarray(0, padded.length - pad);
    const isPadded =
      pad >= 1 && pad <= BLOCK && pad <= padded.length && padded.subarray(-pad).every((byte) => byte === pad);
    if (!isPadded) return refuse('padding', 'wrong padding');
    if (body.length < HEAD_BYTES) return refuse('length', 'shorter than its head');
    const end = HEAD_BYTES + body.readUInt32BE(RANDOM_BYTES);
    if (end > body.length) return refuse('length', 'the message would end after the envelope');
    if (!body.subarray(end).equals(this.#appId)) return refuse('appId', 'meant for another account');
    try {
      return ok(new TextDecoder('utf-8', { fatal: true }).decode(body.subarray(HEAD_BYTES, end)));
    } catch {
      return refuse('utf8', 'not UTF-8');
    }
  }

  /** `random`: 16 bytes. */
  encrypt(message: string, random: Buffer): string {
    const text = Buffer.from(message);
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32BE(text.length);
    const body = Buffer.concat([random, length, text, this.#appId]);
    const pad = BLOCK - (body.length % BLOCK);
    const cipher = createCipheriv(CIPHER, this.#key, this.#key.subarray(0, 16)).setAutoPadding(false);
    return Buffer.concat([cipher.update(body), cipher.update(Buffer.alloc(pad, pad)), cipher.final()]).toString(
      'base64',
    );
  }
}
