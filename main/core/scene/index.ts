import { createHash } from 'node:crypto';
import { buildRoadGraph, RoadNetwork } from '#main/core/roads/index.ts';
import { featuresOf, openPack, type ScenePack } from '#main/pack/index.ts';
import type { DistrictState } from '#shared/domain/district.ts';
import { ok, type Result } from '#shared/kit/result.ts';
import type { AreaFeature, PlaceFeature } from '#shared/wire/packFeatures.ts';
import { Locator } from './locator.ts';
import { SceneSearch } from './search.ts';

/** What the core needs of a scene pack: where things are and how to get there. Drawing is the windows' business. */
export interface Scene {
  readonly pack: ScenePack;
  readonly directory: string;
  readonly roads: RoadNetwork;
  readonly locator: Locator;
  /** Made with the first question. */
  readonly search: SceneSearch;
  readonly district: DistrictState;
  /** What coverage must reach: places, and grids by their centre. */
  readonly places: readonly PlaceFeature[];
  readonly grids: readonly AreaFeature[];
}

/** Fails only when there is no readable manifest; a broken layer is reported in `district.problems` and left out. */
export async function openScene(directory: string): Promise<Result<Scene>> {
  const opened = await openPack(directory);
  if (!opened.ok) return opened;
  const pack = opened.value;
  const [grids, villages, places, lines] = await Promise.all([
    featuresOf(pack, 'grids'),
    featuresOf(pack, 'villages'),
    featuresOf(pack, 'places'),
    featuresOf(pack, 'roads'),
  ]);
  const roads = new RoadNetwork(buildRoadGraph(lines).graph);
  const { manifest, layers } = pack;
  const district: DistrictState = {
    packId: manifest.id,
    title: manifest.title,
    digest: createHash('sha256').update(JSON.stringify(manifest)).digest('hex'),
    isDemo: manifest.demo,
    counts: Object.fromEntries(layers.map(({ id, count }) => [id, count])),
    problems: layers.flatMap(({ id, state, reason }) =>
      state === 'usable' ? [] : [{ layer: id, state, reason: reason?.zh ?? '', english: reason?.en ?? '' }],
    ),
  };
  const locator = new Locator(grids, villages, places, roads);
  return ok({ pack, directory, roads, locator, search: new SceneSearch(pack), district, places, grids });
}
