import type { VectorRole } from '#shared/wire/pack.ts';
import type { PackFeature } from '#shared/wire/packFeatures.ts';
import type { ScenePack } from './openPack.ts';

/** What a pack has of a role. A layer that is missing or broken has nothing; the pack's own report says why. */
export async function featuresOf<Role extends VectorRole>(pack: ScenePack, role: Role): Promise<PackFeature<Role>[]> {
  const read = await pack.readVector(role);
  return read.ok ? read.value : [];
}
