import type { UnitRecord } from '#shared/domain/unit.ts';

/** Which unit a terminal means by what it calls itself: the unit's `terminal`, or the unit's own id. Exact, case included. */
export class UnitRegistry {
  readonly #byKey = new Map<string, string>();

  constructor(records: readonly Pick<UnitRecord, 'id' | 'terminal'>[]) {
    for (const { id, terminal } of records) if (terminal !== undefined) this.#byKey.set(terminal, id);
    // Last, so that nobody's terminal can take the name of another unit.
    for (const { id } of records) this.#byKey.set(id, id);
  }

  find(key: string): string | undefined {
    return this.#byKey.get(key);
  }
}
