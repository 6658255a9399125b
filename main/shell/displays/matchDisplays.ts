/**
 * Which of the displays that are there now is which of those known. Numbers change with sockets, drivers and the order of plugging in
 * (RELIABILITY §7 displays), so no single sign decides: a display may change its number, its place or its resolution and is still itself,
 * and two of the same model stay apart by number, then by place. Pure.
 */
import { type DisplayFacts, type KnownDisplay, panelSize } from './displayFacts.ts';

interface Pair {
  readonly known: KnownDisplay;
  readonly present: DisplayFacts;
  readonly likeness: number;
  readonly distance: number;
}

/** @returns the identity of each present display that is known, by its number of now */
export function matchDisplays(
  known: readonly KnownDisplay[],
  present: readonly DisplayFacts[],
): ReadonlyMap<number, string> {
  const pairs = known
    .flatMap((one) => present.map((other) => pairOf(one, other)))
    .filter(({ likeness }) => likeness > 0);
  // The likest first; among those alike, whoever has moved least.
  pairs.sort((left, right) => right.likeness - left.likeness || left.distance - right.distance);
  const found = new Map<number, string>();
  const taken = new Set<string>();
  for (const { known: one, present: other } of pairs) {
    if (found.has(other.id) || taken.has(one.identity)) continue;
    found.set(other.id, one.identity);
    taken.add(one.identity);
  }
  return found;
}

function pairOf(known: KnownDisplay, present: DisplayFacts): Pair {
  const distance = Math.hypot(known.x - present.bounds.x, known.y - present.bounds.y);
  return { known, present, distance, likeness: likenessOf(known, present, distance === 0) };
}

/** 0: another one. */
function likenessOf(known: KnownDisplay, present: DisplayFacts, isInPlace: boolean): number {
  // Two names are two displays. A runtime that names none where another did says nothing.
  const areBothNamed = known.label !== '' && present.label !== '';
  if (known.isInternal !== present.isInternal || (areBothNamed && known.label !== present.label)) return 0;
  const size = panelSize(present);
  const isSameSize = known.width === size.width && known.height === size.height;
  const extra = (isSameSize ? 2 : 0) + (isInPlace ? 1 : 0);
  if (known.id === present.id) return 30 + extra;
  // Another socket or another number: its name vouches for it.
  if (areBothNamed) return 10 + extra;
  // Nameless and with another number: only one of the same size may be the same, or stand in for it.
  return isSameSize ? extra : 0;
}
