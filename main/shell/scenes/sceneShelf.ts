/** The packs of a library with their titles. A pack never changes, so its manifest is read once. */
import { listPacks, packFolder, readManifest } from '#main/pack/index.ts';
import type { SceneState, SceneVersion } from '#shared/wire/scenes.ts';
import type { ScenePlaces } from './scenePlaces.ts';

interface Described {
  readonly title: string;
  readonly created: string;
  readonly isDemo: boolean;
}

export class SceneShelf {
  readonly #places: ScenePlaces;
  readonly #known = new Map<string, Described>();

  constructor(places: ScenePlaces) {
    this.#places = places;
  }

  /** Newest first. @param inUse the folder of the pack the core has open */
  async describe(inUse: string | null): Promise<Pick<SceneState, 'versions' | 'base'>> {
    const { library, base } = this.#places;
    const versions: SceneVersion[] = [];
    for (const { id, version } of await listPacks(library)) {
      const directory = packFolder(library, { id, version });
      versions.unshift({ id, version, ...(await this.#describe(directory)), isCurrent: directory === inUse });
    }
    const title = base === null ? null : (await this.#describe(base)).title;
    return { versions, base: title === null ? null : { title, isCurrent: base === inUse } };
  }

  async #describe(directory: string): Promise<Described> {
    const before = this.#known.get(directory);
    if (before) return before;
    const read = await readManifest(directory);
    if (!read.ok) return { title: read.failure.message, created: '', isDemo: false };
    const { title, created, demo } = read.value;
    const described = { title, created, isDemo: demo };
    this.#known.set(directory, described);
    return described;
  }
}
