/**
 * The tokens of joined machines, as SHA-256 and nothing else, in `machines.json` in the data folder (those of phones in
 * `phones.json`). A token counts only while its machine is joined in the world too: a hash left over opens nothing.
 */
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomically } from '#main/core/tracks/atomicFile.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';

const fileSchema = z.strictObject({ tokens: z.record(z.string().max(80), z.string().regex(/^[0-9a-f]{64}$/)) });

export class MachineTokens {
  readonly #path: string;
  /** Digest → machine. */
  #machines: ReadonlyMap<string, string>;

  private constructor(path: string, machines: ReadonlyMap<string, string>) {
    this.#path = path;
    this.#machines = machines;
  }

  /** Fails with `machines` for a file that cannot be read: every machine would have to join anew without anybody knowing why. */
  static open(directory: string, file = 'machines.json'): Result<MachineTokens> {
    const path = join(directory, file);
    if (!existsSync(path)) return ok(new MachineTokens(path, new Map()));
    try {
      const { tokens } = fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
      return ok(new MachineTokens(path, new Map(Object.entries(tokens).map(([id, digest]) => [digest, id]))));
    } catch {
      return refuse('machines', `${path} 无法读取，席位机无法接入 · ${path} cannot be read: joined machines are in it`);
    }
  }

  /** Looks a digest up, never a token: the time it takes says nothing about any stored one. */
  machineOf(token: string): string | undefined {
    return this.#machines.get(digestOf(token));
  }

  /** A new token, on disk when it is returned; null when the disk takes nothing. */
  issue(machineId: string): string | null {
    const token = randomBytes(32).toString('base64url');
    const next = new Map([...this.#machines, [digestOf(token), machineId] as const]);
    return this.#write(next) ? token : null;
  }

  /** Keeps only those of machines that are still joined. One too many in the file does no harm, so a full disk is not told. */
  sweep(isJoined: (machineId: string) => boolean): void {
    const kept = new Map([...this.#machines].filter(([, machineId]) => isJoined(machineId)));
    if (kept.size < this.#machines.size) this.#write(kept);
  }

  #write(machines: ReadonlyMap<string, string>): boolean {
    const tokens = Object.fromEntries([...machines].map(([digest, machineId]) => [machineId, digest]));
    try {
      writeFileAtomically(this.#path, `${JSON.stringify({ tokens })}\n`, 0o600);
    } catch {
      return false;
    }
    this.#machines = machines;
    return true;
  }
}

const digestOf = (token: string) => createHash('sha256').update(token).digest('hex');
