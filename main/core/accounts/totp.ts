/** One-time passwords by time, RFC 6238 over RFC 4226: HMAC-SHA-1 and steps of 30 s, as every authenticator makes them. Pure. */
import { createHmac, timingSafeEqual } from 'node:crypto';

export const STEP_MS = 30_000;
/** RFC 4226 section 4, R6: 160 bits. */
export const SECRET_BYTES = 20;
const DIGITS = 6;
/** RFC 6238 section 5.2: a phone that is half a minute off, either way. */
const DRIFT_STEPS = 1;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4226 section 5.3 with the step as the counter. */
export function codeOfStep(secret: Buffer, step: number, digits = DIGITS): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = mac[mac.length - 1]! & 0xf;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits).padStart(digits, '0');
}

/**
 * The step a typed code is of, or null. Steps up to `lastStep` are spent: a code is good once (RFC 6238 section 5.2). `now` is
 * epoch ms.
 */
export function stepOfCode(secret: Buffer, typed: string, now: number, lastStep: number): number | null {
  const code = typed.replace(/\s/g, '');
  if (!/^\d{6}$/.test(code)) return null;
  const present = Math.floor(now / STEP_MS);
  for (let step = present - DRIFT_STEPS; step <= present + DRIFT_STEPS; step++)
    if (step > lastStep && timingSafeEqual(Buffer.from(codeOfStep(secret, step)), Buffer.from(code))) return step;
  return null;
}

/** RFC 4648 section 6, without padding: how authenticators take a secret that is typed. */
export function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

/** What the square code says; the label is what the authenticator shows. */
export function authenticatorUri(secret: string, { issuer, name }: { issuer: string; name: string }): string {
  const query = new URLSearchParams({ secret, issuer, algorithm: 'SHA1', digits: `${DIGITS}`, period: '30' });
  // Some authenticators show a plus sign as it stands.
  return `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(name)}?${query}`.replaceAll('+', '%20');
}
