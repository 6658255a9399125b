/**
 * What this machine keeps of the host it joined: `join.json` beside the other settings, and the token, sealed by the system
 * where the system can. Without the record the machine starts a core of its own as ever.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { MACHINE_ROLES } from '#shared/domain/machine.ts';
import { replaceFile } from '../settings.ts';

const RECORD_FILE = 'join.json';
const TOKEN_FILE = 'machine-token.json';

const recordSchema = z.strictObject({
  host: z.string().min(1).max(253),
  port: z.number().int().min(1).max(65_535),
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  machineId: z.string().min(1).max(80),
  machineName: z.string().max(80),
  role: z.enum(MACHINE_ROLES),
  stationName: z.string().max(80),
  realm: z.enum(['live', 'drill']),
  joinedAt: z.number(),
  /** The pack that was copied last; null before the first. */
  pack: z.strictObject({ id: z.string().max(64), version: z.string().regex(/^[0-9a-f]{64}$/) }).nullable(),
});
export type JoinRecord = z.infer<typeof recordSchema>;

const tokenSchema = z.strictObject({ isSealed: z.boolean(), value: z.string().max(4_000) });

/** What seals a secret so that only this user of this machine can open it: Electron's safeStorage, or nothing. */
export interface Sealer {
  /** False where sealing would only be for show. */
  isReal(): boolean;
  seal(text: string): Buffer;
  open(sealed: Buffer): string;
}

export function readJoinRecord(folder: string): JoinRecord | null {
  const path = join(folder, RECORD_FILE);
  if (!existsSync(path)) return null;
  try {
    return recordSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    process.stderr.write(`加入记录损坏，请重新加入主机 / The join record is damaged, join the host again: ${path}\n`);
    return null;
  }
}

export function writeJoinRecord(folder: string, record: JoinRecord): void {
  replaceFile(join(folder, RECORD_FILE), `${JSON.stringify(record, null, 2)}\n`);
}

/** Returns whether the token lies in the file as it is, because the system seals nothing. */
export function writeToken(folder: string, token: string, sealer: Sealer): { isTokenInFile: boolean } {
  const isSealed = sealer.isReal();
  const value = isSealed ? sealer.seal(token).toString('base64') : token;
  replaceFile(join(folder, TOKEN_FILE), `${JSON.stringify({ isSealed, value })}\n`);
  return { isTokenInFile: !isSealed };
}

/** Null when there is none, or the system does not open it any more: the machine has to join again. */
export function readToken(folder: string, sealer: Sealer): { token: string; isTokenInFile: boolean } | null {
  try {
    const { isSealed, value } = tokenSchema.parse(JSON.parse(readFileSync(join(folder, TOKEN_FILE), 'utf8')));
    return { token: isSealed ? sealer.open(Buffer.from(value, 'base64')) : value, isTokenInFile: !isSealed };
  } catch {
    return null;
  }
}

export function forgetHost(folder: string): void {
  for (const file of [RECORD_FILE, TOKEN_FILE]) rmSync(join(folder, file), { force: true });
}
