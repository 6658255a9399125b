/** Who a plate speaks of, and how far apart they stand: whether flying in takes them apart. */
import type { Cluster } from './clusters.ts';
import type { UnitField } from './field.ts';

/** Nearer together than fixes are exact, a closer look shows no more of them. */
const ONE_PLACE_M = 12;

export interface ClusterMembers {
  /** In the order of the station's list. */
  readonly unitIds: readonly string[];
  /** Around them, metres of the frame: west, south, east, north. */
  readonly bounds: readonly [number, number, number, number];
  readonly isOnePlace: boolean;
}

/** The units in a cluster's cell at this moment: some may have walked in or out since it was counted. */
export function membersOf(cluster: Cluster, field: UnitField, now: number): ClusterMembers {
  const { west, south, sideM } = cluster;
  const [east, north] = [west + sideM, south + sideM];
  const found = field.slotsWithin([west, south, east, north], now);
  const slots = [...field.found.subarray(0, found)].filter((slot) => {
    const [x, y] = [field.motion.xAt(slot, now), field.motion.yAt(slot, now)];
    return x >= west && x < east && y >= south && y < north;
  });
  const across = slots.map((slot) => field.motion.xAt(slot, now));
  const along = slots.map((slot) => field.motion.yAt(slot, now));
  const bounds = [least(across), least(along), most(across), most(along)] as const;
  return {
    unitIds: slots.sort((left, right) => left - right).map((slot) => field.units[slot]!.id),
    bounds,
    isOnePlace: Math.max(bounds[2] - bounds[0], bounds[3] - bounds[1]) <= ONE_PLACE_M,
  };
}

const least = (values: readonly number[]) => values.reduce((low, value) => Math.min(low, value), Infinity);
const most = (values: readonly number[]) => values.reduce((high, value) => Math.max(high, value), -Infinity);
