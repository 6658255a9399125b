/** A fixed sequence of numbers for a seed, so that a failed run can be run again. Every test prints its seed in its name. */
export interface Seeded {
  /** 0 ≤ value < 1. */
  next(): number;
  /** 0 ≤ integer < limit. */
  below(limit: number): number;
  /** True this often, 0 to 1. */
  chance(share: number): boolean;
}

/** mulberry32. */
export function seeded(seed: number): Seeded {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    below: (limit) => Math.floor(next() * limit),
    chance: (share) => next() < share,
  };
}
