/**
 * Search over the scene and the world, and what the scene says of one area: the same ranking as the window's box. Nothing of it
 * is made before somebody asks, and then in pieces: alarms share this thread.
 */
import { featuresOf, type ScenePack } from '#main/pack/index.ts';
import type { World } from '#shared/domain/world.ts';
import { AreaDirectory } from '#shared/search/areaDirectory.ts';
import {
  deviceFindable,
  incidentFindable,
  type SceneFeatures,
  sceneFindables,
  unitFindable,
} from '#shared/search/collect.ts';
import type { Findable, FindGroup } from '#shared/search/findable.ts';
import { type FindRequest, findIn, type ReadingsOf, SearchIndex } from '#shared/search/searchIndex.ts';

interface Ground {
  readonly directory: AreaDirectory;
  readonly index: SearchIndex;
  readonly readingsOf: ReadingsOf;
}

export class SceneSearch {
  readonly #pack: ScenePack;
  #ground: Promise<Ground> | null = null;
  /** Units and devices as indexed last. */
  #enrolled: { readonly items: readonly Findable[]; readonly index: SearchIndex } | null = null;

  constructor(pack: ScenePack) {
    this.#pack = pack;
  }

  async find(request: FindRequest, world: World): Promise<readonly FindGroup[]> {
    const { index, readingsOf } = await this.#getGround();
    const incidents = SearchIndex.make([...world.incidents.values()].map(incidentFindable), readingsOf);
    return findIn([incidents, await this.#enrolledIn(world, readingsOf), index], request);
  }

  async directory(): Promise<AreaDirectory> {
    return (await this.#getGround()).directory;
  }

  /** Made again only when somebody was enrolled, renamed, moved or retired. */
  async #enrolledIn({ units, devices }: World, readingsOf: ReadingsOf): Promise<SearchIndex> {
    const items = [...[...units.values()].map(unitFindable), ...[...devices.values()].map(deviceFindable)];
    const held = this.#enrolled;
    if (held && held.items.length === items.length && items.every((item, at) => isSame(item, held.items[at]!)))
      return held.index;
    const index = await SearchIndex.makeInPieces(items, readingsOf, stepAside);
    this.#enrolled = { items, index };
    return index;
  }

  #getGround(): Promise<Ground> {
    this.#ground ??= this.#makeGround().catch((error: unknown) => {
      // The next question tries again: a pack on a share may be back by then.
      this.#ground = null;
      throw error;
    });
    return this.#ground;
  }

  async #makeGround(): Promise<Ground> {
    const { readingsOf } = await import('./readings.ts');
    const pack = this.#pack;
    const features: SceneFeatures = {
      districts: await featuresOf(pack, 'districts'),
      towns: await featuresOf(pack, 'towns'),
      villages: await featuresOf(pack, 'villages'),
      grids: await featuresOf(pack, 'grids'),
      places: await featuresOf(pack, 'places'),
      cameras: await featuresOf(pack, 'cameras'),
      roads: await featuresOf(pack, 'roads'),
      buildings: await featuresOf(pack, 'buildings'),
    };
    const directory = new AreaDirectory(features);
    const index = await SearchIndex.makeInPieces(sceneFindables(features, directory), readingsOf, stepAside);
    return { directory, index, readingsOf };
  }
}

const stepAside = () => new Promise<void>((resolve) => setImmediate(resolve));

const isSame = (left: Findable, right: Findable) =>
  left.id === right.id &&
  left.name === right.name &&
  left.kind === right.kind &&
  left.detail === right.detail &&
  left.lon === right.lon &&
  left.lat === right.lat;
