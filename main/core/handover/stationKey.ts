/** The key a station signs its files with: derived from the secret beside the journal, so that a restart signs as before. */
import { createHash, createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign, verify } from 'node:crypto';

/** What stands before the 32 bytes of an Ed25519 seed in PKCS #8 (RFC 8410 §7). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
/** An Ed25519 public key in SPKI has always this length. */
const SPKI_BYTES = 44;

export class StationKey {
  readonly #key: KeyObject;
  /** SPKI, DER, base64. */
  readonly publicKey: string;

  constructor(stationSecret: Buffer) {
    const seed = Buffer.from(hkdfSync('sha256', stationSecret, '', 'pingan/hand-over: signing key', 32));
    this.#key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
    this.publicKey = createPublicKey(this.#key).export({ format: 'der', type: 'spki' }).toString('base64');
  }

  /** SHA-256 of the public key, hex: what two people compare. */
  get fingerprint(): string {
    return keyFingerprint(this.publicKey);
  }

  sign(text: string): string {
    return sign(null, Buffer.from(text, 'utf8'), this.#key).toString('base64');
  }
}

export const keyFingerprint = (publicKey: string): string =>
  createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex');

/** False as well for what is no Ed25519 key. */
export function isSignedBy(publicKey: string, text: string, value: string): boolean {
  const der = Buffer.from(publicKey, 'base64');
  if (der.length !== SPKI_BYTES) return false;
  try {
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    return (
      key.asymmetricKeyType === 'ed25519' && verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(value, 'base64'))
    );
  } catch {
    return false;
  }
}
