/**
 * Which searches answer a question of coverage: one for every set of units that travel alike and count for the very same bands.
 * Where later forces serve earlier limits too the sets nest, there are fewer of them than bands, and each goes on from the one
 * inside it. The quickest modes come first: what they drive over whole is not looked at again, and where a mode is nowhere the
 * quicker, its search ends where a quicker one has been sooner.
 */
import { TRAVEL_MODES, type TravelModeId } from '#shared/catalog/modes.ts';
import type { CoveringUnits } from './coverage.ts';
import type { Weights } from './weights.ts';

/** Units of one way of travelling that count for the very same bands. */
export interface Search {
  readonly mode: TravelModeId;
  readonly weights: Weights;
  /** Seconds of each band it is for, 0 for the others. */
  readonly limits: readonly number[];
  /** The units, or of those only who is new since the search before, which this one goes on from. */
  readonly members: readonly number[];
  readonly isContinued: boolean;
  /** The earlier search of the plan that is sooner wherever both come; −1: none. */
  readonly boundedBy: number;
}

interface Ways {
  weightsOf(mode: TravelModeId): Weights;
  /** Whether the first is never slower than the second, on no street and to no place. */
  isNeverSlower(one: TravelModeId, other: TravelModeId): boolean;
}

/** Units that travel alike, by the bands they count for. */
interface Group {
  readonly mode: TravelModeId;
  readonly weights: Weights;
  readonly members: Map<number, number[]>;
}

/** Before it is known what bounds it. */
interface Wanted extends Omit<Search, 'boundedBy'> {
  /** The bits of all units in it, those it goes on from included. */
  readonly who: readonly number[];
  /** Bands of it and of every search that goes on from it. */
  readonly need: number;
}

/** `without` is left out as if it were not there. */
export function planSearches(
  units: CoveringUnits,
  bandSeconds: readonly number[],
  without: number,
  ways: Ways,
): readonly Search[] {
  const groups = groupsOf(units, without, ways);
  const wanted = groups.flatMap((group) => searchesOf(group, bandSeconds));
  return wanted.map((search, index) => ({ ...search, boundedBy: bounding(search, wanted.slice(0, index), ways) }));
}

/** The quickest modes first. */
function groupsOf({ count, mode, edge, bands }: CoveringUnits, without: number, ways: Ways): Group[] {
  const groups = new Map<Weights, Group>();
  const groupOfMode = TRAVEL_MODES.map((id) => {
    const weights = ways.weightsOf(id);
    const group = groups.get(weights) ?? { mode: id, weights, members: new Map<number, number[]>() };
    groups.set(weights, group);
    return group;
  });
  for (let slot = 0; slot < count; slot++) {
    const bits = bands[slot]!;
    if (bits === 0 || edge[slot]! < 0 || slot === without) continue;
    const { members } = groupOfMode[mode[slot]!]!;
    const alike = members.get(bits);
    if (alike) alike.push(slot);
    else members.set(bits, [slot]);
  }
  return [...groups.values()].reverse();
}

/** Bands that the same of these units count for, together: whoever has one bit of them has all. */
function searchesOf({ mode, weights, members }: Group, bandSeconds: readonly number[]): Wanted[] {
  const sets = new Map<string, { who: number[]; limits: number[] }>();
  for (const [band, seconds] of bandSeconds.entries()) {
    const who = [...members.keys()].filter((bits) => bits & (1 << band));
    if (who.length === 0) continue;
    const set = sets.get(who.join()) ?? { who, limits: bandSeconds.map(() => 0) };
    set.limits[band] = seconds;
    sets.set(who.join(), set);
  }
  const nested = [...sets.values()].sort((one, other) => one.who.length - other.who.length);
  const isContinued = nested.map(({ who, limits }, index) => {
    const inner = nested[index - 1];
    return inner?.who.every((bits) => who.includes(bits)) === true && most(inner.limits) >= most(limits);
  });
  const needs: number[] = [];
  for (let index = nested.length - 1; index >= 0; index--) {
    const own = nested[index]!.limits.reduce((bits, seconds, band) => (seconds > 0 ? bits | (1 << band) : bits), 0);
    needs[index] = own | (isContinued[index + 1] ? needs[index + 1]! : 0);
  }
  return nested.map(({ who, limits }, index): Wanted => {
    const known = isContinued[index] ? nested[index - 1]!.who : [];
    const added = who.filter((bits) => !known.includes(bits)).flatMap((bits) => members.get(bits)!);
    return { mode, weights, limits, who, isContinued: isContinued[index]!, members: added, need: needs[index]! };
  });
}

/**
 * A search that is nowhere slower, goes as far, and whose units all count for whatever this one's labels are read for: where it was
 * sooner, nothing is lost by ending there.
 */
function bounding({ mode, weights, limits, need }: Wanted, earlier: readonly Wanted[], ways: Ways): number {
  return earlier.findLastIndex(
    (other) =>
      other.weights !== weights &&
      most(other.limits) >= most(limits) &&
      other.who.every((bits) => (bits & need) === need) &&
      ways.isNeverSlower(other.mode, mode),
  );
}

const most = (limits: readonly number[]) => Math.max(...limits);
