import { existsSync, readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { DATUMS } from '#shared/geo/datum.ts';
import { writeFileAtomically } from './atomicFile.ts';
import type { Fix } from './fix.ts';

export type { Fix } from './fix.ts';

const storedFix = z.object({
  unitId: z.string(),
  source: z.string(),
  lon: z.number(),
  lat: z.number(),
  courseDegrees: z.number().nullable(),
  speedMps: z.number().nullable(),
  accuracyM: z.number().nullable(),
  batteryPercent: z.number().nullable(),
  fixAt: z.number(),
  receivedAt: z.number(),
  deviceAt: z.number().nullable().default(null),
  staleAt: z.number().nullable().default(null),
  raw: z
    .object({ datum: z.enum(DATUMS), lon: z.number(), lat: z.number() })
    .nullable()
    .default(null),
});

/** Fixes turned to text before the core does something else: thousands of units must not hold up an alarm. */
const SLICE = 1_000;

/**
 * The last known position of every unit: telemetry, not events. In memory, and on disk every few seconds so that a
 * restarted core knows where its units were last seen and how long ago. What gets in here has been judged.
 */
export class LatestPositions {
  readonly #fixes = new Map<string, Fix>();
  readonly #changed = new Set<string>();
  readonly #path: string;
  #isDirty = false;
  #isSaving = false;

  constructor(directory: string) {
    this.#path = join(directory, 'positions.json');
    for (const fix of readStored(this.#path)) this.#fixes.set(fix.unitId, fix);
  }

  set(fix: Fix): void {
    this.#fixes.set(fix.unitId, fix);
    this.#changed.add(fix.unitId);
    this.#isDirty = true;
  }

  get(unitId: string): Fix | undefined {
    return this.#fixes.get(unitId);
  }

  all(): Iterable<Fix> {
    return this.#fixes.values();
  }

  /** Fixes that arrived since the last call: what the gateway sends on. */
  takeChanged(): Fix[] {
    const changed = [...this.#changed].map((unitId) => this.#fixes.get(unitId)!);
    this.#changed.clear();
    return changed;
  }

  /** Writes what changed, a slice at a time between other work. A save that is still going on is not begun again. */
  async save(): Promise<void> {
    if (!this.#isDirty || this.#isSaving) return;
    this.#isDirty = false;
    this.#isSaving = true;
    try {
      const fixes = [...this.#fixes.values()];
      const parts: string[] = [];
      for (let start = 0; start < fixes.length; start += SLICE) {
        parts.push(JSON.stringify(fixes.slice(start, start + SLICE)).slice(1, -1));
        await new Promise((resolve) => setImmediate(resolve));
      }
      const temporary = `${this.#path}.next`;
      await writeFile(temporary, `[${parts.join(',')}]`, { flush: true });
      await rename(temporary, this.#path);
    } catch (error) {
      this.#isDirty = true;
      throw error;
    } finally {
      this.#isSaving = false;
    }
  }

  /** The last save, when nothing else waits. */
  saveNow(): void {
    if (!this.#isDirty) return;
    this.#isDirty = false;
    writeFileAtomically(this.#path, JSON.stringify([...this.#fixes.values()]));
  }
}

/** A torn or foreign file costs the last positions, which the units send again within seconds; it must not stop the core. */
function readStored(path: string): Fix[] {
  if (!existsSync(path)) return [];
  try {
    const parsed = z.array(storedFix).safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.data : [];
  } catch {
    return [];
  }
}
