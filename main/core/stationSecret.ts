import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomically } from './tracks/atomicFile.ts';

const BYTES = 32;

/**
 * What codes that this station issues derive from: made once, and kept beside the journal, so that a restart still knows
 * them. A file that is none is made afresh: terminals then register again, which they do by themselves.
 */
export function loadStationSecret(dataDirectory: string): Buffer {
  const path = join(dataDirectory, 'station.secret');
  const kept = existsSync(path) ? Buffer.from(readFileSync(path, 'latin1').trim(), 'hex') : null;
  if (kept?.length === BYTES) return kept;
  const secret = randomBytes(BYTES);
  writeFileAtomically(path, `${secret.toString('hex')}\n`, 0o600);
  return secret;
}
