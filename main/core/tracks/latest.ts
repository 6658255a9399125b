import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomically } from './atomicFile.ts';

/** One position as it entered, WGS-84 (PROTOCOLS §4). Times are UTC epoch ms. */
export interface Fix {
  readonly unitId: string;
  readonly source: string;
  readonly lon: number;
  readonly lat: number;
  readonly courseDegrees: number | null;
  readonly speedMps: number | null;
  readonly accuracyM: number | null;
  readonly batteryPercent: number | null;
  /** By the device's clock. */
  readonly fixAt: number;
  /** By ours. */
  readonly receivedAt: number;
}

/** What became of a fix. Only `accepted` moves the unit. */
export type FixOutcome = 'accepted' | 'older' | 'repeated';

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
});

/**
 * The last known position of every unit: telemetry, not events. In memory, and on disk every few seconds so that a
 * restarted core knows where its units were last seen and how long ago.
 */
export class LatestPositions {
  readonly #fixes = new Map<string, Fix>();
  readonly #changed = new Set<string>();
  readonly #path: string;
  #isDirty = false;

  constructor(directory: string) {
    this.#path = join(directory, 'positions.json');
    for (const fix of readStored(this.#path)) this.#fixes.set(fix.unitId, fix);
  }

  /** Keeps the newest by the device's own time; a repeated time is an old position told again and changes nothing. */
  accept(fix: Fix): FixOutcome {
    const known = this.#fixes.get(fix.unitId);
    if (known && fix.fixAt === known.fixAt) return 'repeated';
    if (known && fix.fixAt < known.fixAt && known.fixAt <= fix.receivedAt) return 'older';
    this.#fixes.set(fix.unitId, fix);
    this.#changed.add(fix.unitId);
    this.#isDirty = true;
    return 'accepted';
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

  save(): void {
    if (!this.#isDirty) return;
    this.#isDirty = false;
    writeFileAtomically(this.#path, JSON.stringify([...this.#fixes.values()]));
  }
}

/** How old a fix is: by our clock, and by the device's when that says it is older still. Never negative. */
export function ageOf(fix: Pick<Fix, 'fixAt' | 'receivedAt'>, now: number): number {
  return Math.max(0, now - Math.min(fix.receivedAt, fix.fixAt));
}

/** Older than this is never drawn or proposed as live (DOMAIN §3). */
export const FRESH_MS = 30_000;

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
