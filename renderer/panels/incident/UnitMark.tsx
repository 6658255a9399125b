import { UNIT_KIND_NAMES, type UnitKind } from '#shared/catalog/unitKinds.ts';

/** One character for a kind of unit, the same as on the map. */
export function UnitMark({ kind }: { readonly kind: UnitKind }) {
  return (
    <span className={`unit-mark unit-mark--${kind}`} aria-hidden="true">
      {UNIT_KIND_NAMES[kind].short}
    </span>
  );
}
