/** Where this station's scene comes from, and where the packs imported here are kept. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export interface ScenePlaces {
  /** The scenes folder packs are imported into. */
  readonly library: string;
  /** The folder of the scene that station.json names; null where that is the scenes folder itself. */
  readonly base: string | null;
}

/** @param scene `builtin:demo`, one pack's folder, or a scenes folder, absolute */
export function scenePlacesOf(scene: string, demoPack: string, dataFolder: string): ScenePlaces {
  if (scene.startsWith('builtin:')) return { library: join(dataFolder, 'scenes'), base: demoPack };
  const isPack = existsSync(join(scene, 'manifest.json'));
  return isPack ? { library: join(dataFolder, 'scenes'), base: scene } : { library: scene, base: null };
}
