/** What a script says about those who are sent: who does not answer, who says no, who sets out late. */
import type { UnitKind } from '#shared/catalog/unitKinds.ts';
import type { ActOf } from '#shared/wire/scenarioActs.ts';

type Said = ActOf<'unit'>;

export class OrderBook {
  readonly #said: { readonly said: Said; left: number }[] = [];

  add(said: Said): void {
    this.#said.push({ said, left: said.times });
  }

  /** Of the next order to this unit; counted down. The first that was said and fits. */
  take(unitId: string, force: UnitKind): Said | null {
    const entry = this.#said.find(
      ({ said, left }) =>
        left > 0 && (said.unitId ?? unitId) === unitId && (said.force === undefined || said.force === force),
    );
    if (!entry) return null;
    entry.left -= 1;
    return entry.said;
  }

  clear(): void {
    this.#said.length = 0;
  }
}
