/** Both directions of a webhook are signed alike: HMAC-SHA256 over the time and the bytes of the body. */
import { createHmac, timingSafeEqual } from 'node:crypto';

export const SIGNATURE_HEADER = 'x-pingan-signature';
/** A signature is good for so long on either side of now: clocks differ, and what was heard must not be said again tomorrow. */
export const SIGNATURE_WINDOW_MS = 300_000;

/** `t=EPOCH_MS,v1=HEX`. */
export function signatureOf(secret: string, body: string, at: number): string {
  return `t=${at},v1=${macOf(secret, body, at)}`;
}

/** Whether this is the signature of somebody who knows the secret, made just now. */
export function isSignedBy(secret: string, body: string, header: unknown, now: number): boolean {
  const [, time, mac] = (typeof header === 'string' && header.match(/^t=(\d{1,15}),v1=([0-9a-f]{64})$/)) || [];
  if (time === undefined || mac === undefined || Math.abs(now - Number(time)) > SIGNATURE_WINDOW_MS) return false;
  return timingSafeEqual(Buffer.from(mac, 'hex'), Buffer.from(macOf(secret, body, Number(time)), 'hex'));
}

const macOf = (secret: string, body: string, at: number) =>
  createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
