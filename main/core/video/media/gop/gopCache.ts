/** Everything since the last key picture: a new viewer begins with it and sees a picture at once instead of at the next key one. */
import type { AccessUnit } from '../h264/accessUnit.ts';

const MOST_UNITS = 600;
const MOST_BYTES = 8 * 1024 * 1024;

export class GopCache {
  #units: AccessUnit[] = [];
  #bytes = 0;

  push(unit: AccessUnit): void {
    if (unit.isKey) this.clear();
    else if (this.#units.length === 0) return;
    this.#units.push(unit);
    for (const nal of unit.nals) this.#bytes += nal.length;
    // A camera with a key picture a minute is not worth keeping: its viewers wait for the next one.
    if (this.#units.length > MOST_UNITS || this.#bytes > MOST_BYTES) this.clear();
  }

  /** Begins with a key picture, or is empty. */
  get units(): readonly AccessUnit[] {
    return this.#units;
  }

  clear(): void {
    this.#units = [];
    this.#bytes = 0;
  }
}
