/** Accidents on a wire, by a seed: what a transmission becomes. */
import { seeded } from '../seeded.ts';
import type { SimulatorOptions } from './options.ts';

type Accidents = Pick<SimulatorOptions, 'loss' | 'duplicates' | 'reorder' | 'garbage' | 'seed'>;

/** What goes out instead of these bytes, in order. Held back by `reorder`: sent behind the next transmission. */
export interface Spoiler {
  (bytes: Buffer): Buffer[];
  /** What is still held back when nothing more will be sent. */
  rest(): Buffer[];
}

export function spoiler({ loss, duplicates, reorder, garbage, seed }: Accidents): Spoiler {
  const random = seeded(seed);
  let held: Buffer[] = [];
  const release = () => {
    const late = held;
    held = [];
    return late;
  };
  const spoil = (bytes: Buffer): Buffer[] => {
    const late = release();
    if (random.chance(loss)) return late;
    const now = random.chance(duplicates) ? [bytes, bytes] : [bytes];
    const noise = random.chance(garbage)
      ? [Buffer.from(Array.from({ length: 1 + random.below(40) }, () => random.below(256)))]
      : [];
    if (late.length === 0 && random.chance(reorder)) {
      held = now;
      return noise;
    }
    return [...noise, ...now, ...late];
  };
  return Object.assign(spoil, { rest: release });
}
