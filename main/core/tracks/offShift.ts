import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { writeFileAtomically } from './atomicFile.ts';

const stored = z.array(z.string());

/**
 * Units that said they are off shift. On disk, because a restarted core that had forgotten it would locate people at home.
 * A unit that has never said anything is on shift: vehicles and radios have nobody to say it.
 */
export class OffShift {
  readonly #path: string;
  readonly #units: Set<string>;

  constructor(path: string) {
    this.#path = path;
    this.#units = new Set(readStored(path));
  }

  has(unitId: string): boolean {
    return this.#units.has(unitId);
  }

  set(unitId: string, isOff: boolean): void {
    if (this.#units.has(unitId) === isOff) return;
    if (isOff) this.#units.add(unitId);
    else this.#units.delete(unitId);
    writeFileAtomically(this.#path, JSON.stringify([...this.#units]));
  }
}

function readStored(path: string): string[] {
  if (!existsSync(path)) return [];
  try {
    const parsed = stored.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.data : [];
  } catch {
    return [];
  }
}
