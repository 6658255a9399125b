/**
 * The certificate of this station: made once, for ten years, and by itself. Nobody's authority stands behind it, so whoever
 * joins compares its fingerprint and keeps to it. The key never leaves the data folder.
 */
import { createHash, X509Certificate } from 'node:crypto';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { hostname, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { writeFileAtomically } from '#main/core/tracks/atomicFile.ts';

const KEY_FILE = 'tls-key.pem';
const CERTIFICATE_FILE = 'tls-certificate.pem';
const DAY_MS = 86_400_000;
const YEARS_MS = 3_653 * DAY_MS;

export interface StationCertificate {
  readonly key: string;
  readonly certificate: string;
  /** SHA-256 of the DER form, 64 hex digits in lower case. */
  readonly fingerprint: string;
}

/** Of which station, and what the clock says. */
export interface CertificateOwner {
  readonly directory: string;
  readonly stationId: string;
  readonly now: number;
}

/** The one on disk, or null where there is none that can be used. */
export function readCertificate(directory: string): StationCertificate | null {
  const [keyPath, path] = [join(directory, KEY_FILE), join(directory, CERTIFICATE_FILE)];
  if (!existsSync(keyPath) || !existsSync(path)) return null;
  const [key, certificate] = [readFileSync(keyPath, 'utf8'), readFileSync(path, 'utf8')];
  try {
    return { key, certificate, fingerprint: fingerprintOfPem(certificate) };
  } catch {
    return null;
  }
}

/** Makes a new one in the place of whatever is there: every joined machine must compare again afterwards. */
export async function makeCertificate({ directory, stationId, now }: CertificateOwner): Promise<StationCertificate> {
  const made = await generate([{ name: 'commonName', value: `pingan-command ${stationId}` }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    // A machine whose clock is a little behind must not find it unborn.
    notBeforeDate: new Date(now - DAY_MS),
    notAfterDate: new Date(now + YEARS_MS),
    extensions: [
      // Android takes only what calls itself an authority into its store. Without keyCertSign it can vouch for nobody else.
      { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: alternativeNames() },
    ],
  });
  // The key first: a certificate without its key is made anew, a key without a certificate is of no use to anybody.
  writeFileAtomically(join(directory, KEY_FILE), made.private, 0o600);
  chmodSync(join(directory, KEY_FILE), 0o600);
  writeFileAtomically(join(directory, CERTIFICATE_FILE), made.cert);
  return { key: made.private, certificate: made.cert, fingerprint: fingerprintOfPem(made.cert) };
}

/** Addresses of this machine that others can reach, IPv4 first. */
export function lanAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const outside = all.filter(({ internal, address }) => !internal && !address.startsWith('fe80:'));
  return outside.sort((left, right) => left.family.localeCompare(right.family)).map(({ address }) => address);
}

export const ownHostName = (): string => hostname().toLowerCase();

function alternativeNames() {
  const names = [...new Set(['localhost', ownHostName()])].filter((name) => /^[a-z0-9.-]+$/.test(name));
  return [
    ...names.map((value) => ({ type: 2 as const, value })),
    ...['127.0.0.1', '::1', ...lanAddresses()].map((ip) => ({ type: 7 as const, ip })),
  ];
}

const fingerprintOfPem = (pem: string) => createHash('sha256').update(new X509Certificate(pem).raw).digest('hex');
