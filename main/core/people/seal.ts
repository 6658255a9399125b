/** Values at rest: AES-256-GCM under a key of the station, bound to the person they belong to. */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export class Seal {
  readonly #key: Buffer;
  readonly #markKey: Buffer;

  /** `secret`: the station's own (stationSecret.ts). Another secret opens nothing that was sealed under this one. */
  constructor(secret: Buffer) {
    this.#key = derive(secret, 'people: values');
    this.#markKey = derive(secret, 'people: openid');
  }

  seal(ref: string, plain: string): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce).setAAD(Buffer.from(ref));
    const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), body]);
  }

  /** Null when it was changed, moved to another person, or sealed under another secret. */
  open(ref: string, sealed: Buffer): string | null {
    if (sealed.length < NONCE_BYTES + TAG_BYTES) return null;
    const decipher = createDecipheriv('aes-256-gcm', this.#key, sealed.subarray(0, NONCE_BYTES)).setAAD(
      Buffer.from(ref),
    );
    decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    try {
      return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString(
        'utf8',
      );
    } catch {
      return null;
    }
  }

  /** Finds an openid again without keeping it: keyed, so that a list of guesses proves nothing without the secret. */
  markOf(openid: string): string {
    return createHmac('sha256', this.#markKey).update(openid).digest('hex');
  }
}

const derive = (secret: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `pingan/${purpose}`, 32));
