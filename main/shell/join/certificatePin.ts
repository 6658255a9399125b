/** What the windows' own connections trust: on a joined machine exactly one certificate of exactly one host, and nothing else. */
import { createHash } from 'node:crypto';
import type { Session } from 'electron';

export interface CertificatePin {
  readonly host: string;
  /** SHA-256, 64 hex digits. */
  readonly fingerprint: string;
}

const TRUSTED = 0;
const REFUSED = -2;
const AS_CHROMIUM_SAYS = -3;

/** @param pin null on a machine that has joined no host */
export function pinCertificate(session: Session, pin: () => CertificatePin | null): void {
  session.setCertificateVerifyProc(({ hostname, certificate }, decide) => {
    const pinned = pin();
    decide(pinned === null ? AS_CHROMIUM_SAYS : isPinned(pinned, hostname, certificate.data) ? TRUSTED : REFUSED);
  });
}

/** `pem` as the browser got it; the first certificate in it is the host's. */
export function isPinned({ host, fingerprint }: CertificatePin, hostname: string, pem: string): boolean {
  const body = /-----BEGIN CERTIFICATE-----([\s\S]*?)-----END CERTIFICATE-----/.exec(pem)?.[1];
  if (body === undefined || hostname.replace(/^\[|\]$/g, '').toLowerCase() !== host) return false;
  return createHash('sha256').update(Buffer.from(body, 'base64')).digest('hex') === fingerprint;
}
